package io.syncline.simulator.crm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A small CRM. People edit its records over its own HTTP door; it sends each edit to the gateway and
 * takes in what the gateway publishes.
 */
public final class Crm implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORDS = "/mailboxes/{mailbox}/records";
    private static final String RECORD = RECORDS + "/{id}";

    private final CrmStore store;
    private final Follower follower;
    private final Sender sender;
    private final Javalin server;

    private Crm(CrmStore store, Follower follower, Sender sender) {
        this.store = store;
        this.follower = follower;
        this.sender = sender;
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.concurrency.useVirtualThreads = true;
            routes(config.routes);
        });
    }

    /** Starts it on the loopback address. */
    public static Crm start(Path folder, int port, URI gateway, String apiKey) {
        CrmStore store = new CrmStore(folder);
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Follower follower = new Follower(store, http, gateway, apiKey);
        Sender sender = new Sender(store, http, gateway, apiKey);
        Crm crm = new Crm(store, follower, sender);
        follower.start();
        sender.start();
        crm.server.start("127.0.0.1", port);
        return crm;
    }

    @Override
    public void close() {
        server.stop();
        sender.close();
        follower.close();
    }

    private void routes(RoutesConfig routes) {
        routes.get("/health", context -> answer(context, JSON.createObjectNode()
                .put("unsent", store.nextUnsent().isPresent())
                .put("refused", sender.refused())));
        routes.get(RECORDS, context -> {
            ArrayNode all = JSON.createArrayNode();
            store.records(context.pathParam("mailbox")).forEach(all::add);
            context.contentType("application/json").result(all.toString());
        });
        routes.post(RECORDS, context -> {
            ObjectNode record = JSON.createObjectNode()
                    .put("mailbox", context.pathParam("mailbox"))
                    .put("id", "crm-" + UUID.randomUUID())
                    .put("item", "")
                    .put("version", 0)
                    .put("deleted", false);
            record.set("contact", body(context));
            store.edited(record, edit("PUT", record, body(context)));
            answer(context, record);
        });
        routes.patch(RECORD, context -> answer(context, patched(context)));
        routes.delete(RECORD, context -> {
            synchronized (store) {
                ObjectNode record = existing(context).put("deleted", true);
                store.edited(record, edit("DELETE", record, JSON.createObjectNode()));
                answer(context, record);
            }
        });
        routes.exception(IllegalArgumentException.class, (error, context) -> context.status(400)
                .result(error.getMessage() + "\n"));
    }

    /** The record after a patch, and under {@code overwritten} what stood in its fields before. */
    private ObjectNode patched(Context context) {
        ObjectNode body = body(context);
        synchronized (store) {
            ObjectNode record = existing(context);
            ObjectNode contact = (ObjectNode) record.path("contact");
            ObjectNode overwritten = JSON.createObjectNode();
            body.fieldNames()
                    .forEachRemaining(
                            field -> overwritten.set(field, contact.path(field).deepCopy()));
            contact.setAll(body);
            store.edited(record, edit("PATCH", record, body));
            ObjectNode answer = record.deepCopy();
            answer.set("overwritten", overwritten);
            return answer;
        }
    }

    private ObjectNode existing(Context context) {
        Optional<ObjectNode> record = store.record(context.pathParam("mailbox"),
                context.pathParam("id"));
        return record.orElseThrow(() -> new IllegalArgumentException("No such record"));
    }

    private static ObjectNode edit(String method, ObjectNode record, ObjectNode body) {
        ObjectNode edit = JSON.createObjectNode()
                .put("method", method)
                .put("mailbox", record.path("mailbox").asText())
                .put("id", record.path("id").asText())
                .put("version", record.path("version").asLong())
                .put("key", UUID.randomUUID().toString())
                .put("editedAt", Instant.now().toString());
        edit.set("body", body);
        return edit;
    }

    private static ObjectNode body(Context context) {
        try {
            if (JSON.readTree(context.body()) instanceof ObjectNode body) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // Answered like any other body that is no object.
        }
        throw new IllegalArgumentException("The body must be a JSON object");
    }

    private static void answer(Context context, ObjectNode body) {
        context.contentType("application/json").result(body.toString());
    }
}
