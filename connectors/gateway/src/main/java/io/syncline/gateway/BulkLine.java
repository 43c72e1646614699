package io.syncline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.schemas.contact.EditKind;
import java.util.Optional;
import java.util.UUID;

/** One line of a bulk of edits. Each part is checked when it is asked for; a {@link Problem} names it. */
record BulkLine(ObjectNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KIND = "kind";
    private static final String SEEN_VERSION = "seenVersion";
    private static final String ID = "id";

    static BulkLine of(String text) {
        return new BulkLine(EditRequest.object(text, "line"));
    }

    String mailbox() {
        return json.path("mailbox").asText();
    }

    /** The contact's fields; none where there is no contact. */
    ObjectNode contact() {
        return json.path("contact") instanceof ObjectNode contact
                ? contact
                : JSON.createObjectNode();
    }

    String recordId() {
        String recordId = json.path("recordId").asText();
        if (recordId.isBlank()) {
            throw new Problem(400, "recordId", "Is missing");
        }
        return recordId;
    }

    EditKind kind() {
        return switch (json.path(KIND).asText("patch")) {
            case "whole" -> EditKind.WHOLE;
            case "patch" -> EditKind.PATCH;
            default -> throw new Problem(400, KIND, "Must be patch or whole");
        };
    }

    /** The version that the edit was built on, where the line names one. */
    Optional<Long> seenVersion() {
        if (!json.has(SEEN_VERSION)) {
            return Optional.empty();
        }
        if (!json.path(SEEN_VERSION).isIntegralNumber()) {
            throw new Problem(400, SEEN_VERSION, "Must be a version number");
        }
        return Optional.of(json.path(SEEN_VERSION).asLong());
    }

    /** The id under which the outcome is asked for: the sender's, or a new one. */
    String changeId() {
        String id = json.path(ID).asText(UUID.randomUUID().toString());
        if (id.isBlank()) {
            throw new Problem(400, ID, "Must not be blank");
        }
        return id;
    }
}
