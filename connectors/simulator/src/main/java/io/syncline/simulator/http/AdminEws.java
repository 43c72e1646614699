package io.syncline.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.simulator.ews.ExchangeServer;
import io.syncline.simulator.http.EwsFaults.Fault;
import io.syncline.simulator.http.EwsFaults.Kind;
import io.syncline.simulator.mailbox.Accounts;
import io.syncline.simulator.mailbox.Accounts.Account;
import java.time.Duration;
import java.util.Locale;

/** What tests arrange about EWS: accounts, rights, faults, streaming. */
final class AdminEws {

    private final ExchangeServer server;
    private final EwsCallers callers;
    private final EwsSwitches switches;
    private final EwsFaults faults;
    private final Accounts accounts;
    private final OpenRequests open;

    AdminEws(ExchangeServer server, EwsCallers callers, EwsSwitches switches, EwsFaults faults,
            Accounts accounts, OpenRequests open) {
        this.server = server;
        this.callers = callers;
        this.switches = switches;
        this.faults = faults;
        this.accounts = accounts;
        this.open = open;
    }

    void routes(RoutesConfig routes) {
        routes.post("/admin/accounts", context -> {
            accounts.put(Account.ofJson(AdminApi.body(context)));
            context.status(201);
        });
        routes.post("/admin/ews/access", context -> {
            ObjectNode body = AdminApi.body(context);
            switches.set(body.path("mailbox").asText(""), body.path("enabled").asBoolean(true));
        });
        routes.post("/admin/application", context -> callers.setApplicationMayImpersonate(
                AdminApi.body(context).path("mayImpersonate").asBoolean(true)));
        routes.post("/admin/ews/faults", this::arm);
        routes.delete("/admin/ews/faults", context -> faults.clear());
        routes.post("/admin/ews/streaming", context -> server.setStreamingMinute(Duration
                .ofMillis(AdminApi.body(context).path("minuteMillis").asLong(60_000))));
        routes.delete("/admin/ews/subscriptions", context -> server.forgetSubscriptions());
        routes.delete("/admin/ews/streams", context -> server.breakStreams());
        routes.get("/admin/ews/open", context -> context.contentType("application/json")
                .result(open.shown().toString()));
    }

    private void arm(Context context) {
        ObjectNode body = AdminApi.body(context);
        faults.arm(new Fault(
                Kind.valueOf(body.path("kind").asText().toUpperCase(Locale.ROOT)),
                body.path("mailbox").asText(""), body.path("operation").asText(""),
                body.path("times").asInt(1), body.path("status").asInt(403),
                body.path("code").asText("ErrorInternalServerTransientError"),
                Duration.ofMillis(body.path("millis").asLong(0))));
    }
}
