package io.syncline.console.web;

import io.syncline.console.tenant.MailboxCsv;
import io.syncline.console.tenant.MailboxCsv.BadLine;
import io.syncline.console.tenant.MailboxCsv.Read;
import io.syncline.console.tenant.MailboxCsv.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Mailboxes that were typed or ticked, checked as those of a file are. */
final class MailboxRows {

    private static final String HEADING = "address,id,provider\n";
    private static final Pattern SEPARATOR = Pattern.compile("[,;\"\\r\\n]");

    private MailboxRows() {}

    /** The good ones; and what is wrong with the others, counted from 1. */
    static Read read(List<Row> rows) {
        StringBuilder text = new StringBuilder(HEADING);
        List<BadLine> bad = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String line = String.join(",", rows.get(i).address().strip(),
                    rows.get(i).id().strip(), rows.get(i).provider().strip());
            if (SEPARATOR.splitAsStream(line + "x").count() != 3 || line.startsWith("#")) {
                bad.add(new BadLine(i + 1, "This is no e-mail address"));
                line = "";
            }
            text.append(line).append('\n');
        }
        Read read = MailboxCsv.read(text.toString());
        read.bad().forEach(line -> bad.add(new BadLine(line.line() - 1, line.message())));
        return new Read(read.rows(), bad);
    }
}
