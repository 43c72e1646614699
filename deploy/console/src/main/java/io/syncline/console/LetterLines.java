package io.syncline.console;

import io.syncline.console.letters.Fate;
import io.syncline.console.letters.Letter;
import io.syncline.console.letters.OpenedLetter;
import io.syncline.schemas.ops.DeadLetter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dead letters, as lines for people or as JSON for scripts. */
final class LetterLines {

    private static final String NONE = "-";

    private LetterLines() {}

    static List<String> of(List<Letter> letters) {
        if (letters.isEmpty()) {
            return List.of("No dead letter waits for a decision.");
        }
        Table table = new Table("LETTER", "WHEN", "MAILBOX", "STOOD ON", "CODE", "FATE",
                "REASON");
        letters.forEach(letter -> table.row(letter.id().toString(),
                letter.at().truncatedTo(ChronoUnit.SECONDS).toString(), mailbox(letter),
                letter.topic(), letter.code(),
                letter.fate().map(fate -> fate.act().done()).orElse(NONE), letter.reason()));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("Open one: deploy/syncline dead-letters show " + letters.getFirst().id());
        return lines;
    }

    static List<String> of(OpenedLetter opened, Optional<Letter> known) {
        DeadLetter letter = opened.letter();
        List<String> lines = new ArrayList<>(List.of(
                opened.id() + "  " + letter.getCode() + "  " + opened.at(),
                letter.getService() + " gave up on it: " + letter.getReason(),
                "it stood on " + letter.getTopic() + ", partition " + letter.getPartition()
                        + ", offset " + letter.getOffset() + ", under the key " + opened.key()));
        known.flatMap(Letter::fate).ifPresent(fate -> lines.add(sentence(fate)));
        lines.add("");
        lines.add(opened.text()
                .orElseGet(() -> opened.hex().isEmpty()
                        ? "It has no value."
                        : "Its bytes cannot be read; in hexadecimal:\n" + opened.hex()));
        return lines;
    }

    static String json(List<Letter> letters) {
        return Json.ofAll(letters.stream().map(LetterLines::values).toList());
    }

    static String json(OpenedLetter opened, Optional<Letter> known) {
        Map<String, Object> values = known.map(LetterLines::values).orElseGet(LinkedHashMap::new);
        values.put("key", opened.key());
        values.put("value", opened.text().orElse(""));
        values.put("base64", opened.base64());
        return Json.of(values);
    }

    private static Map<String, Object> values(Letter letter) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("letter", letter.id().toString());
        values.put("at", letter.at().toString());
        values.put("mailbox", mailbox(letter));
        values.put("topic", letter.topic());
        values.put("partition", letter.partition());
        values.put("offset", letter.offset());
        values.put("service", letter.service());
        values.put("code", letter.code());
        values.put("reason", letter.reason());
        letter.fate().ifPresent(fate -> {
            values.put("fate", fate.act().done());
            values.put("decidedBy", fate.who());
            values.put("decidedAt", fate.at().toString());
            values.put("why", fate.why());
        });
        return values;
    }

    private static String sentence(Fate fate) {
        return "It was " + fate.act().done() + " by " + fate.who() + " at " + fate.at()
                + (fate.why().isEmpty() ? "" : ": " + fate.why());
    }

    private static String mailbox(Letter letter) {
        return letter.tenant().isEmpty() ? NONE : letter.tenant() + "/" + letter.mailbox();
    }
}
