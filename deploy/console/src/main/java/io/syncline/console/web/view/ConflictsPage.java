package io.syncline.console.web.view;

import java.util.List;

/**
 * Values that did not win, newest first.
 *
 * @param next the place after which the next page goes on, as it stands in its address; empty on the last
 * @param stand how far the histories are, in words; empty if they are as new as the journal
 */
public record ConflictsPage(List<Row> rows, String next, String stand) {

    /** A conflict; {@code takes} whether the other value can be taken. */
    public record Row(Moment at, String key, String name, String mailbox, String what,
            String field, String kept, String keptBy, String lost, String lostBy, long offset,
            boolean takes) {}

    public ConflictsPage {
        rows = List.copyOf(rows);
    }
}
