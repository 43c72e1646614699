package io.syncline.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

/** What a test needs besides the JDK: skipped with a visible line, or failed with -Drequire. */
final class Requirement {

    private Requirement() {}

    /**
     * @param name as {@code -Drequire} names it
     * @param present whether it is there
     * @param what the way out, for people
     */
    static void on(String name, boolean present, String what) {
        if (present) {
            return;
        }
        List<String> required = List.of(System.getProperty("syncline.require", "").split(","));
        if (required.contains(name)) {
            throw new AssertionError("Required and missing: " + name + " (" + what + ")");
        }
        System.out.println("SKIPPED: " + name + " is missing (" + what + ")");
        assumeTrue(false, name + " is missing");
    }
}
