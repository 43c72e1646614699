package io.syncline.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads an edit from a request: headers say when and on what it was built, the body what it sets. */
final class EditRequest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Context context;
    private final String tenant;
    private final String mailbox;

    EditRequest(Context context, String tenant, String mailbox) {
        this.context = context;
        this.tenant = tenant;
        this.mailbox = mailbox;
    }

    Edited edited(EditKind kind, String recordId, List<String> fields, Contact contact,
            Optional<Long> seenVersion) {
        return Edited.newBuilder()
                .setTenant(tenant)
                .setMailbox(mailbox)
                .setRecordId(recordId)
                .setEventId(eventId())
                .setKind(kind)
                .setFields(fields)
                .setContact(contact)
                .setEditedAt(editedAt())
                .setRevision(revision().orElse(null))
                .setSeenVersion(seenVersion.orElse(null))
                .build();
    }

    /** The same Idempotency-Key makes the same event, and a repeated event is nothing (R8). */
    private String eventId() {
        return idempotencyKey()
                .map(key -> UUID.nameUUIDFromBytes((tenant + "/" + mailbox + "/" + key)
                        .getBytes(StandardCharsets.UTF_8)).toString())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    Optional<String> idempotencyKey() {
        return Optional.ofNullable(context.header("Idempotency-Key"))
                .filter(key -> !key.isBlank());
    }

    ObjectNode body() {
        return object(context.body(), "body");
    }

    static ObjectNode object(String text, String field) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new Problem(400, field, "Is no JSON: " + e.getOriginalMessage());
        }
        throw new Problem(400, field, "Must be a JSON object");
    }

    /** The version that If-Match names; {@code *} is answered by the caller. */
    static long version(String header) {
        String number = header.strip().replaceAll("^(W/)?\"|\"$", "");
        if (!number.matches("\\d{1,18}")) {
            throw new Problem(400, "If-Match", "Must be a version as an ETag gave it, or *");
        }
        return Long.parseLong(number);
    }

    private Instant editedAt() {
        String header = context.header("Syncline-Edited-At");
        try {
            return header == null ? Instant.now() : Instant.parse(header);
        } catch (DateTimeParseException e) {
            throw new Problem(400, "Syncline-Edited-At",
                    "Must be an instant such as 2026-12-31T23:59:59Z");
        }
    }

    private Optional<Long> revision() {
        String header = context.header("Syncline-Revision");
        if (header != null && !header.matches("\\d{1,18}")) {
            throw new Problem(400, "Syncline-Revision", "Must be a number that grows");
        }
        return Optional.ofNullable(header).map(Long::valueOf);
    }
}
