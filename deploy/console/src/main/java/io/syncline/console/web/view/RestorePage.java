package io.syncline.console.web.view;

import java.util.List;

/**
 * What a restore would do, before it is confirmed.
 *
 * @param key of the contact, encoded for an address
 * @param sentence what is asked for
 * @param problem why it is shown again; empty the first time
 * @param field only this one; empty: all
 * @param to a version, or the offset of a conflict
 * @param lost whether {@code to} is the offset of a conflict whose other value is taken
 * @param seen the version that is looked at
 * @param plannedAt when it was looked at
 */
public record RestorePage(String key, String name, String sentence, String problem,
        boolean revives, List<Row> rows, String field, String to, boolean lost, long seen,
        String plannedAt) {

    /** A field that would change. */
    public record Row(String field, String now, String then) {}

    public RestorePage {
        rows = List.copyOf(rows);
    }
}
