package io.syncline.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.simulation.model.Fields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Contacts as the doors of both sides write them in JSON, and as histories write them: in texts. */
final class ContactTexts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDRESS = "address";

    private ContactTexts() {}

    static Map<String, String> of(JsonNode contact) {
        Map<String, String> fields = new TreeMap<>();
        Fields.ALL.forEach(field -> fields.put(field, text(contact.path(field))));
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    /** An empty text clears. */
    static ObjectNode json(Map<String, String> fields) {
        ObjectNode contact = JSON.createObjectNode();
        fields.forEach((field, text) -> {
            switch (field) {
                case Fields.EMAIL -> emails(contact.putArray(field), Fields.entries(text));
                case Fields.CATEGORIES, Fields.PHONES -> {
                    ArrayNode entries = contact.putArray(field);
                    Fields.entries(text).forEach(entries::add);
                }
                default -> contact.put(field, text.isEmpty() ? null : text);
            }
        });
        return contact;
    }

    private static void emails(ArrayNode emails, List<String> addresses) {
        addresses.forEach(address -> emails.addObject().put(ADDRESS, address));
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return String.join(",", value.valueStream()
                    .map(entry -> entry.isObject() ? entry.path(ADDRESS).asText() : entry.asText())
                    .toList());
        }
        return value.asText("");
    }
}
