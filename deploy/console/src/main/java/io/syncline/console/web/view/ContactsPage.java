package io.syncline.console.web.view;

import java.util.List;

/**
 * A search for contacts and what it found.
 *
 * @param text what was asked for; empty before anything is
 * @param mailbox only of this one, as tenant/mailbox; empty: of all
 * @param rows those that were found
 * @param more whether there are more than are shown
 * @param stand how far the histories are, in words; empty if they are as new as the journal
 */
public record ContactsPage(String text, String mailbox, List<Row> rows, boolean more,
        String stand) {

    /** A contact; {@code key} is tenant/mailbox/item, encoded for an address. */
    public record Row(String key, String name, String mailbox, String details, boolean deleted) {}

    public ContactsPage {
        rows = List.copyOf(rows);
    }
}
