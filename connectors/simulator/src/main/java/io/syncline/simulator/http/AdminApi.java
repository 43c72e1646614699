package io.syncline.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.simulator.ews.ItemIds;
import io.syncline.simulator.http.Faults.Fault;
import io.syncline.simulator.http.Faults.Kind;
import io.syncline.simulator.mailbox.GraphError;
import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.SimulatedTenant;
import io.syncline.simulator.mailbox.StoredContact;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What people do in Outlook, and what tests arrange: mailboxes, edits, moves, copies, faults, the
 * clock, and a look at everything that is stored.
 */
final class AdminApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAILBOX = "/admin/mailboxes/{address}";
    private static final String CONTACT = MAILBOX + "/contacts/{id}";

    private final SimulatedTenant tenant;
    private final Faults faults;
    private final HeldAnswers held;
    private final Limits limits;
    private final Latency latency;
    private final Tokens tokens;
    private final RequestLog log;
    private final ItemIds itemIds;

    AdminApi(SimulatedTenant tenant, Faults faults, HeldAnswers held, Limits limits,
            Latency latency, Tokens tokens, RequestLog log, ItemIds itemIds) {
        this.tenant = tenant;
        this.faults = faults;
        this.held = held;
        this.itemIds = itemIds;
        this.limits = limits;
        this.latency = latency;
        this.tokens = tokens;
        this.log = log;
    }

    void routes(RoutesConfig routes) {
        routes.get("/admin/health", context -> context.result("up\n"));
        mailboxRoutes(routes);
        contactRoutes(routes);
        serviceRoutes(routes);
        routes.exception(GraphError.class, (error, context) -> context.status(error.status())
                .result(error.getMessage() + "\n"));
        routes.exception(DateTimeException.class, (error, context) -> context.status(400)
                .result(error.getMessage() + "\n"));
        routes.exception(IllegalArgumentException.class, (error, context) -> context.status(400)
                .result(error.getMessage() + "\n"));
    }

    /** Mailboxes and what is in them. */
    private void mailboxRoutes(RoutesConfig routes) {
        routes.post("/admin/mailboxes", context -> {
            tenant.addMailbox(body(context).path("address").asText());
            context.status(201);
        });
        routes.post(MAILBOX + "/folders", context -> {
            String id = mailbox(context)
                    .addFolder(body(context).path("name").asText(), MailboxStore.CONTACTS)
                    .id();
            answer(context, JSON.createObjectNode()
                    .put("id", id)
                    .put("folderId", ItemIds.ofFolder(id))
                    .toString());
        });
        routes.get(MAILBOX + "/contacts", context -> {
            ArrayNode all = JSON.createArrayNode();
            String itemId = Optional.ofNullable(context.queryParam("itemId")).orElse("");
            mailbox(context).everything()
                    .stream()
                    .filter(contact -> itemId.isEmpty() || itemIds.of(contact).equals(itemId))
                    .forEach(contact -> all.add(shown(contact)));
            answer(context, all.toString());
        });
        routes.post(MAILBOX + "/contacts", context -> answer(context, shown(mailbox(context)
                .create(folder(context), body(context), Map.of(), true)).toString()));
    }

    /** What people do with one contact. */
    private void contactRoutes(RoutesConfig routes) {
        routes.patch(CONTACT, context -> answer(context, patched(context).toString()));
        routes.delete(CONTACT, context -> mailbox(context).delete(context.pathParam("id")));
        routes.post(CONTACT + "/purge", context -> mailbox(context)
                .purge(context.pathParam("id")));
        routes.post(CONTACT + "/move", context -> answer(context, shown(mailbox(context)
                .move(context.pathParam("id"), folder(context))).toString()));
        routes.post(CONTACT + "/private", context -> answer(context, shown(mailbox(context)
                .markPrivate(context.pathParam("id"),
                        body(context).path("private").asBoolean(true)))
                .toString()));
        routes.post(CONTACT + "/copy", context -> answer(context, shown(mailbox(context)
                .copy(context.pathParam("id"), folder(context))).toString()));
    }

    /** How the service behaves, and what it was asked. */
    private void serviceRoutes(RoutesConfig routes) {
        routes.post("/admin/faults", context -> faults.arm(fault(context)));
        routes.put("/admin/faults", context -> faults.armInstead(fault(context)));
        routes.delete("/admin/faults", context -> faults.clear());
        routes.get("/admin/held", context -> answer(context,
                JSON.createObjectNode().put("held", held.count()).toString()));
        routes.post("/admin/limits", context -> limits
                .setRequestsMax(body(context).path("requests").asInt(Limits.REQUESTS_MAX)));
        routes.post("/admin/latency", context -> latency
                .set(Duration.ofMillis(body(context).path("millis").asLong())));
        routes.delete("/admin/tokens", context -> tokens.forget());
        routes.post("/admin/search", context -> tenant.clock()
                .setSearchLag(Duration.ofSeconds(body(context).path("lagSeconds").asLong())));
        routes.post("/admin/clock", context -> tenant.clock()
                .setOffset(
                        Duration.ofSeconds(body(context).path("offsetSeconds").asLong())));
        routes.get("/admin/requests/count", context -> answer(context, JSON.createObjectNode()
                .put("count", log.count(
                        Optional.ofNullable(context.queryParam("path")).orElse("")))
                .toString()));
        routes.get("/admin/requests", context -> answer(context, JSON.writeValueAsString(
                log.from(Integer.parseInt(
                        Optional.ofNullable(context.queryParam("from")).orElse("0"))))));
    }

    /** The contact after a patch, and under {@code overwritten} what stood in its fields before. */
    private ObjectNode patched(Context context) {
        MailboxStore mailbox = mailbox(context);
        ObjectNode body = body(context);
        String id = context.pathParam("id");
        synchronized (mailbox) {
            ObjectNode before = mailbox.contact(id).contact();
            ObjectNode answer = shown(mailbox.patch(id, body, Map.of()));
            ObjectNode overwritten = answer.putObject("overwritten");
            body.fieldNames()
                    .forEachRemaining(
                            field -> overwritten.set(field, before.path(field)));
            return answer;
        }
    }

    private static Fault fault(Context context) {
        ObjectNode body = body(context);
        return new Fault(
                Kind.valueOf(body.path("kind").asText().toUpperCase(Locale.ROOT)),
                body.path("mailbox").asText(""), body.path("method").asText(""),
                body.path("path").asText(""), body.path("times").asInt(1),
                body.path("status").asInt(503), body.path("code").asText("ServiceNotAvailable"),
                body.path("seconds").asInt(0));
    }

    private MailboxStore mailbox(Context context) {
        return tenant.mailbox(context.pathParam("address"));
    }

    private static String folder(Context context) {
        return Optional.ofNullable(context.queryParam("folder")).orElse(MailboxStore.CONTACTS);
    }

    private ObjectNode shown(StoredContact stored) {
        ObjectNode contact = stored.contact()
                .put("id", stored.id())
                .put("itemId", itemIds.of(stored))
                .put("folder",
                        stored.folder());
        contact.set("extended", JSON.valueToTree(stored.extended()));
        return contact;
    }

    static ObjectNode body(Context context) {
        try {
            if (JSON.readTree(context.body()) instanceof ObjectNode body) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // Answered like any other body that is no object.
        }
        throw new IllegalArgumentException("The body must be a JSON object");
    }

    private static void answer(Context context, String json) {
        context.contentType("application/json").result(json);
    }
}
