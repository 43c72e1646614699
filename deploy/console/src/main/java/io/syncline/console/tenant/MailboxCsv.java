package io.syncline.console.tenant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A list of mailboxes as people make it in a spreadsheet: a heading line with {@code address} and, if
 * wanted, {@code id} and {@code provider}; or no heading, and an address a line. Commas or semicolons.
 */
public final class MailboxCsv {

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern SEPARATOR = Pattern.compile("[,;]");
    private static final int ROWS_MAX = 200_000;

    private final List<Row> rows = new ArrayList<>();
    private final List<BadLine> bad = new ArrayList<>();
    private final Map<String, Integer> addresses = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private List<String> heading = List.of("address", "id", "provider");

    private MailboxCsv() {}

    /**
     * A mailbox to add.
     *
     * @param id stable; the part of the address before the at sign where none was given
     * @param provider graph or ews; empty: the tenant's
     */
    public record Row(String address, String id, String provider) {}

    /** A line that was left out, counted from 1. */
    public record BadLine(int line, String message) {}

    /** What the lines hold: the good ones are kept, whatever the others are. */
    public record Read(List<Row> rows, List<BadLine> bad) {}

    public static Read read(String text) {
        MailboxCsv csv = new MailboxCsv();
        List<String> lines = text.replace("\uFEFF", "").lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            csv.line(number, lines.get(number - 1).strip());
        }
        return new Read(List.copyOf(csv.rows), List.copyOf(csv.bad));
    }

    private void line(int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        List<String> cells = SEPARATOR.splitAsStream(line)
                .map(cell -> cell.strip().replaceAll("^\"|\"$", "").strip())
                .toList();
        if (number == 1 && cells.stream().noneMatch(cell -> cell.contains("@"))) {
            heading = cells.stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
            if (!heading.contains("address")) {
                bad.add(new BadLine(number, "The heading has no column 'address'"));
            }
            return;
        }
        String address = cell(cells, "address").toLowerCase(Locale.ROOT);
        String id = cell(cells, "id");
        row(number, new Row(address,
                id.isEmpty() && address.contains("@")
                        ? address.substring(0, address.indexOf('@'))
                        : id,
                cell(cells, "provider").toLowerCase(Locale.ROOT)));
    }

    private void row(int number, Row row) {
        if (!ADDRESS.matcher(row.address()).matches()) {
            bad.add(new BadLine(number, "'" + row.address() + "' is no e-mail address"));
        } else if (!ID.matcher(row.id()).matches()) {
            bad.add(new BadLine(number, "'" + row.id() + "' is no id; use letters, digits, dots,"
                    + " dashes and underscores"));
        } else if (!List.of("", "graph", "ews").contains(row.provider())) {
            bad.add(new BadLine(number, "'" + row.provider() + "' is no provider; it is graph or"
                    + " ews, or left out"));
        } else if (addresses.containsKey(row.address())) {
            bad.add(new BadLine(number, "This address stands in line "
                    + addresses.get(row.address()) + " already"));
        } else if (ids.containsKey(row.id())) {
            bad.add(new BadLine(number, "The id '" + row.id() + "' stands in line "
                    + ids.get(row.id()) + " already; give each mailbox an id of its own in a"
                    + " column 'id'"));
        } else if (rows.size() >= ROWS_MAX) {
            bad.add(new BadLine(number, "More than " + ROWS_MAX + " mailboxes; import the rest by"
                    + " another file"));
        } else {
            addresses.put(row.address(), number);
            ids.put(row.id(), number);
            rows.add(row);
        }
    }

    private String cell(List<String> cells, String column) {
        int index = heading.indexOf(column);
        return index < 0 || index >= cells.size() ? "" : cells.get(index);
    }
}
