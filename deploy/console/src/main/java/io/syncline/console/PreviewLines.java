package io.syncline.console;

import io.syncline.console.system.MailboxName;
import io.syncline.console.tenant.MailboxPreview.Preview;
import io.syncline.topology.preview.Effect;
import io.syncline.topology.preview.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the start of a mailbox would do, as lines for people and as values for scripts. */
final class PreviewLines {

    private static final int NAMED_MAX = 5;
    private static final Map<Effect, String> TITLES = titles();

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
                lines.addAll(examples(outcome));
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
        return String.format("%,d", count).replaceAll("[^0-9]", " ");
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
        lines.add("  " + number(outcome.read()) + " contacts were read in the mailbox"
                + (outcome.withheld() == 0
                        ? ""
                        : "; " + number(outcome.withheld()) + " of them take no part: they are"
                                + " private, or in no chosen category"));
        detail(lines, outcome, Effect.UNCHANGED, "are the same on both sides already");
        detail(lines, outcome, Effect.CONFLICTING, "have a value that loses against the other"
                + " side's; it is kept as a conflict");
        detail(lines, outcome, Effect.AMBIGUOUS, "could be several people; they are written nowhere"
                + " until somebody decides");
        detail(lines, outcome, Effect.WAITING, outcome.takesCommands()
                ? "are not written yet: they may be one of the ambiguous ones"
                : "are not written yet, since the mailbox is disabled");
        detail(lines, outcome, Effect.UNDECIDED, "cannot be told of before the mailbox has answered"
                + " about them");
        detail(lines, outcome, Effect.MISSING, "were in the mailbox before and are not there now:"
                + " deleted or moved, which a look at each will tell");
        return lines;
    }

    private static void detail(List<String> lines, Outcome outcome, Effect effect, String text) {
        if (outcome.count(effect) > 0) {
            lines.add("  " + number(outcome.count(effect)) + " " + text);
        }
    }

    private static List<String> examples(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        TITLES.forEach((effect, title) -> {
            int count = outcome.count(effect);
            if (count > 0) {
                List<String> names = outcome.examples(effect).stream().limit(NAMED_MAX).toList();
                lines.add("  " + title + ": " + String.join(", ", names)
                        + (count > names.size()
                                ? " and " + number(count - names.size()) + " more"
                                : ""));
            }
        });
        return lines;
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

    private static Map<Effect, String> titles() {
        Map<Effect, String> titles = new LinkedHashMap<>();
        titles.put(Effect.LINKED, "linked");
        titles.put(Effect.CREATED_IN_MAILBOX, "created in the mailbox");
        titles.put(Effect.CREATED_IN_CRM, "created in the CRM");
        titles.put(Effect.CHANGED_IN_MAILBOX, "changed in the mailbox");
        titles.put(Effect.CHANGED_IN_CRM, "changed in the CRM");
        titles.put(Effect.DELETED_IN_MAILBOX, "deleted in the mailbox");
        titles.put(Effect.AMBIGUOUS, "ambiguous");
        titles.put(Effect.CONFLICTING, "with conflicts");
        titles.put(Effect.WAITING, "not written yet");
        titles.put(Effect.UNDECIDED, "not known yet");
        titles.put(Effect.MISSING, "not there now");
        return titles;
    }
}
