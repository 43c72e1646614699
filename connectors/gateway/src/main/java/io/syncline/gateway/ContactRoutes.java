package io.syncline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.port.PhoneNumbers;
import io.syncline.port.tenant.Tenants;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.Merged;
import io.syncline.service.config.SynclineConfig;
import java.util.List;
import java.util.Optional;

/**
 * Contacts over HTTP. Writes are taken, not done: they answer 202 with a change id, and what became
 * of them is read under {@code /v1/edits/{id}}.
 */
final class ContactRoutes {

    static final String CONTACTS = "/v1/mailboxes/{mailbox}/contacts";
    static final String CONTACT = CONTACTS + "/{id}";
    static final String EDIT = "/v1/edits/{id}";
    static final String BULK = "/v1/edits";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tenants tenants;
    private final int bulkLinesMax;
    private final MergedTable table;
    private final Outcomes outcomes;
    private final Edits edits;

    ContactRoutes(SynclineConfig config, Tenants tenants, MergedTable table, Outcomes outcomes,
            Edits edits) {
        this.tenants = tenants;
        this.bulkLinesMax = config.gateway().bulkLinesMax();
        this.table = table;
        this.outcomes = outcomes;
        this.edits = edits;
    }

    void routes(RoutesConfig routes) {
        routes.get(CONTACT, this::get);
        routes.post(CONTACTS, this::create);
        routes.patch(CONTACT, this::patch);
        routes.put(CONTACT, this::put);
        routes.delete(CONTACT, this::delete);
        routes.get(EDIT, this::outcome);
        routes.post(BULK, this::bulk);
    }

    private void get(Context context) {
        Merged merged = existing(context);
        ObjectNode body = JSON.createObjectNode()
                .put("item", merged.getItem())
                .put("recordId", merged.getRecordId().orElse(null))
                .put("version", merged.getVersion())
                .put("deleted", merged.getDeleted());
        body.set("contact", ContactJson.of(merged.getContact()));
        merged.getOrigins()
                .forEach(origin -> body.withObject("origins")
                        .putObject(origin.getField())
                        .put("at", origin.getOrigin().getAt().toString())
                        .put("by", origin.getOrigin().getSide().name()));
        context.header("ETag", "\"" + merged.getVersion() + "\"")
                .status(200)
                .contentType("application/json")
                .result(body.toString());
    }

    private void create(Context context) {
        EditRequest request = request(context);
        String recordId = request.idempotencyKey()
                .orElseThrow(() -> new Problem(428,
                        "Idempotency-Key", "Is missing: a create must be safe to repeat"));
        ContactJson.Parsed parsed = parser(context).parse(request.body());
        accept(context, request.edited(EditKind.WHOLE, recordId, ContactJson.allFields(),
                parsed.contact(), Optional.empty()));
    }

    /**
     * Takes a patch for a record that is not known yet, too: its create may be on its way. Merge
     * refuses it if there was none, and the outcome says so.
     */
    private void patch(Context context) {
        EditRequest request = request(context);
        ContactJson.Parsed parsed = parser(context).parse(request.body());
        if (parsed.fields().isEmpty()) {
            throw new Problem(400, "body", "Names no field to set or clear");
        }
        accept(context, request.edited(EditKind.PATCH, context.pathParam("id"), parsed.fields(),
                parsed.contact(), seenVersion(context)));
    }

    /** A whole record says what it was built on, or that it is new (rule R7). */
    private void put(Context context) {
        EditRequest request = request(context);
        ContactJson.Parsed parsed = parser(context).parse(request.body());
        boolean isNew = "*".equals(context.header("If-None-Match"));
        Optional<Long> seen = seenVersion(context);
        if (!isNew && seen.isEmpty()) {
            throw new Problem(428, "If-Match", "Is missing: name the version that the record was"
                    + " built on, or send If-None-Match: * for a new record");
        }
        accept(context, request.edited(EditKind.WHOLE, context.pathParam("id"),
                ContactJson.allFields(), parsed.contact(), seen));
    }

    private void delete(Context context) {
        Optional<Long> seen = seenVersion(context);
        if (seen.isEmpty()) {
            throw new Problem(428, "If-Match", "Is missing: name the version that was looked at,"
                    + " or * for the present one");
        }
        accept(context, request(context).edited(EditKind.DELETE, context.pathParam("id"),
                List.of(), Contact.newBuilder().build(), seen));
    }

    private void outcome(Context context) {
        ObjectNode body = JSON.createObjectNode().put("changeId", context.pathParam("id"));
        outcomes.of(tenant(context), context.pathParam("id")).ifPresentOrElse(outcome -> {
            switch (outcome) {
                case Outcomes.Merged(String item, long version, String kind) -> body
                        .put("outcome", "merged")
                        .put("item", item)
                        .put("version", version)
                        .put("kind", kind);
                case Outcomes.Refused(String code, String reason) -> body
                        .put("outcome", "refused")
                        .put("code", code)
                        .put("detail", reason);
            }
        }, () -> body.put("outcome", "pending"));
        context.status(200).contentType("application/json").result(body.toString());
    }

    /** One JSON object a line; each is taken or refused by itself. */
    private void bulk(Context context) {
        List<String> lines = context.body().lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() > bulkLinesMax) {
            throw new Problem(413, "body", "Has " + lines.size() + " lines; send at most "
                    + bulkLinesMax);
        }
        StringBuilder answers = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            answers.append(line(context, lines.get(i), i + 1)).append('\n');
        }
        context.status(200).contentType("application/x-ndjson").result(answers.toString());
    }

    private String line(Context context, String text, int number) {
        ObjectNode answer = JSON.createObjectNode().put("line", number);
        try {
            Edited edited = edited(context, BulkLine.of(text));
            edits.publish(edited);
            answer.put("status", 202).put("changeId", edited.getEventId());
        } catch (Problem problem) {
            answer.put("status", problem.status())
                    .put("field", problem.field())
                    .put("detail", problem.getMessage());
        }
        return answer.toString();
    }

    private Edited edited(Context context, BulkLine line) {
        ContactJson.Parsed parsed = new ContactJson(
                new PhoneNumbers(regionOf(context, line.mailbox())))
                .parse(line.contact());
        String recordId = line.recordId();
        if (parsed.fields().isEmpty()) {
            throw new Problem(400, "contact", "Is missing");
        }
        EditKind kind = line.kind();
        Edited edited = new EditRequest(context, tenant(context), line.mailbox()).edited(kind,
                recordId, kind == EditKind.WHOLE ? ContactJson.allFields() : parsed.fields(),
                parsed.contact(), line.seenVersion());
        return Edited.newBuilder(edited).setEventId(line.changeId()).build();
    }

    private void accept(Context context, Edited edited) {
        edits.publish(edited);
        context.status(202)
                .header("Location", "/v1/edits/" + edited.getEventId())
                .contentType("application/json")
                .result(JSON.createObjectNode()
                        .put("changeId", edited.getEventId())
                        .put("recordId", edited.getRecordId())
                        .toString());
    }

    private Merged existing(Context context) {
        EditRequest request = request(context);
        if (!table.isCaughtUp()) {
            throw new Problem(503, "id", "The table of contacts is still being read; try again");
        }
        return table.find(tenant(context), context.pathParam("mailbox"), context.pathParam("id"))
                .orElseThrow(() -> new Problem(404, "id", "No contact of mailbox "
                        + context.pathParam("mailbox") + " has this item id or record id"
                        + (request.idempotencyKey().isPresent() ? " yet" : "")));
    }

    private Optional<Long> seenVersion(Context context) {
        String header = context.header("If-Match");
        if (header == null) {
            return Optional.empty();
        }
        return Optional.of(header.strip().equals("*")
                ? existing(context).getVersion()
                : EditRequest.version(header));
    }

    private EditRequest request(Context context) {
        String mailbox = context.pathParam("mailbox");
        regionOf(context, mailbox);
        return new EditRequest(context, tenant(context), mailbox);
    }

    private ContactJson parser(Context context) {
        return new ContactJson(new PhoneNumbers(
                regionOf(context, context.pathParam("mailbox"))));
    }

    /** A key sees its own tenant; another's mailbox does not exist for it. */
    private String regionOf(Context context, String mailbox) {
        return tenants.region(tenant(context), mailbox)
                .orElseThrow(() -> new Problem(404, "mailbox",
                        "No mailbox '" + mailbox + "' in this tenant"));
    }

    private static String tenant(Context context) {
        return Optional.ofNullable(context.<String>attribute(GatewayService.TENANT))
                .orElseThrow(() -> new Problem(401, "Authorization", "Is missing"));
    }
}
