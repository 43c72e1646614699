package io.syncline.console;

import io.syncline.console.system.MailboxName;
import io.syncline.console.tenant.MailboxPreview.Preview;
import io.syncline.topology.preview.Effect;
import io.syncline.topology.preview.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the start of a mailbox would do, as lines for people and as values for scripts. */
final class PreviewLines {

    private static final int NAMED_MAX = 5;

    private PreviewLines() {}

    static List<String> of(MailboxName mailbox, Preview preview) {
        return switch (preview) {
            case Preview.Followed(boolean written) -> List.of(written
                    ? mailbox + " takes part already: both sides are kept the same, and there is"
                            + " nothing to start."
                    : mailbox + " is read already, and nothing is written to it, since it is"
                            + " disabled. Back: deploy/syncline mailboxes enable " + mailbox);
            case Preview.Foreseen(Outcome outcome, boolean takesPart) -> {
                List<String> lines = new ArrayList<>(List.of(mailbox + ": " + summary(outcome)));
                lines.addAll(details(outcome));
                lines.addAll(ending(mailbox, outcome, takesPart));
                yield lines;
            }
        };
    }

    static Map<String, Object> values(MailboxName mailbox, Preview preview) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("mailbox", mailbox.toString());
        switch (preview) {
            case Preview.Followed(boolean written) -> {
                values.put("takesPart", true);
                values.put("takesCommands", written);
            }
            case Preview.Foreseen(Outcome outcome, boolean takesPart) -> {
                values.put("takesPart", takesPart);
                values.put("takesCommands", outcome.takesCommands());
                values.put("read", outcome.read());
                values.put("withheld", outcome.withheld());
                for (Effect effect : Effect.values()) {
                    values.put(effect.text(), outcome.count(effect));
                }
                Map<String, Object> examples = new LinkedHashMap<>();
                for (Effect effect : Effect.values()) {
                    examples.put(effect.text(), outcome.examples(effect));
                }
                values.put("examples", examples);
            }
        }
        return values;
    }

    /** With a space between thousands. */
    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    private static String summary(Outcome outcome) {
        int ambiguous = outcome.count(Effect.AMBIGUOUS);
        String would = Stream.of(
                outcome.count(Effect.LINKED) == 0
                        ? ""
                        : "link " + number(outcome.count(Effect.LINKED)),
                onSides("create", outcome.count(Effect.CREATED_IN_MAILBOX),
                        outcome.count(Effect.CREATED_IN_CRM)),
                onSides("change", outcome.count(Effect.CHANGED_IN_MAILBOX),
                        outcome.count(Effect.CHANGED_IN_CRM)),
                onSides("delete", outcome.count(Effect.DELETED_IN_MAILBOX), 0))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        String first = would.isEmpty() ? "nothing would change on either side" : "would " + would;
        return ambiguous == 0
                ? first + "."
                : first + "; " + number(ambiguous) + (ambiguous == 1 ? " is" : " are")
                        + " ambiguous.";
    }

    private static String onSides(String verb, int inMailbox, int inCrm) {
        String sides = Stream.of(
                inMailbox == 0 ? "" : number(inMailbox) + " in the mailbox",
                inCrm == 0 ? "" : number(inCrm) + " in the CRM")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" and "));
        return sides.isEmpty() ? "" : verb + " " + sides;
    }

    private static List<String> details(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add("  read in the mailbox: " + number(outcome.read()));
        if (outcome.withheld() > 0) {
            lines.add("  taking no part, as private or in no chosen category: "
                    + number(outcome.withheld()));
        }
        for (Effect effect : Effect.values()) {
            int count = outcome.count(effect);
            if (count > 0) {
                List<String> names = outcome.examples(effect).stream().limit(NAMED_MAX).toList();
                lines.add("  " + title(effect, outcome.takesCommands()) + ": " + number(count)
                        + " (" + String.join(", ", names)
                        + (count > names.size() ? ", ...)" : ")"));
            }
        }
        return lines;
    }

    private static String title(Effect effect, boolean takesCommands) {
        return switch (effect) {
            case LINKED -> "linked";
            case CREATED_IN_MAILBOX -> "created in the mailbox";
            case CREATED_IN_CRM -> "created in the CRM";
            case CHANGED_IN_MAILBOX -> "changed in the mailbox";
            case CHANGED_IN_CRM -> "changed in the CRM";
            case DELETED_IN_MAILBOX -> "deleted in the mailbox";
            case AMBIGUOUS -> "ambiguous, written nowhere until somebody decides";
            case CONFLICTING -> "with a value that loses, and is kept as a conflict";
            case WAITING -> takesCommands
                    ? "not written yet, perhaps an ambiguous one"
                    : "not written, since the mailbox is disabled";
            case UNDECIDED -> "not known before the mailbox has answered";
            case MISSING -> "not in the mailbox any more, deleted or moved";
            case UNCHANGED -> "the same on both sides already";
        };
    }

    private static List<String> ending(MailboxName mailbox, Outcome outcome, boolean takesPart) {
        if (takesPart) {
            return List.of("Nothing was written by this. But " + mailbox + " takes part already:"
                    + " it happens as soon as the services have read it.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("Nothing was written. Start with: deploy/syncline mailboxes start "
                + mailbox.tenant() + " " + mailbox.mailbox());
        if (!outcome.takesCommands()) {
            lines.add("It is disabled, too: nothing is written to it before deploy/syncline"
                    + " mailboxes enable " + mailbox);
        }
        return lines;
    }
}
