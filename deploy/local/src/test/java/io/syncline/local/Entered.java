package io.syncline.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What people entered last in each field, and what of it the two sides do not show. */
final class Entered {

    private final Map<String, Map<String, String>> values = new TreeMap<>();

    /**
     * @param lost what neither side shows
     * @param stale what one side shows and the other does not
     */
    record Missing(List<String> lost, List<String> stale) {

        Missing {
            lost = List.copyOf(lost);
            stale = List.copyOf(stale);
        }

        List<String> all() {
            return Stream.concat(lost.stream(), stale.stream()).toList();
        }
    }

    /** @param value an empty text where the field was cleared */
    void put(String email, String field, String value) {
        values.computeIfAbsent(email, person -> new TreeMap<>()).put(field, value);
    }

    /** Waits until both sides show everything; says what they do not. */
    Missing missingIn(TwoSides sides, Waiting waiting) {
        waiting.untilNone(() -> missingIn(sides).all());
        return missingIn(sides);
    }

    private Missing missingIn(TwoSides sides) {
        Map<String, JsonNode> contacts = byEmail(sides.contacts());
        Map<String, JsonNode> records = byEmail(sides.recordedContacts());
        List<String> lost = new ArrayList<>();
        List<String> stale = new ArrayList<>();
        values.forEach((email, fields) -> fields.forEach((field, value) -> {
            boolean here = shows(contacts, email, field, value);
            boolean there = shows(records, email, field, value);
            String what = field + " '" + value + "' of " + email;
            if (!here && !there) {
                lost.add(what);
            } else if (!here || !there) {
                stale.add(what + (here ? " in the CRM" : " in the mailbox"));
            }
        }));
        return new Missing(lost, stale);
    }

    private static Map<String, JsonNode> byEmail(List<JsonNode> contacts) {
        Map<String, JsonNode> byEmail = new TreeMap<>();
        contacts.forEach(contact -> byEmail.put(TwoSides.email(contact), contact));
        return byEmail;
    }

    private static boolean shows(Map<String, JsonNode> side, String email, String field,
            String value) {
        return Optional.ofNullable(side.get(email))
                .filter(contact -> contact.path(field).asText("").equals(value))
                .isPresent();
    }
}
