package io.syncline.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured in one run.
 *
 * @param quick whether it was a look, and no claim
 */
public record Table(List<Row> rows, boolean quick) {

    public Table {
        rows = List.copyOf(rows);
    }

    /** Whether every target held. */
    public boolean isHeld() {
        return rows.stream().allMatch(Row::held);
    }

    /** @param note how to read the figures, one sentence */
    public void print(PrintWriter out, String note) {
        out.print(Row.header());
        rows.forEach(row -> out.print(row.line()));
        out.println(note + " Java " + Runtime.version() + ", " + Machine.told() + ".");
        out.println(verdict());
        out.flush();
    }

    /** Writes the same as JSON. */
    public void write(Path file) throws IOException {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("held", isHeld());
        told.put("quick", quick);
        told.put("java", Runtime.version().toString());
        told.put("machine", Machine.told());
        told.put("measuredAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        told.put("rows", rows);
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), told);
    }

    private String verdict() {
        if (rows.stream().noneMatch(Row::isJudged)) {
            return "No target speaks of these.";
        }
        return isHeld() ? "Every target held." : "A target was missed.";
    }
}
