package io.syncline.simulator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.syncline.simulator.ews.ItemIds;
import io.syncline.simulator.ews.Mutants;
import io.syncline.simulator.http.Faults.Fault;
import io.syncline.simulator.mailbox.GraphError;
import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.SimulatedTenant;
import java.util.Map;
import java.util.Optional;

/**
 * Graph's door: checks the token and the limits, lets faults happen, logs every request,
 * and answers errors in Graph's shape.
 */
final class GraphApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "/v1.0/users/{user}";
    private static final String FOLDER = USER + "/contactFolders/{folder}";

    private final SimulatedTenant tenant;
    private final Tokens tokens;
    private final Faults faults;
    private final HeldAnswers held;
    private final RequestLog log;
    private final Limits limits;
    private final Latency latency;
    private final GraphContacts contacts;
    private final GraphIds ids;

    GraphApi(SimulatedTenant tenant, Tokens tokens, Faults faults, HeldAnswers held,
            RequestLog log, Limits limits, Latency latency, Mutants mutants) {
        this.tenant = tenant;
        this.tokens = tokens;
        this.faults = faults;
        this.held = held;
        this.limits = limits;
        this.latency = latency;
        this.log = log;
        this.contacts = new GraphContacts(mutants.shared());
        this.ids = new GraphIds(new ItemIds(mutants));
    }

    /** Does the work of one request; says what it did to the mailbox, or nothing. */
    private interface Work {
        String of(Context context, MailboxStore mailbox);
    }

    void routes(RoutesConfig routes) {
        String main = MailboxStore.CONTACTS;
        routes.get(USER + "/contacts",
                read((context, box) -> contacts.collection(context, box, main)));
        routes.get(USER + "/contacts/{id}",
                read((context, box) -> contacts.one(context, box, main, context.pathParam("id"))));
        routes.post(USER + "/contacts",
                work((context, box) -> contacts.create(context, box, main)));
        routes.patch(USER + "/contacts/{id}",
                work((context, box) -> contacts.patch(context, box, context.pathParam("id"))));
        routes.delete(USER + "/contacts/{id}",
                work((context, box) -> contacts.delete(context, box, context.pathParam("id"))));
        routes.post(USER + "/translateExchangeIds", read(ids::translate));
        routes.get(USER + "/contactFolders",
                read((context, box) -> contacts.folders(context, box, main)));
        routes.get(FOLDER,
                read((context, box) -> contacts.folder(context, box, context.pathParam("folder"))));
        routes.get(FOLDER + "/childFolders", read(
                (context, box) -> contacts.folders(context, box, context.pathParam("folder"))));
        routes.get(FOLDER + "/contacts",
                read((context, box) -> contacts.collection(context, box, folder(context))));
        routes.post(FOLDER + "/contacts",
                work((context, box) -> contacts.create(context, box, folder(context))));
        routes.get(FOLDER + "/contacts/{id}", read((context, box) -> contacts.one(context, box,
                folder(context), context.pathParam("id"))));
    }

    private interface Read {
        void of(Context context, MailboxStore mailbox);
    }

    private Handler read(Read read) {
        return work((context, mailbox) -> {
            read.of(context, mailbox);
            return "";
        });
    }

    private Handler work(Work work) {
        return context -> {
            String user = context.pathParam("user");
            String effect = "";
            limits.begin(user);
            try {
                effect = answer(context, user, work);
            } catch (GraphError e) {
                error(context, e);
            } finally {
                limits.end(user);
                log.add(RequestLog.Line.now(context.method().name(), context.path(), user,
                        context.statusCode(), effect, GraphContacts.stamps(context)));
            }
        };
    }

    private String answer(Context context, String user, Work work) {
        tokens.check(context.header("Authorization"));
        limits.check(user);
        latency.pause();
        Optional<Fault> fault = faults.take(user, context.method().name(), context.path());
        fault.ifPresent(armed -> before(context, armed));
        GraphIds.check(context.pathParamMap().getOrDefault("id", ""));
        String effect = work.of(context, tenant.mailbox(user));
        fault.ifPresent(armed -> after(context, armed));
        return effect;
    }

    private static void before(Context context, Fault fault) {
        switch (fault.kind()) {
            case THROTTLE -> throw Limits.throttled(fault.seconds(), "MailboxConcurrency");
            case ERROR -> throw new GraphError(fault.status(), fault.code(), "Armed by a test.",
                    fault.seconds() > 0
                            ? Map.of("Retry-After", Integer.toString(fault.seconds()))
                            : Map.of());
            case RESYNC -> throw new GraphError(410, "SyncStateNotFound",
                    "The sync state generation is not found; generation=1;[highest=9][9].",
                    Map.of("Location", context.url() + "?$deltatoken="));
            case SLOW -> HeldAnswers.pause(fault.delay());
            case DROP_ANSWER, HOLD_ANSWER -> {
                // Happens after the work.
            }
        }
    }

    private void after(Context context, Fault fault) {
        switch (fault.kind()) {
            case DROP_ANSWER ->
                error(context, new GraphError(504, "GatewayTimeout", "The answer was lost."));
            case HOLD_ANSWER -> held.hold(fault.delay());
            case THROTTLE, ERROR, RESYNC, SLOW -> {
                // Happened before the work.
            }
        }
    }

    private static void error(Context context, GraphError error) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("code", error.code()).put("message", error.getMessage());
        error.headers().forEach(context::header);
        GraphContacts.reply(context, error.status(), body);
    }

    /** The well-known name of Deleted Items works as a folder of contacts to search in. */
    private static String folder(Context context) {
        String folder = context.pathParam("folder");
        return folder.equals("deleteditems") ? MailboxStore.DELETED_ITEMS : folder;
    }
}
