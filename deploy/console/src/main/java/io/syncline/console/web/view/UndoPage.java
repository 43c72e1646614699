package io.syncline.console.web.view;

import java.util.List;

/**
 * A batch to be taken back: what is asked for, and what it would do.
 *
 * @param mailbox as tenant/mailbox
 * @param problem what is wrong with the question; empty if nothing is
 * @param summary what would happen, in words; empty before that is known
 * @param rows the first contacts that it would touch or leave
 * @param touched how many contacts it would touch
 * @param plannedAt when it was looked at
 */
public record UndoPage(String mailbox, String whose, String from, String to, String reason,
        String problem, String summary, List<Row> rows, long touched, String plannedAt) {

    /** A contact and what would happen to it. */
    public record Row(String key, String name, String act, List<String> details) {}

    public UndoPage {
        rows = List.copyOf(rows);
    }
}
