package io.syncline.simulator.ews;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a request changes in a contact, gathered before it is done at once. For one thread.
 *
 * <p>
 * The mailbox works out names anew when a part of them changes, as Graph does. EWS does not, so a
 * draft of an existing contact names those fields as they are.
 */
final class Draft {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode before;
    private final ObjectNode body = JSON.createObjectNode();
    private final Map<String, String> extended = new TreeMap<>();
    private final Set<String> removed = new HashSet<>();

    /** A draft of a new contact. */
    Draft() {
        this.before = JSON.createObjectNode();
    }

    Draft(StoredContact before) {
        this.before = before.contact();
        body.set("displayName", this.before.path("displayName"));
        body.set("fileAs", this.before.path("fileAs"));
    }

    /** The value of a text field as it will be. */
    String text(String field) {
        return (body.has(field) ? body : before).path(field).asText("");
    }

    void put(String field, @Nullable String text) {
        if (text == null) {
            body.putNull(field);
        } else {
            body.put(field, text);
        }
    }

    void property(String id, @Nullable String value) {
        extended.keySet().removeIf(id::equalsIgnoreCase);
        removed.add(id);
        if (value != null) {
            extended.put(id, value);
        }
    }

    /** Sets the entry of a list at a place; places before it may be empty, those behind it go. */
    void entry(String list, int place, JsonNode entry, JsonNode none) {
        ArrayNode entries = body.get(list) instanceof ArrayNode drafted
                ? drafted
                : body.putArray(list).addAll(existing(list));
        while (entries.size() <= place) {
            entries.add(none.deepCopy());
        }
        entries.set(place, entry);
        while (!entries.isEmpty() && entries.get(entries.size() - 1).equals(none)) {
            entries.remove(entries.size() - 1);
        }
    }

    void list(String list, ArrayNode entries) {
        body.set(list, entries);
    }

    void part(String address, String part, @Nullable String text) {
        ObjectNode parts = body.get(address) instanceof ObjectNode drafted
                ? drafted
                : body.putObject(address)
                        .setAll(before.get(address) instanceof ObjectNode existing
                                ? existing.deepCopy()
                                : JSON.createObjectNode());
        parts.remove(part);
        if (text != null) {
            parts.put(part, text);
        }
    }

    StoredContact create(MailboxStore mailbox, String folder) {
        return mailbox.create(folder, body, extended, false);
    }

    StoredContact update(MailboxStore mailbox, String id) {
        return mailbox.patch(id, body, extended, removed);
    }

    private ArrayNode existing(String list) {
        return before.get(list) instanceof ArrayNode entries
                ? entries.deepCopy()
                : JSON.createArrayNode();
    }
}
