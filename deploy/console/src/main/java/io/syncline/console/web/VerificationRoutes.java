package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.web.view.Progress;
import io.syncline.console.web.view.VerificationPage;
import io.syncline.schemas.registry.Access;
import io.syncline.schemas.registry.Tenant;
import java.util.Optional;

/** Begins verifications and shows them while they go on. */
final class VerificationRoutes {

    private final TenantDesk desk;
    private final Verifications verifications;
    private final ProgressViews progress;
    private final Limits limits;
    private final Pages pages;
    private final ProgressStream stream;

    VerificationRoutes(TenantDesk desk, Verifications verifications, ProgressViews progress,
            Limits limits, Pages pages) {
        this.desk = desk;
        this.verifications = verifications;
        this.progress = progress;
        this.limits = limits;
        this.pages = pages;
        this.stream = new ProgressStream(pages);
    }

    void routes(RoutesConfig routes) {
        routes.post("/tenants/{id}/verify/{provider}", this::verify, Role.OPERATOR);
        routes.get("/tenants/{id}/verification/{provider}", this::page, Role.VIEWER);
        routes.sse("/tenants/{id}/verification/{provider}/events", this::follow, Role.VIEWER);
    }

    /** Begins one, and sends the browser to where it is shown. */
    void start(Context context, String tenant, String provider) {
        limits.verify(Guard.visitor(context), tenant);
        Optional<VerificationRun> run = verifications.start(tenant, provider,
                Guard.visitor(context).actor());
        if (run.isEmpty()) {
            Guard.visitor(context)
                    .tell("A verification of this tenant is under way already; begin another when"
                            + " it has ended.");
        }
        String shown = run.or(() -> verifications.running(tenant))
                .map(VerificationRun::provider)
                .orElse(provider);
        context.redirect("/tenants/" + tenant + "/verification/" + shown, HttpStatus.SEE_OTHER);
    }

    /** Ends every stream, and returns once no thread touches a response any more. */
    void end() {
        stream.end();
    }

    private void verify(Context context) {
        Tenant tenant = Known.tenant(desk, context);
        start(context, tenant.getTenant(), access(tenant, context).getProvider());
    }

    private void page(Context context) {
        Tenant tenant = Known.tenant(desk, context);
        Progress shown = progress.of(tenant, access(tenant, context));
        VerificationPage page = new VerificationPage(tenant.getTenant(), tenant.getName(), shown);
        if (shown.isRunning()) {
            pages.showRefreshing(context, "verification", "Verification", page);
        } else {
            pages.show(context, "verification", "Verification", page);
        }
    }

    private void follow(SseClient client) {
        String tenant = Known.tenant(desk, client.ctx()).getTenant();
        String provider = client.ctx().pathParam("provider");
        stream.serve(client, verifications.last(tenant, provider), () -> desk.store()
                .tenant(tenant)
                .flatMap(known -> ProgressViews.newest(known, provider)
                        .map(access -> progress.of(known, access))));
    }

    private static Access access(Tenant tenant, Context context) {
        return ProgressViews.newest(tenant, context.pathParam("provider"))
                .orElseThrow(() -> Problem.notFound("This tenant has submitted nothing of that"
                        + " kind."));
    }
}
