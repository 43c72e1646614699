package io.syncline.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.console.tenant.Accesses;
import io.syncline.console.tenant.Kind;
import io.syncline.console.tenant.MailboxCsv.Read;
import io.syncline.console.tenant.MailboxCsv.Row;
import io.syncline.console.tenant.MailboxDesk.Added;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.port.verify.Finding;
import io.syncline.port.verify.Step;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.SealedCredential;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.registry.Verification;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the API takes and tells. No credential ever comes out, sealed or not. */
final class ApiJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiJson() {}

    static ObjectNode of(Tenant tenant) {
        ObjectNode json = JSON.createObjectNode()
                .put("tenant", tenant.getTenant())
                .put("name", tenant.getName())
                .put("state", tenant.getState().name().toLowerCase(Locale.ROOT))
                .put("region", tenant.getDefaultRegion().orElse(null))
                .put("changedAt", tenant.getChangedAt().toString());
        ArrayNode accesses = json.putArray("accesses");
        tenant.getAccesses().forEach(access -> accesses.add(of(access)));
        return json;
    }

    private static ObjectNode of(Access access) {
        Optional<SealedCredential> credential = access.getSubmitted().or(access::getCredential);
        ObjectNode json = JSON.createObjectNode()
                .put("kind", Kind.of(access.getProvider(), access.getLogin()).text())
                .put("provider", access.getProvider())
                .put("inUse", Accesses.isInUse(access))
                .put("url", access.getUrl())
                .put("directoryId", access.getDirectoryId().orElse(null))
                .put("clientId", access.getClientId().orElse(null))
                .put("username", access.getUsername().orElse(null))
                .put("testMailbox", access.getTestMailbox())
                .put("outsideMailbox", access.getOutsideMailbox().orElse(null))
                .put("credential", Accesses.credentialId(access))
                .put("credentialKind", credential
                        .map(known -> known.getKind().name().toLowerCase(Locale.ROOT))
                        .orElse(null))
                .put("expiresAt", credential.flatMap(SealedCredential::getExpiresAt)
                        .map(Instant::toString)
                        .orElse(null));
        access.getVerification().ifPresent(known -> json.set("verification", of(known)));
        return json;
    }

    private static ObjectNode of(Verification known) {
        ObjectNode json = JSON.createObjectNode()
                .put("at", known.getAt().toString())
                .put("by", known.getBy())
                .put("credential", known.getCredential())
                .put("passed", known.getPassed());
        ArrayNode steps = json.putArray("steps");
        known.getSteps()
                .forEach(step -> steps.add(step(step.getStep(), step.getOutcome(),
                        step.getEvidence(), step.getRemedy())));
        return json;
    }

    /** What a verification came to. */
    static ObjectNode of(String provider, boolean passed, Map<Step, Finding> findings) {
        ObjectNode json = JSON.createObjectNode()
                .put("provider", provider)
                .put("passed", passed);
        ArrayNode steps = json.putArray("steps");
        new TreeMap<>(findings).forEach((step, finding) -> steps.add(step(step.text(),
                finding.outcome().name().toLowerCase(Locale.ROOT), finding.evidence(),
                finding.remedy())));
        return json;
    }

    private static ObjectNode step(String step, String outcome, String evidence, String remedy) {
        return JSON.createObjectNode()
                .put("step", step)
                .put("outcome", outcome)
                .put("evidence", evidence)
                .put("remedy", remedy);
    }

    static ObjectNode ofTenants(List<Tenant> tenants) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode all = json.putArray("tenants");
        tenants.forEach(tenant -> all.add(of(tenant)));
        return json;
    }

    static ObjectNode ofMailboxes(List<Mailbox> mailboxes) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode all = json.putArray("mailboxes");
        mailboxes.forEach(mailbox -> all.addObject()
                .put("mailbox", mailbox.getMailbox())
                .put("address", mailbox.getAddress())
                .put("provider", mailbox.getProvider())
                .put("state", mailbox.getState().name().toLowerCase(Locale.ROOT)));
        return json;
    }

    static ObjectNode of(Added added, Read read) {
        ObjectNode json = JSON.createObjectNode();
        added.added().forEach(json.putArray("added")::add);
        added.known().forEach(json.putArray("known")::add);
        added.refused().forEach(json.putArray("refused")::add);
        ArrayNode bad = json.putArray("bad");
        read.bad()
                .forEach(line -> bad.addObject()
                        .put("row", line.line())
                        .put("message", line.message()));
        return json;
    }

    /** The fields of a submission; a certificate is no text, and left out. */
    static Map<String, String> texts(JsonNode body) {
        Map<String, String> texts = new TreeMap<>();
        body.properties().forEach(entry -> {
            if (!entry.getKey().equals(SubmissionForm.CERTIFICATE)) {
                texts.put(entry.getKey(), text(entry.getKey(), entry.getValue()));
            }
        });
        return texts;
    }

    /** A certificate file, in base64. */
    static Optional<byte[]> certificate(JsonNode body) {
        JsonNode file = body.path(SubmissionForm.CERTIFICATE);
        if (file.isMissingNode() || file.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.getNodeFactory()
                    .textNode(text(SubmissionForm.CERTIFICATE, file))
                    .binaryValue());
        } catch (IOException e) {
            throw new Problem(400, SubmissionForm.CERTIFICATE, "Is not in base64");
        }
    }

    /** Rows of {@code {"mailboxes": [{"address": ..., "id": ..., "provider": ...}]}}. */
    static List<Row> rows(JsonNode body) {
        JsonNode given = body.path("mailboxes");
        if (!given.isArray()) {
            throw new Problem(400, "mailboxes", "Must be an array of objects with address and, if"
                    + " wanted, id and provider");
        }
        List<Row> rows = new ArrayList<>();
        given.forEach(row -> rows.add(new Row(text("address", row.path("address")),
                text("id", row.path("id")), text("provider", row.path("provider")))));
        return rows;
    }

    /** @throws Problem if it is no JSON object; an empty body is an empty one */
    static JsonNode object(String body) {
        try {
            JsonNode json = body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new Problem(400, "body", "Is no JSON: " + e.getOriginalMessage());
        }
        throw new Problem(400, "body", "Must be a JSON object");
    }

    private static String text(String field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new Problem(400, field, "Must be a text");
        }
        return value.textValue();
    }
}
