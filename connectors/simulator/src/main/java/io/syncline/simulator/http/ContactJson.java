package io.syncline.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Graph shows a contact, and how it is told one. */
final class ContactJson {

    private static final Pattern PROPERTY = Pattern.compile("ep?/?id eq '([^']+)'|id eq '([^']+)'");
    private static final List<String> DERIVED_EMAILS = List.of("primaryEmailAddress",
            "secondaryEmailAddress", "tertiaryEmailAddress");

    /** Lists of which EWS can empty an entry and leave those behind it where they are. */
    private static final List<String> KEYED = List.of("emailAddresses", "businessPhones",
            "homePhones", "imAddresses");

    private ContactJson() {}

    /**
     * @param immutable whether the request asked for immutable ids
     * @param select the fields asked for, separated by commas; empty: all
     * @param expand the extended properties asked for, as in the query
     */
    static ObjectNode of(StoredContact stored, boolean immutable, String select, String expand) {
        ObjectNode all = stored.contact();
        KEYED.forEach(list -> close(all, list));
        all.put("id", immutable ? stored.id() : stored.regularId());
        all.put("parentFolderId", stored.folder());
        JsonNode emails = all.path("emailAddresses");
        for (int i = 0; i < DERIVED_EMAILS.size() && i < emails.size(); i++) {
            all.set(DERIVED_EMAILS.get(i), emails.get(i));
        }
        ObjectNode shown = select.isEmpty() ? all : selected(all, select);
        shown.put("@odata.etag", "W/\"" + stored.changeKey() + "\"");
        Matcher wanted = PROPERTY.matcher(expand);
        while (wanted.find()) {
            String name = wanted.group(1) == null ? wanted.group(2) : wanted.group(1);
            String value = stored.extended().get(name);
            if (value != null) {
                properties(shown).addObject().put("id", name).put("value", value);
            }
        }
        return shown;
    }

    static ObjectNode removed(ObjectNode empty, String id) {
        empty.put("@odata.type", "#microsoft.graph.contact").put("id", id);
        empty.putObject("@removed").put("reason", "deleted");
        return empty;
    }

    /** The extended properties that a body sets. */
    static Map<String, String> extended(ObjectNode body) {
        Map<String, String> extended = new TreeMap<>();
        body.path("singleValueExtendedProperties")
                .forEach(property -> extended
                        .put(property.path("id").asText(), property.path("value").asText()));
        return extended;
    }

    /** Leaves out the empty entries of a list. */
    private static void close(ObjectNode contact, String list) {
        if (contact.get(list) instanceof ArrayNode entries) {
            entries.removeIf(entry -> (entry.isObject() ? entry.path("address") : entry)
                    .asText()
                    .isEmpty());
        }
    }

    private static ObjectNode selected(ObjectNode all, String select) {
        ObjectNode shown = all.objectNode();
        shown.set("id", all.get("id"));
        Arrays.stream(select.split(","))
                .filter(all::has)
                .forEach(name -> shown.set(name, all.get(name)));
        return shown;
    }

    private static ArrayNode properties(ObjectNode contact) {
        return contact.get("singleValueExtendedProperties") instanceof ArrayNode properties
                ? properties
                : contact.putArray("singleValueExtendedProperties");
    }
}
