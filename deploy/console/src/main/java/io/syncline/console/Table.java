package io.syncline.console;

import java.util.ArrayList;
import java.util.List;

/** Rows with a heading, each column as wide as its widest value; the last is as long as it is. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heading) {
        rows.add(List.of(heading));
    }

    void row(String... values) {
        if (values.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "A row of " + values.length + " values in a table of "
                            + rows.getFirst().size());
        }
        rows.add(List.of(values));
    }

    List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i));
            if (i < row.size() - 1) {
                line.append(" ".repeat(width(i) - row.get(i).length())).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
