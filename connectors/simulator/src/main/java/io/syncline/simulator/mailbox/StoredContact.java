package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One contact as the mailbox keeps it.
 *
 * @param id the immutable id
 * @param folder the folder that holds it
 * @param contact its fields, as Graph shows them
 * @param extended its extended properties, {@link #PRIVATE} among them; a copy takes them along
 * @param changed the number of its last change
 * @param arrived the number of the change with which it came into its folder
 * @param isTold whether a later delta round of its folder tells that change
 */
public record StoredContact(String id, String folder, ObjectNode contact,
        Map<String, String> extended, long changed, long arrived, boolean isTold) {

    /** PidLidPrivate: what Outlook sets when a person marks a contact private. */
    public static final String PRIVATE = "Boolean {00062008-0000-0000-C000-000000000046} Id 0x8506";

    private static final ObjectMapper JSON = new ObjectMapper();

    public StoredContact {
        contact = contact.deepCopy();
        extended = Map.copyOf(new TreeMap<>(extended));
    }

    @Override
    public ObjectNode contact() {
        return contact.deepCopy();
    }

    /** The id that a request without {@code Prefer: IdType="ImmutableId"} sees: the folder is in it. */
    public String regularId() {
        return "REG." + folder + "." + id;
    }

    public String changeKey() {
        return contact.path("changeKey").asText();
    }

    /** The value of an extended property; the service compares the ids' letters without case. */
    public Optional<String> property(String propertyId) {
        return extended.entrySet()
                .stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(propertyId))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** As the mailbox's file keeps it. */
    ObjectNode line() {
        ObjectNode line = JSON.createObjectNode()
                .put("kind", "contact")
                .put("change", changed)
                .put("arrived", arrived)
                .put("told", isTold)
                .put("id", id)
                .put("folder", folder);
        line.set("contact", contact);
        line.set("extended", JSON.valueToTree(extended));
        return line;
    }

    /** A line of a file that is older than {@code arrived} has the change itself in its place. */
    static StoredContact ofLine(JsonNode line) {
        long change = line.path("change").asLong();
        return new StoredContact(line.path("id").asText(), line.path("folder").asText(),
                (ObjectNode) line.path("contact"),
                line.path("extended")
                        .properties()
                        .stream()
                        .collect(Collectors
                                .toMap(Map.Entry::getKey, entry -> entry.getValue().asText())),
                change, line.path("arrived").asLong(change), line.path("told").asBoolean());
    }
}
