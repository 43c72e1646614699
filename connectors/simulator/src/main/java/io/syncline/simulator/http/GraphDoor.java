package io.syncline.simulator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.syncline.simulator.http.Faults.Fault;
import io.syncline.simulator.http.Tokens.Grant;
import io.syncline.simulator.mailbox.GraphError;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all requests to Graph go through, whatever they are about: checks the token, lets faults
 * happen, logs the request, and answers errors in Graph's shape.
 */
final class GraphDoor {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tokens tokens;
    private final Faults faults;
    private final HeldAnswers held;
    private final RequestLog log;
    private final Latency latency;

    GraphDoor(Tokens tokens, Faults faults, HeldAnswers held, RequestLog log, Latency latency) {
        this.tokens = tokens;
        this.faults = faults;
        this.held = held;
        this.log = log;
        this.latency = latency;
    }

    /** Does the work of one request; says what it did to the mailbox, or nothing. */
    interface Work {
        String of(Context context, Grant grant);
    }

    /** Work that is logged, and done for whoever brings a token. */
    Handler handler(Work work) {
        return context -> {
            String effect = "";
            try {
                effect = work.of(context, tokens.check(context.header("Authorization")));
            } catch (GraphError e) {
                error(context, e);
            } finally {
                log.add(RequestLog.Line.now(context.method().name(), context.path(),
                        user(context), context.statusCode(), effect,
                        GraphContacts.stamps(context)));
            }
        };
    }

    /** Does work that faults may concern. */
    String exposed(Context context, Supplier<String> work) {
        latency.pause();
        Optional<Fault> fault = faults.take(user(context), context.method().name(),
                context.path());
        fault.ifPresent(armed -> before(context, armed));
        String effect = work.get();
        fault.ifPresent(armed -> after(context, armed));
        return effect;
    }

    /** The user that the path names; empty, where it names none. */
    static String user(Context context) {
        return context.pathParamMap().getOrDefault("user", "");
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
}
