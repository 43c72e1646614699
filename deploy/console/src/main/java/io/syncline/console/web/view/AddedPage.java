package io.syncline.console.web.view;

import java.util.List;

/**
 * What came of adding mailboxes.
 *
 * @param tenant the tenant's id
 * @param name what people call it
 * @param added how many are new
 * @param known how many were there before
 * @param refused why others are not added, each with its address
 * @param bad lines that were left out; of too many, the first
 * @param badMore how many more lines were left out
 */
public record AddedPage(String tenant, String name, int added, int known, List<String> refused,
        List<BadLine> bad, int badMore) {

    public AddedPage {
        refused = List.copyOf(refused);
        bad = List.copyOf(bad);
    }

    /** A line of a file, counted from 1, and what is wrong with it. */
    public record BadLine(int line, String message) {}
}
