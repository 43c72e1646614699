package io.syncline.console;

import io.syncline.console.history.Finding;
import io.syncline.console.history.HistoryJson;
import io.syncline.console.history.Withheld;
import io.syncline.console.history.WithheldContacts.Found;
import io.syncline.console.system.MailboxName;
import io.syncline.topology.history.Glance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What waits for a release, for people or for scripts. */
final class WithheldLines {

    private WithheldLines() {}

    /** @param of the mailbox that was asked for; null: all of them */
    static List<String> of(List<Found> found, @Nullable MailboxName of) {
        if (found.isEmpty()) {
            return List.of("Nothing " + (of == null ? "" : "of " + of + " ")
                    + "waits for a release.");
        }
        List<String> lines = new ArrayList<>();
        found.forEach(one -> one.values()
                .forEach(withheld -> lines.add(who(one.glance(), of) + ": " + says(withheld)
                        + ", since " + withheld.since())));
        lines.add((found.size() == 1 ? "1 contact waits" : found.size() + " contacts wait")
                + "; to let out what waits of all mailboxes: deploy/syncline rebuild release");
        return lines;
    }

    static String json(List<Found> found) {
        return Json.ofAll(found.stream().map(one -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("item", HistoryJson.itemOf(one.glance()));
            values.put("name", Finding.nameOf(one.glance()));
            values.put("withheld", one.values().stream().map(Withheld::values).toList());
            return values;
        }).toList());
    }

    private static String who(Glance glance, @Nullable MailboxName of) {
        return (of == null ? HistoryJson.itemOf(glance) : glance.item()) + "  "
                + Finding.nameOf(glance);
    }

    private static String says(Withheld withheld) {
        return withheld.says(withheld.field() + " = " + ContactLines.shown(withheld.value()));
    }
}
