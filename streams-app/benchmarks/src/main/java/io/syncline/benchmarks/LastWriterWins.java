package io.syncline.benchmarks;

import io.syncline.benchmarks.Told.Said;
import io.syncline.core.item.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * The yardstick: of each field the newest value stays, whoever set it, whatever they had seen. It
 * changes its maps in place and publishes a copy of the merged contact.
 */
final class LastWriterWins {

    private final Map<String, Map<String, Written>> contacts = new HashMap<>();

    private record Written(Value value, long atMs) {}

    /**
     * Takes what is newer and gives the contact as it is now; nothing if nothing was newer.
     *
     * @param laterMs how much later than it says this happened: a recording that is told again is
     *        newer each time
     */
    Map<String, Value> merge(Said said, long laterMs) {
        Map<String, Written> contact = contacts.computeIfAbsent(said.contact(),
                key -> new HashMap<>());
        long atMs = said.atMs() + laterMs;
        boolean changed = false;
        for (String field : said.fields()) {
            Written before = contact.get(field);
            if (before == null || before.atMs() < atMs) {
                contact.put(field, new Written(said.contents().get(field), atMs));
                changed = true;
            }
        }
        return changed ? published(contact) : Map.of();
    }

    private static Map<String, Value> published(Map<String, Written> contact) {
        Map<String, Value> merged = HashMap.newHashMap(contact.size());
        contact.forEach((field, written) -> {
            if (!written.value().isEmpty()) {
                merged.put(field, written.value());
            }
        });
        return merged;
    }
}
