package io.syncline.console.web.view;

import java.util.List;

/**
 * The mailboxes of all tenants, a page at a time.
 *
 * @param found how many that were looked for there are in all
 * @param total how many there are, found or not
 * @param search what was looked for in names and addresses; empty: all
 * @param stands how they were to stand; empty: any way
 * @param page which page this is, from 1
 */
public record StandingsPage(boolean reading, List<Row> rows, int found, int total, String search,
        String stands, List<Choice> choices, int page, int pages) {

    public StandingsPage {
        rows = List.copyOf(rows);
        choices = List.copyOf(choices);
    }

    /**
     * A mailbox.
     *
     * @param name tenant/mailbox
     * @param style of its badge
     * @param why it stands so; empty where that says itself
     * @param listed when it was last listed in full, for people
     * @param proof what that showed, for people
     */
    public record Row(String name, String address, String style, String word, String why,
            String provider, String listed, String proof) {}

    /** A way to stand that can be looked for. */
    public record Choice(String text, String word) {}
}
