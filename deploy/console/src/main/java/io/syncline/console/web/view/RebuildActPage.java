package io.syncline.console.web.view;

import java.util.List;
import java.util.Locale;

/**
 * Asks before something is done to a generation.
 *
 * @param number of the generation
 * @param problem why it was not done yet; empty: it was not asked for
 * @param waits how many contacts have values that wait for the release, in a sentence; empty: nobody asks
 * @param mailboxes those of which contacts wait; not all, where there are many
 * @param more how many mailboxes are not among these
 */
public record RebuildActPage(int number, Act act, String problem, String waits,
        List<Waiting> mailboxes, int more) {

    /** A mailbox, as tenant/mailbox, and how many of its contacts wait. */
    public record Waiting(String mailbox, String contacts) {}

    public RebuildActPage {
        mailboxes = List.copyOf(mailboxes);
    }

    /** Of one that lets nothing out. */
    public RebuildActPage(int number, Act act, String problem) {
        this(number, act, problem, "", List.of(), 0);
    }

    /** What is to be done. */
    public enum Act {
        /** It takes over. */
        PROMOTE,
        /** It is given up for good. */
        ABANDON,
        /** What only its rules want to write goes out. */
        RELEASE
    }

    public boolean promotes() {
        return act == Act.PROMOTE;
    }

    public boolean abandons() {
        return act == Act.ABANDON;
    }

    /** Such as Promote generation 2. */
    public String title() {
        return switch (act) {
            case PROMOTE -> "Promote generation " + number;
            case ABANDON -> "Abandon generation " + number;
            case RELEASE -> "Let out the writes of generation " + number;
        };
    }

    /** Where the form goes to. */
    public String path() {
        return "/rebuilds/" + number + "/" + act.name().toLowerCase(Locale.ROOT);
    }

    /** What the button says. */
    public String button() {
        return switch (act) {
            case PROMOTE -> "Promote it";
            case ABANDON -> "Abandon it for good";
            case RELEASE -> "Let them out";
        };
    }
}
