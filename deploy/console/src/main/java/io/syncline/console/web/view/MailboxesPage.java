package io.syncline.console.web.view;

import java.util.List;
import java.util.Locale;

/**
 * The mailboxes of a tenant.
 *
 * @param tenant the tenant's id
 * @param name what people call it
 * @param rows one page of those that were looked for
 * @param found how many that are in all
 * @param total how many there are, found or not
 * @param waiting how many wait to be started
 * @param search what was looked for in ids and addresses; empty: all
 * @param state the state that was looked for; empty: any
 * @param page which page this is, from 1
 * @param pages how many there are
 * @param chooses whether the tenant has a directory to choose from
 * @param verified whether mailboxes can be added yet
 */
public record MailboxesPage(String tenant, String name, List<Row> rows, int found, int total,
        int waiting, String search, String state, int page, int pages, boolean chooses,
        boolean verified) {

    public MailboxesPage {
        rows = List.copyOf(rows);
    }

    /** A mailbox. */
    public record Row(String id, String address, String provider, State state) {}

    /** Whether it takes part; said by a word and a colour. */
    public enum State {
        ADDED("waiting", "Waits for its start"),
        ACTIVE("passed", "Takes part"),
        DISABLED("warned", "Stopped"),
        UNKNOWN("waiting", "Unknown");

        private final String style;
        private final String word;

        State(String style, String word) {
            this.style = style;
            this.word = word;
        }

        public String style() {
            return style;
        }

        public String word() {
            return word;
        }

        /** As addresses and forms name it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The states that can be looked for. */
    public List<State> states() {
        return List.of(State.ADDED, State.ACTIVE, State.DISABLED);
    }
}
