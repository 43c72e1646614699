package io.syncline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.MailboxName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfirmationTest {

    private static final MailboxName MAILBOX = new MailboxName("acme", "agent-1");

    private final List<String> asked = new ArrayList<>();

    @Test
    void goesOnOnceTheNameIsTyped() {
        typed(" acme/agent-1 ").confirm(MAILBOX, false);

        assertThat(asked).containsExactly("Type acme/agent-1 to go on: ");
    }

    @Test
    void endsWhereAnotherNameIsTyped() {
        assertThatThrownBy(() -> typed("acme/agent-2").confirm(MAILBOX, false))
                .isInstanceOf(ConsoleException.class)
                .hasMessage("That is not acme/agent-1; nothing was done");
    }

    @Test
    void asksNobodyWhereItIsSaidBeforehand() {
        typed("anything").confirm(MAILBOX, true);

        assertThat(asked).isEmpty();
    }

    private Confirmation typed(String answer) {
        return new Confirmation(Optional.of(question -> {
            asked.add(question);
            return Optional.of(answer);
        }));
    }
}
