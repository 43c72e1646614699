package io.syncline.core.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rows of all decision tables, of which merge is composed. {@link #PROTOCOL} is the sync protocol
 * (rules R1 to R21); a test composes others from {@link #rows} to show what a row is there for.
 */
public final class Rules {

    /** The sync protocol. */
    public static final Rules PROTOCOL = new Rules(Stream
            .of(Locating.ROWS, Pairing.ROWS, Observing.ROWS, Deleting.ROWS, Reviving.ROWS,
                    Editing.ROWS, FieldEditing.ROWS, FieldDecision.ROWS, Answering.ROWS,
                    Straying.ROWS, Waiting.ROWS, Matching.ROWS, Reviewing.ROWS, Planning.ROWS)
            .<Rule<?>>flatMap(List::stream)
            .toList());

    private final List<Rule<?>> rows;
    private final Map<Table<?>, List<Rule<?>>> byTable = new HashMap<>();

    /** @param rows in the order in which they are tried */
    public Rules(List<? extends Rule<?>> rows) {
        this.rows = List.copyOf(rows);
        this.rows.forEach(row -> byTable.computeIfAbsent(row.table(), table -> new ArrayList<>())
                .add(row));
    }

    /** Every row, in the order in which they are tried. */
    public List<Rule<?>> rows() {
        return rows;
    }

    /** Lets the first row decide whose condition holds; nothing is decided if none does. */
    @SuppressWarnings("unchecked") // A row stands under its own table, so its subject is the table's.
    <S> void decide(Table<S> table, S subject) {
        for (Rule<?> row : byTable.getOrDefault(table, List.of())) {
            if (((Rule<S>) row).decides(subject)) {
                return;
            }
        }
    }
}
