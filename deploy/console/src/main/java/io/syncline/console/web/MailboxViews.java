package io.syncline.console.web;

import io.syncline.console.tenant.Accesses;
import io.syncline.console.tenant.MailboxCsv.BadLine;
import io.syncline.console.tenant.MailboxDesk.Added;
import io.syncline.console.web.view.AddedPage;
import io.syncline.console.web.view.MailboxesPage;
import io.syncline.console.web.view.MailboxesPage.Row;
import io.syncline.console.web.view.MailboxesPage.State;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.Tenant;
import java.util.List;
import java.util.Locale;

/** Shows a tenant's mailboxes, a page at a time. */
final class MailboxViews {

    static final int ROWS_MAX = 100;
    static final int BAD_MAX = 200;

    private MailboxViews() {}

    /**
     * What of the mailboxes is wanted.
     *
     * @param search a part of ids or addresses; empty: all
     * @param state added, active or disabled; empty: any
     * @param page from 1; one too high is the last
     */
    record Wanted(String search, String state, int page) {

        static final Wanted ALL = new Wanted("", "", 1);

        boolean covers(Mailbox mailbox) {
            String part = search.toLowerCase(Locale.ROOT);
            return (state.isEmpty() || MailboxViews.state(mailbox).text().equals(state))
                    && (part.isEmpty() || mailbox.getAddress().contains(part)
                            || mailbox.getMailbox().toLowerCase(Locale.ROOT).contains(part));
        }
    }

    static MailboxesPage page(Tenant tenant, List<Mailbox> all, Wanted wanted) {
        List<Mailbox> found = all.stream().filter(wanted::covers).toList();
        int pages = Math.max(1, (found.size() + ROWS_MAX - 1) / ROWS_MAX);
        int page = Math.clamp(wanted.page(), 1, pages);
        List<Row> rows = found.stream()
                .skip((page - 1L) * ROWS_MAX)
                .limit(ROWS_MAX)
                .map(MailboxViews::row)
                .toList();
        return new MailboxesPage(tenant.getTenant(), tenant.getName(), rows, found.size(),
                all.size(), Math.toIntExact(all.stream()
                        .filter(mailbox -> mailbox.getState() == MailboxState.ADDED)
                        .count()),
                wanted.search(), wanted.state(), page, pages,
                Accesses.inUse(tenant, "graph").isPresent(),
                tenant.getAccesses().stream().anyMatch(Accesses::isInUse));
    }

    static AddedPage added(Tenant tenant, Added added, List<BadLine> bad) {
        return new AddedPage(tenant.getTenant(), tenant.getName(), added.added().size(),
                added.known().size(), added.refused(), bad.stream()
                        .limit(BAD_MAX)
                        .map(line -> new AddedPage.BadLine(line.line(), line.message()))
                        .toList(),
                Math.max(0, bad.size() - BAD_MAX));
    }

    private static Row row(Mailbox mailbox) {
        return new Row(mailbox.getMailbox(), mailbox.getAddress(), switch (mailbox.getProvider()) {
            case "graph" -> "Microsoft Graph";
            case "ews" -> "Exchange Web Services";
            default -> mailbox.getProvider();
        }, state(mailbox));
    }

    private static State state(Mailbox mailbox) {
        return State.valueOf(mailbox.getState().name());
    }
}
