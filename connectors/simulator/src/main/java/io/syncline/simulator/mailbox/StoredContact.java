package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * One contact as the mailbox keeps it.
 *
 * @param id the immutable id
 * @param folder the folder that holds it
 * @param contact its fields, as Graph shows them
 * @param extended its extended properties, {@link #PRIVATE} among them; a copy takes them along
 * @param changed the number of its last change
 * @param isTold whether a later delta round of its folder tells that change
 */
public record StoredContact(String id, String folder, ObjectNode contact,
        Map<String, String> extended, long changed, boolean isTold) {

    /** PidLidPrivate: what Outlook sets when a person marks a contact private. */
    public static final String PRIVATE = "Boolean {00062008-0000-0000-C000-000000000046} Id 0x8506";

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
}
