package io.syncline.console;

import io.syncline.console.tenant.MailboxCsv.BadLine;
import io.syncline.console.tenant.MailboxDesk.Added;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Says what is known of registered mailboxes, for people or for scripts. */
final class MailboxReport {

    private final PrintWriter out;
    private final boolean json;

    MailboxReport(CommandSpec spec, boolean json) {
        this.out = spec.commandLine().getOut();
        this.json = json;
    }

    /** What came of adding some; 0 if none was left out. */
    int added(String tenant, Added added, List<BadLine> bad) {
        if (json) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("added", added.added());
            values.put("known", added.known());
            values.put("refused", added.refused());
            values.put("badLines", bad.stream().map(MailboxReport::of).toList());
            say(Json.of(values));
        } else {
            bad.forEach(line -> say("line " + line.line() + ": " + line.message()));
            added.refused().forEach(refused -> say("not added: " + refused));
            say(added.added().size() + " added, " + added.known().size() + " were there before, "
                    + (bad.size() + added.refused().size()) + " left out");
            if (!added.added().isEmpty()) {
                String first = tenant + "/" + added.added().getFirst();
                say("Look first, then start:\n  deploy/syncline mailboxes preview " + first
                        + "\n  deploy/syncline mailboxes start " + tenant);
            }
        }
        return bad.isEmpty() && added.refused().isEmpty() ? 0 : 1;
    }

    void candidates(List<String> addresses) {
        if (json) {
            say(Json.of(Map.of("addresses", addresses)));
        } else {
            addresses.forEach(this::say);
            say(addresses.size() + " mailboxes would be added");
        }
    }

    void mailboxes(List<Mailbox> mailboxes) {
        if (json) {
            say(Json.ofAll(mailboxes.stream().map(MailboxReport::of).toList()));
            return;
        }
        mailboxes.forEach(mailbox -> say(mailbox.getTenant() + "/" + mailbox.getMailbox() + "  "
                + state(mailbox.getState()) + "  " + mailbox.getProvider() + "  "
                + mailbox.getAddress()));
        if (mailboxes.isEmpty()) {
            say("No mailbox is registered. Begin with: deploy/syncline mailboxes add --help");
        }
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    private static Map<String, Object> of(Mailbox mailbox) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("mailbox", mailbox.getTenant() + "/" + mailbox.getMailbox());
        values.put("state", state(mailbox.getState()));
        values.put("provider", mailbox.getProvider());
        values.put("address", mailbox.getAddress());
        return values;
    }

    private static Map<String, Object> of(BadLine line) {
        return Map.of("line", line.line(), "message", line.message());
    }

    private static String state(MailboxState state) {
        return switch (state) {
            case ADDED -> "waiting";
            case ACTIVE -> "started";
            case DISABLED -> "paused";
            case UNKNOWN -> "unknown";
        };
    }
}
