package io.syncline.console;

import io.syncline.console.system.ConsoleException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * Shows a plan and says with what its command ends; the same for topics and schemas.
 *
 * @param lines for people
 * @param values for scripts
 * @param differs whether there is anything to do
 * @param refused how much stands in the way
 */
record Planning(List<String> lines, Map<String, Object> values, boolean differs, int refused) {

    /** With what a plan ends that found differences. */
    static final int DIFFERS = 3;

    static final String HEADING = "%nExit codes:%n";

    /** Prints it, and returns the exit code of a command that only plans. */
    int shown(PrintWriter out, boolean json) {
        if (json) {
            out.println(Json.of(values));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
        if (refused > 0) {
            return 1;
        }
        return differs ? DIFFERS : 0;
    }

    /** Prints it, asks, and does it. */
    void done(PrintWriter out, boolean json, boolean yes, Confirmation confirmation,
            Runnable apply) {
        if (differs && refused == 0) {
            confirmation.requirePossible(yes);
        }
        shown(out, json);
        if (refused > 0) {
            throw ConsoleException.failed("Nothing was changed: "
                    + (refused == 1 ? "1 thing stands" : refused + " things stand")
                    + " in the way");
        }
        if (differs) {
            confirmation.confirm("apply", yes);
            apply.run();
            if (!json) {
                out.println("Done.");
                out.flush();
            }
        }
    }
}
