package io.syncline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says whether a mailbox and the CRM hold the same contacts. Reads both sides' own stores and knows
 * nothing of Syncline: what is compared is what a person would see.
 *
 * <p>
 * Not compared: what the mailbox works out by itself (under which name a contact is filed, initials,
 * a display name beside an address that only repeats it, the time of day of a birthday).
 */
public final class Equality {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOT_CONTENT = Set.of("id", "itemId", "folder", "extended",
            "changeKey",
            "createdDateTime", "lastModifiedDateTime", "fileAs", "initials");
    private static final int SHOWN_MAX = 3;

    private Equality() {}

    /**
     * @param equal contacts that both sides hold alike
     * @param differences what one side holds and the other does not, in canonical form
     */
    public record Result(int equal, List<String> differences) {

        public boolean isEqual() {
            return differences.isEmpty();
        }

        /** The first few differences, for people. */
        public String shown() {
            return String.join("\n",
                    differences.subList(0, Math.min(SHOWN_MAX, differences.size())));
        }
    }

    /** Compares a mailbox's contacts with the CRM's records of it. */
    public static Result of(List<JsonNode> contacts, List<JsonNode> records) {
        List<String> there = contacts.stream().map(Equality::canonical).sorted().toList();
        List<String> here = records.stream()
                .map(record -> canonical(record.path("contact")))
                .sorted()
                .toList();
        List<String> onlyThere = new ArrayList<>(there);
        here.forEach(onlyThere::remove);
        List<String> onlyHere = new ArrayList<>(here);
        there.forEach(onlyHere::remove);
        List<String> differences = new ArrayList<>();
        onlyThere.forEach(one -> differences.add("only in the mailbox: " + one));
        onlyHere.forEach(one -> differences.add("only in the CRM:     " + one));
        return new Result(there.size() - onlyThere.size(), differences);
    }

    static String canonical(JsonNode contact) {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        contact.properties().forEach(entry -> {
            JsonNode value = entry.getKey().equals("birthday")
                    && entry.getValue().asText().length() > 10
                            ? JSON.getNodeFactory()
                                    .textNode(
                                            entry.getValue().asText().substring(0, 10))
                            : cleaned(entry.getKey(), entry.getValue());
            boolean empty = value.isNull() || value.isContainerNode() && value.isEmpty()
                    || value.isTextual() && value.asText().isBlank();
            if (!NOT_CONTENT.contains(entry.getKey()) && !empty) {
                fields.put(entry.getKey(), value);
            }
        });
        return fields.toString();
    }

    private static JsonNode cleaned(String field, JsonNode value) {
        return switch (value) {
            case ArrayNode array when field.equals("emailAddresses") -> sorted(array.valueStream()
                    .map(Equality::email)
                    .toList());
            case ArrayNode array -> sorted(array.valueStream().toList());
            case ObjectNode object -> parts(object);
            default -> value;
        };
    }

    private static JsonNode email(JsonNode email) {
        String address = email.path("address").asText().toLowerCase(Locale.ROOT);
        ObjectNode cleaned = JSON.createObjectNode().put("address", address);
        String name = email.path("name").asText("");
        if (!name.isEmpty() && !name.equalsIgnoreCase(address)) {
            cleaned.put("name", name);
        }
        return cleaned;
    }

    private static ObjectNode parts(ObjectNode object) {
        ObjectNode parts = JSON.createObjectNode();
        new TreeMap<>(object.propertyStream()
                .collect(Collectors
                        .toMap(entry -> entry.getKey(), entry -> entry.getValue())))
                .forEach((name, part) -> {
                    if (!part.isNull() && !part.asText().isBlank()) {
                        parts.set(name, part);
                    }
                });
        return parts;
    }

    private static ArrayNode sorted(List<JsonNode> entries) {
        ArrayNode array = JSON.createArrayNode();
        entries.stream()
                .sorted((left, right) -> left.toString().compareTo(right.toString()))
                .forEach(array::add);
        return array;
    }
}
