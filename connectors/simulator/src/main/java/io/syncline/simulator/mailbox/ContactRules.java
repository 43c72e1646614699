package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Exchange does to a contact on its way in: limits, normalisations, computed names. */
final class ContactRules {

    static final List<String> TEXTS = List.of("assistantName", "businessHomePage", "companyName",
            "department", "displayName", "fileAs", "generation", "givenName", "initials",
            "jobTitle", "manager", "middleName", "mobilePhone", "nickName", "officeLocation",
            "personalNotes", "profession", "spouseName", "surname", "title", "yomiCompanyName",
            "yomiGivenName", "yomiSurname");
    private static final List<String> ADDRESSES = List.of("businessAddress", "homeAddress",
            "otherAddress");
    private static final List<String> LISTS = List.of("businessPhones", "categories", "children",
            "emailAddresses", "homePhones", "imAddresses");
    private static final Set<String> NAME_PARTS = Set.of("givenName", "middleName", "surname");
    private static final Map<String, Integer> ENTRIES_MAX = Map.of("emailAddresses", 3,
            "businessPhones", 2, "homePhones", 2, "imAddresses", 3);
    private static final Set<String> IGNORED = Set.of("@odata.type", "@odata.etag", "id",
            "changeKey", "parentFolderId", "primaryEmailAddress", "secondaryEmailAddress",
            "tertiaryEmailAddress", "singleValueExtendedProperties", "createdDateTime",
            "lastModifiedDateTime");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ContactRules() {}

    /**
     * An empty contact.
     *
     * @param unset what unset texts hold: null from the API, an empty text when typed in Outlook
     */
    static ObjectNode empty(boolean typedInOutlook) {
        ObjectNode contact = JSON.createObjectNode();
        contact.putNull("birthday");
        for (String text : TEXTS) {
            if (typedInOutlook && !text.equals("mobilePhone")) {
                contact.put(text, "");
            } else {
                contact.putNull(text);
            }
        }
        ADDRESSES.forEach(contact::putObject);
        LISTS.forEach(contact::putArray);
        return contact;
    }

    /** Applies a body; a field that it does not name stays, or is computed anew. */
    static void apply(ObjectNode contact, ObjectNode body, Set<Mutation> mutations) {
        body.properties()
                .forEach(
                        entry -> check(entry.getKey(), entry.getValue(), mutations));
        String nameBefore = name(contact);
        body.properties().forEach(entry -> {
            boolean ignored = IGNORED.contains(entry.getKey())
                    || mutations.contains(Mutation.IGNORES_NULL) && isClear(entry.getValue());
            if (!ignored) {
                contact.set(entry.getKey(), normalised(entry.getKey(), entry.getValue()));
            }
        });
        boolean renamed = body.properties()
                .stream()
                .anyMatch(entry -> NAME_PARTS.contains(entry.getKey()))
                && !name(contact).equals(nameBefore);
        if (renamed && !body.has("displayName")
                || mutations.contains(Mutation.RENAMES_ALWAYS)) {
            contact.put("displayName", name(contact));
        }
        if (renamed && !body.has("fileAs")) {
            contact.put("fileAs", Stream.of("surname", "givenName")
                    .map(part -> contact.path(part).asText(""))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(", ")));
        }
    }

    private static boolean isClear(JsonNode value) {
        return value.isNull() || value.isArray() && value.isEmpty()
                || value.isObject() && value.valueStream().allMatch(ContactRules::isClear);
    }

    private static void check(String field, JsonNode value, Set<Mutation> mutations) {
        boolean known = IGNORED.contains(field) || TEXTS.contains(field)
                || ADDRESSES.contains(field) || LISTS.contains(field)
                || field.equals("birthday");
        if (!known) {
            throw new GraphError(400, "RequestBodyRead", "The property '" + field
                    + "' does not exist on type 'microsoft.graph.contact'.");
        }
        Integer max = ENTRIES_MAX.get(field);
        if (max != null && value.size() > max && !mutations.contains(Mutation.HAS_NO_LIMITS)) {
            throw new GraphError(400, "ErrorInvalidProperty", "The multi value property "
                    + Character.toUpperCase(field.charAt(0)) + field.substring(1) + " has "
                    + value.size() + " entries, that exceeds the max allowed value of " + max);
        }
    }

    private static JsonNode normalised(String field, JsonNode value) {
        if (field.equals("birthday") && value.isTextual()) {
            return JSON.getNodeFactory().textNode(value.asText().substring(0, 10) + "T11:59:00Z");
        }
        if (field.equals("emailAddresses")) {
            ArrayNode emails = JSON.createArrayNode();
            value.forEach(email -> emails.addObject()
                    .put("address", email.path("address").asText())
                    .put("name", email.path("name").asText(email.path("address").asText())));
            return emails;
        }
        if (ADDRESSES.contains(field) && value instanceof ObjectNode address) {
            ObjectNode kept = JSON.createObjectNode();
            address.properties()
                    .stream()
                    .filter(part -> !part.getKey().startsWith("@") && !part.getValue().isNull())
                    .forEach(part -> kept.set(part.getKey(), part.getValue()));
            return kept;
        }
        if (ADDRESSES.contains(field)) {
            return JSON.createObjectNode();
        }
        return LISTS.contains(field) && value.isNull() ? JSON.createArrayNode() : value;
    }

    private static String name(ObjectNode contact) {
        return NAME_PARTS.stream()
                .sorted()
                .map(part -> contact.path(part).asText(""))
                .filter(part -> !part.isEmpty() && !part.equals("null"))
                .collect(Collectors.joining(" "));
    }
}
