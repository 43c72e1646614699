package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.web.view.DeletePage;
import io.syncline.console.web.view.KindsPage;
import io.syncline.console.web.view.TenantsPage;
import io.syncline.schemas.registry.Tenant;
import io.syncline.service.config.SynclineConfig;
import java.util.List;
import java.util.Objects;

/** Shows tenants, suspends, resumes and deletes them. */
final class TenantRoutes {

    private static final String TENANT = "/tenants/{id}";

    private final TenantDesk desk;
    private final List<String> configured;
    private final TenantViews views;
    private final Verifications verifications;
    private final Pages pages;

    TenantRoutes(TenantDesk desk, SynclineConfig config, TenantViews views,
            Verifications verifications, Pages pages) {
        this.desk = desk;
        this.configured = config.tenants().stream().map(SynclineConfig.Tenant::id).toList();
        this.views = views;
        this.verifications = verifications;
        this.pages = pages;
    }

    void routes(RoutesConfig routes) {
        routes.get("/tenants", this::list, Role.VIEWER);
        routes.get("/tenants/new", context -> pages.show(context, "kinds",
                "Register your organisation", new KindsPage("")), Role.OPERATOR);
        routes.get(TENANT, this::tenant, Role.VIEWER);
        routes.get(TENANT + "/kinds", this::kinds, Role.OPERATOR);
        routes.post(TENANT + "/suspend", this::suspend, Role.OPERATOR);
        routes.post(TENANT + "/resume", this::resume, Role.OPERATOR);
        routes.get(TENANT + "/delete", context -> askToDelete(context, ""), Role.OPERATOR);
        routes.post(TENANT + "/delete", this::delete, Role.OPERATOR);
    }

    private void list(Context context) {
        pages.show(context, "tenants", "Tenants", new TenantsPage(Known.tenants(desk)
                .stream()
                .map(tenant -> TenantViews.row(tenant, desk.now()))
                .toList(), configured));
    }

    private void tenant(Context context) {
        Tenant tenant = Known.tenant(desk, context);
        pages.show(context, "tenant", tenant.getName(),
                views.page(tenant, desk.store().mailboxes(tenant.getTenant()),
                        verifications.running(tenant.getTenant()).isPresent(), desk.now()));
    }

    private void kinds(Context context) {
        Tenant tenant = Known.tenant(desk, context);
        pages.show(context, "kinds", "Another way to the mailboxes of " + tenant.getName(),
                new KindsPage(tenant.getTenant()));
    }

    private void suspend(Context context) {
        String id = Known.tenant(desk, context).getTenant();
        desk.suspend(id, Guard.visitor(context).actor());
        Guard.visitor(context)
                .tell("Suspended: its mailboxes are left alone until it is resumed. What changes"
                        + " meanwhile waits.");
        context.redirect("/tenants/" + id, HttpStatus.SEE_OTHER);
    }

    private void resume(Context context) {
        String id = Known.tenant(desk, context).getTenant();
        desk.resume(id, Guard.visitor(context).actor());
        Guard.visitor(context).tell("Resumed: it takes part again, and what has waited goes on.");
        context.redirect("/tenants/" + id, HttpStatus.SEE_OTHER);
    }

    private void askToDelete(Context context, String problem) {
        Tenant tenant = Known.tenant(desk, context);
        pages.show(context, "delete", (problem.isEmpty() ? "" : "Error: ") + "Delete "
                + tenant.getName(),
                new DeletePage(tenant.getTenant(), tenant.getName(),
                        desk.store().mailboxes(tenant.getTenant()).size(), problem));
    }

    private void delete(Context context) {
        Tenant tenant = Known.tenant(desk, context);
        String typed = Objects.requireNonNullElse(context.formParam("confirm"), "").strip();
        if (!typed.equals(tenant.getTenant())) {
            context.status(HttpStatus.UNPROCESSABLE_CONTENT);
            askToDelete(context, "Type " + tenant.getTenant() + " to delete it");
            return;
        }
        desk.delete(tenant.getTenant(), Guard.visitor(context).actor());
        Guard.visitor(context)
                .tell(tenant.getName() + " is deleted. Its key is destroyed, so nobody reads its"
                        + " credentials any more. Take the secret away in Microsoft Entra, too.");
        context.redirect("/tenants", HttpStatus.SEE_OTHER);
    }
}
