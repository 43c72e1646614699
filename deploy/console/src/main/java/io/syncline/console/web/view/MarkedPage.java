package io.syncline.console.web.view;

import java.util.List;

/**
 * How a mailbox stands, and those of its contacts of which one thing is true.
 *
 * @param counts of each thing that may be true
 * @param conflicts how many values lost in the last days
 * @param title of the list; empty if none is asked for
 * @param retries whether those that are listed can be tried again
 * @param next after which contact the next page goes on; empty on the last
 * @param stand how far the histories are, in words; empty if they are as new as the journal
 */
public record MarkedPage(String tenant, String mailbox, List<Count> counts, long conflicts,
        String title, List<Row> rows, boolean retries, String next, String mark, String stand) {

    /** How many contacts something is true of. */
    public record Count(String mark, String words, long count) {}

    /** A contact, and more of what is true of it. */
    public record Row(String key, String name, List<String> details) {}

    public MarkedPage {
        counts = List.copyOf(counts);
        rows = List.copyOf(rows);
    }
}
