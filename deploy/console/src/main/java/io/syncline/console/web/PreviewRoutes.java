package io.syncline.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.tenant.MailboxPreview;
import io.syncline.console.tenant.MailboxPreview.Preview;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.web.view.PreviewPage;
import io.syncline.console.web.view.PreviewPage.Row;
import io.syncline.schemas.registry.Tenant;
import io.syncline.service.config.SynclineConfig;
import io.syncline.topology.preview.Effect;
import io.syncline.topology.preview.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the start of a mailbox would do. The page is there when the mailbox has been read in full, on
 * the request's own thread; whoever looks at agents' contacts so is recorded.
 */
final class PreviewRoutes {

    private static final int NAMED_MAX = 5;

    private final SynclineConfig config;
    private final TenantDesk desk;
    private final Limits limits;
    private final Pages pages;

    PreviewRoutes(SynclineConfig config, TenantDesk desk, Limits limits, Pages pages) {
        this.config = config;
        this.desk = desk;
        this.limits = limits;
        this.pages = pages;
    }

    void routes(RoutesConfig routes) {
        routes.get("/tenants/{id}/mailboxes/{mailbox}/preview", this::show, Role.OPERATOR);
    }

    private void show(Context context) {
        Tenant tenant = Known.tenant(desk, context);
        String mailbox = context.pathParam("mailbox");
        limits.preview(Guard.visitor(context), tenant.getTenant());
        desk.store()
                .audit(Guard.visitor(context).actor(), "mailbox-previewed",
                        tenant.getTenant(), mailbox, desk.now());
        try (RunningSystem running = RunningSystem.at(config)) {
            Preview preview = new MailboxPreview(running, desk)
                    .of(new MailboxName(tenant.getTenant(), mailbox), progress -> {});
            pages.show(context, "preview", "Preview of " + mailbox,
                    page(tenant, mailbox, preview));
        }
    }

    private static PreviewPage page(Tenant tenant, String mailbox, Preview preview) {
        return switch (preview) {
            case Preview.Followed followed -> new PreviewPage(tenant.getTenant(),
                    tenant.getName(), mailbox, "This mailbox takes part already. There is nothing"
                            + " to start.",
                    List.of(), false);
            case Preview.Foreseen(Outcome outcome, boolean takesPart) -> new PreviewPage(
                    tenant.getTenant(), tenant.getName(), mailbox,
                    number(outcome.read()) + " contacts were read. Nothing was written.",
                    rows(outcome), !takesPart);
        };
    }

    private static List<Row> rows(Outcome outcome) {
        return Arrays.stream(Effect.values())
                .filter(effect -> outcome.count(effect) > 0)
                .map(effect -> new Row(what(effect), number(outcome.count(effect)), String.join(
                        ", ", outcome.examples(effect).stream().limit(NAMED_MAX).toList())))
                .toList();
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    private static String what(Effect effect) {
        return switch (effect) {
            case LINKED -> "are on both sides, and would be linked";
            case CREATED_IN_MAILBOX -> "would be created in the mailbox";
            case CREATED_IN_CRM -> "would be created in the CRM";
            case CHANGED_IN_MAILBOX -> "would be changed in the mailbox";
            case CHANGED_IN_CRM -> "would be changed in the CRM";
            case DELETED_IN_MAILBOX -> "would be deleted in the mailbox";
            case AMBIGUOUS -> "could be several people, and wait for your decision";
            case CONFLICTING -> "have two values for one field; the one that loses is kept";
            case WAITING -> "would wait to be written to the mailbox";
            case UNDECIDED -> "are being written right now";
            case MISSING -> "were in the mailbox before, and are not now";
            case UNCHANGED -> "would stay as they are";
        };
    }
}
