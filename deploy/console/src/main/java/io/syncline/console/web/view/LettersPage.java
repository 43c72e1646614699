package io.syncline.console.web.view;

import java.util.List;

/**
 * Dead letters.
 *
 * @param rows the newest that were looked for
 * @param found how many were in all
 * @param waiting how many wait for a decision, looked for or not
 * @param codes the reasons that can be looked for
 * @param decided whether those that were decided about are looked for, too
 */
public record LettersPage(boolean reading, List<Row> rows, int found, int waiting, String tenant,
        String code, String since, List<String> codes, boolean decided) {

    public LettersPage {
        rows = List.copyOf(rows);
        codes = List.copyOf(codes);
    }

    /**
     * One of them.
     *
     * @param fate what was decided about it; empty: nothing yet
     */
    public record Row(String id, Moment at, String mailbox, String topic, String code,
            String reason, String fate) {}

    /** The times since when letters can be looked for: as forms name them, and for people. */
    public List<List<String>> sinces() {
        return List.of(List.of("", "30 days"), List.of("P7D", "7 days"), List.of("P1D", "1 day"),
                List.of("PT1H", "1 hour"));
    }
}
