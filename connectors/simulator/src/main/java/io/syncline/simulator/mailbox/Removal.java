package io.syncline.simulator.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A contact left a folder: deleted, or moved.
 *
 * @param change the number of the change
 * @param folder the folder that it left
 * @param id its immutable id
 * @param arrived the number of the change with which it had come into that folder
 */
public record Removal(long change, String folder, String id, long arrived) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As the mailbox's file keeps it. */
    ObjectNode line() {
        return JSON.createObjectNode()
                .put("kind", "removal")
                .put("change", change)
                .put("arrived", arrived)
                .put("folder", folder)
                .put("id", id);
    }

    static Removal ofLine(JsonNode line) {
        return new Removal(line.path("change").asLong(), line.path("folder").asText(),
                line.path("id").asText(), line.path("arrived").asLong());
    }
}
