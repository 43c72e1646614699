package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.simulator.ews.Element;
import io.syncline.simulator.ews.Envelope;
import io.syncline.simulator.ews.EwsError;
import io.syncline.simulator.ews.ExchangeServer;
import io.syncline.simulator.ews.Request;
import io.syncline.simulator.http.EwsCallers.Caller;
import io.syncline.simulator.http.EwsFaults.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The door of EWS: checks who calls and as whom, lets faults happen, logs every request, and answers
 * refusals in the shape that belongs to them.
 */
final class EwsApi {

    private static final String XML = "text/xml; charset=utf-8";
    private static final String BACK_OFF = "BackOffMilliseconds";
    private static final String BUSY = "ErrorServerBusy";
    private static final String AFFINITY_COOKIE = "X-BackEndOverrideCookie";
    private static final String NOT_ENOUGH_SCOPE = "2000008;reason=\"The token contains not enough "
            + "scope to make this call.\";error_category=\"invalid_grant\"";
    private static final int SERVERS = 4;

    private final ExchangeServer server;
    private final EwsCallers callers;
    private final EwsSwitches switches;
    private final EwsFaults faults;
    private final HeldAnswers held;
    private final RequestLog log;
    private final OpenRequests open;

    EwsApi(ExchangeServer server, EwsCallers callers, EwsSwitches switches, EwsFaults faults,
            HeldAnswers held, RequestLog log, OpenRequests open) {
        this.server = server;
        this.callers = callers;
        this.switches = switches;
        this.faults = faults;
        this.held = held;
        this.log = log;
        this.open = open;
    }

    void routes(RoutesConfig routes) {
        // IIS does not mind the case of a path.
        routes.post("/EWS/Exchange.asmx", this::serve);
        routes.post("/ews/exchange.asmx", this::serve);
    }

    private void serve(Context context) throws InterruptedException {
        Optional<Caller> caller = callers.caller(context.header("Authorization"));
        if (caller.isEmpty()) {
            context.status(401).header("WWW-Authenticate", "Basic realm=\"simulator\", Bearer");
            logRefusal(context, "");
            return;
        }
        try {
            serve(context, caller.get(), Envelope.read(context.bodyAsBytes()));
        } catch (EwsError e) {
            reply(context, 500, Envelope.fault(e));
            logRefusal(context, caller.get().address());
        }
    }

    /** Logs a request of which not even the operation is known. */
    private void logRefusal(Context context, String address) {
        log.add(RequestLog.Line.now(context.method().name(), context.path(), address,
                context.statusCode(), "", ""));
    }

    private void serve(Context context, Caller caller, Envelope envelope)
            throws InterruptedException {
        Element operation = envelope.operation();
        String address = envelope.impersonated().orElse(caller.address());
        List<String> effects = new ArrayList<>();
        OpenRequests.Count count = open.of(ExchangeServer.isStreaming(operation));
        count.begin();
        try {
            if (isShutOut(context, caller, address)) {
                page(context, 403);
            } else {
                carryOut(context, caller, envelope, effects);
            }
        } catch (EwsError e) {
            reply(context, 500, Envelope.fault(e));
        } finally {
            count.end();
            log.add(RequestLog.Line.now(operation.localName(), context.path(), address,
                    context.statusCode(), String.join(" ", effects),
                    ExchangeServer.stamps(operation)));
        }
    }

    private void carryOut(Context context, Caller caller, Envelope envelope, List<String> effects)
            throws InterruptedException {
        Element operation = envelope.operation();
        String address = envelope.impersonated().orElse(caller.address());
        Optional<Fault> fault = faults.take(address, operation.localName());
        if (fault.isEmpty() || !isRefused(context, operation, fault.get())) {
            Request request = new Request(callers.mailbox(caller, envelope.impersonated()),
                    server(context, address), operation,
                    fault.map(Fault::oddities).orElse(Set.of()), effects);
            answer(context, request);
            fault.ifPresent(armed -> after(context, armed));
        }
    }

    /** Whether the door is closed to a caller, and says so without SOAP (facts/ews.md 1.1). */
    private boolean isShutOut(Context context, Caller caller, String address) {
        if (caller.lacksRole()) {
            context.header("x-ms-diagnostics", NOT_ENOUGH_SCOPE);
        }
        return caller.lacksRole() || caller.isNotListed() || switches.isOff(address);
    }

    /**
     * Which mailbox server a request gets to: the one that its cookie leads back to, else that of the
     * mailbox it is anchored at (facts/ews.md 2.4). A client that wants to come back gets the cookie.
     */
    private static String server(Context context, String address) {
        String anchor = Optional.ofNullable(context.header("X-AnchorMailbox")).orElse(address);
        String server = Optional.ofNullable(context.cookie(AFFINITY_COOKIE))
                .orElseGet(() -> "server-"
                        + Math.floorMod(anchor.toLowerCase(Locale.ROOT).hashCode(), SERVERS));
        if ("true".equals(context.header("X-PreferServerAffinity"))) {
            context.header("Set-Cookie",
                    AFFINITY_COOKIE + "=" + server + "; path=/; secure; HttpOnly");
        }
        return server;
    }

    private void answer(Context context, Request request) throws InterruptedException {
        if (ExchangeServer.isStreaming(request.operation())) {
            context.res().setContentType(XML);
            server.stream(request, body -> send(context, Envelope.of(body)));
        } else {
            reply(context, 200, Envelope.of(server.answer(request)));
        }
    }

    /** Lets a fault happen that comes before the work; says whether it took the work's place. */
    private static boolean isRefused(Context context, Element operation, Fault fault) {
        return switch (fault.kind()) {
            case BUSY_STATUS -> fault.delay().isZero()
                    ? page(context, 503)
                    : reply(context, 503, Envelope.fault(busy(fault)));
            case BUSY_FAULT -> throw busy(fault);
            case BUSY_MESSAGE -> refuse(context, operation, busy(fault));
            case BUSY_NESTED -> refuse(context, operation, nested(fault));
            case STATUS -> page(context, fault.status());
            case FAULT -> throw armed(fault);
            case ERROR -> refuse(context, operation, armed(fault));
            case SLOW -> {
                HeldAnswers.pause(fault.delay());
                yield false;
            }
            // These happen with the work, or after it.
            case STATE_LOST, GHOST, READ_FLAG, UNKNOWN_CHANGE, UNKNOWN_VALUE, DROP_ANSWER,
                    HOLD_ANSWER ->
                false;
        };
    }

    private void after(Context context, Fault fault) {
        if (fault.kind() == EwsFaults.Kind.DROP_ANSWER) {
            page(context, 504);
        } else if (fault.kind() == EwsFaults.Kind.HOLD_ANSWER) {
            held.hold(fault.delay());
        }
    }

    private static EwsError busy(Fault fault) {
        return new EwsError(BUSY, "The server cannot service this request right now.",
                Map.of(BACK_OFF, Long.toString(fault.delay().toMillis())));
    }

    private static EwsError nested(Fault fault) {
        return new EwsError("ErrorInternalServerError", "An internal server error occurred.",
                Map.of("InnerErrorResponseCode", BUSY, "InnerErrorMessageText",
                        "The server cannot service this request right now.", BACK_OFF,
                        Long.toString(fault.delay().toMillis())));
    }

    private static EwsError armed(Fault fault) {
        return new EwsError(fault.code(), "Armed by a test.");
    }

    private static boolean refuse(Context context, Element operation, EwsError error) {
        return reply(context, 200, Envelope.of(ExchangeServer.refusal(operation, error)));
    }

    private static boolean page(Context context, int status) {
        return reply(context, status, "text/html",
                "<html><body>HTTP " + status + "</body></html>");
    }

    private static boolean reply(Context context, int status, String document) {
        return reply(context, status, XML, document);
    }

    /** @return true, for whoever asks whether there is an answer already */
    private static boolean reply(Context context, int status, String type, String document) {
        context.status(status).contentType(type).result(document.getBytes(UTF_8));
        return true;
    }

    /** Sends one envelope at once, whatever else may follow. */
    private static void send(Context context, String document) {
        try {
            OutputStream out = context.res().getOutputStream();
            out.write(document.getBytes(UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The client went away", e);
        }
    }
}
