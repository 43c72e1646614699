package io.syncline.console.web;

import io.javalin.http.Context;
import io.syncline.console.tenant.FieldProblem;
import io.syncline.console.tenant.SubmissionForm;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.schemas.registry.Tenant;
import io.syncline.schemas.registry.TenantState;
import java.util.List;

/** The tenants that the registry knows, and what an address names of them. */
final class Known {

    /** The id that no tenant may have: its address is the way to a new one. */
    static final String RESERVED = "new";

    private Known() {}

    static FieldProblem reserved() {
        return new FieldProblem(SubmissionForm.TENANT, "This word has another use here; choose"
                + " another id");
    }

    /** Those that are there, by id. */
    static List<Tenant> tenants(TenantDesk desk) {
        return desk.store()
                .tenants()
                .stream()
                .filter(tenant -> tenant.getState() != TenantState.DELETED)
                .toList();
    }

    /** @throws Problem if there is none with the id in the address */
    static Tenant tenant(TenantDesk desk, Context context) {
        return desk.store()
                .tenant(context.pathParam("id"))
                .filter(tenant -> tenant.getState() != TenantState.DELETED)
                .orElseThrow(() -> Problem.notFound("No tenant with this id is registered here."
                        + " The list of tenants shows those that are."));
    }
}
