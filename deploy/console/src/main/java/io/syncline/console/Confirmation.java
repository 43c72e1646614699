package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxName;
import java.io.Console;
import java.util.Optional;
import java.util.function.Function;

/** Has a person type a name, such as a mailbox's, again before something that cannot be undone by itself. */
final class Confirmation {

    private final Optional<Function<String, Optional<String>>> terminal;

    /** @param terminal prints a question and returns what is typed; empty where nobody can answer */
    Confirmation(Optional<Function<String, Optional<String>>> terminal) {
        this.terminal = terminal;
    }

    /** Asks at the terminal of this process, if it has one. */
    static Confirmation atTerminal() {
        return new Confirmation(Optional.ofNullable(System.console()).map(Confirmation::asking));
    }

    /** @throws ConsoleException if the answer will be needed, and nobody can give it */
    void requirePossible(boolean yes) {
        if (!yes && terminal.isEmpty()) {
            throw ConsoleException.wrongUsage("This has to be confirmed, and there is no terminal"
                    + " to ask at; say --yes, or run it at a terminal");
        }
    }

    /** @throws ConsoleException unless the name is typed */
    void confirm(MailboxName mailbox, boolean yes) {
        confirm(mailbox.toString(), yes);
    }

    /** @throws ConsoleException unless the name is typed */
    void confirm(String name, boolean yes) {
        if (yes) {
            return;
        }
        requirePossible(false);
        String typed = terminal.orElseThrow()
                .apply("Type " + name + " to go on: ")
                .orElse("");
        if (!typed.trim().equals(name)) {
            throw ConsoleException.wrongUsage("That is not " + name + "; nothing was done");
        }
    }

    private static Function<String, Optional<String>> asking(Console console) {
        return question -> Optional.ofNullable(console.readLine("%s", question));
    }
}
