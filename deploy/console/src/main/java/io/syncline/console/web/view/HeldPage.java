package io.syncline.console.web.view;

import java.util.List;

/**
 * The deletes that are held.
 *
 * @param search the part of mailboxes' names that was looked for; empty: all
 * @param total how many are held in all
 */
public record HeldPage(boolean reading, List<OfMailbox> mailboxes, String search, int total) {

    public HeldPage {
        mailboxes = List.copyOf(mailboxes);
    }

    /**
     * Those of one mailbox.
     *
     * @param number which of the page's this is, from 1
     * @param name tenant/mailbox
     * @param count how many are held in it
     * @param rows the first of them
     */
    public record OfMailbox(int number, String name, int count, List<Row> rows) {
        public OfMailbox {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One of them.
     *
     * @param person whom it is about
     * @param by where it was deleted
     * @param evidence what shows that; empty where it cannot be looked up
     */
    public record Row(String item, String person, String by, Moment at, String evidence) {}
}
