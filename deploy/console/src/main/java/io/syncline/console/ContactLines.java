package io.syncline.console;

import io.syncline.console.history.Explanation;
import io.syncline.console.history.FieldBack;
import io.syncline.console.history.HistoryJson;
import io.syncline.console.history.RestorePlan;
import io.syncline.console.history.Sentences;
import io.syncline.console.history.UndoPlan;
import io.syncline.console.history.UndoneItem;
import io.syncline.console.history.UndoneItem.Act;
import io.syncline.console.history.Withheld;
import io.syncline.topology.history.Cause;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.Happening.FieldStep;
import io.syncline.topology.history.Shown;
import io.syncline.topology.history.Timeline.Then;
import io.syncline.topology.history.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Contacts and their histories, as lines for people. */
final class ContactLines {

    private static final int SHOWN_MAX = 20;

    private ContactLines() {}

    static List<String> of(Glance glance) {
        List<String> lines = new ArrayList<>();
        lines.add(HistoryJson.itemOf(glance) + ", version " + glance.version()
                + (glance.deleted() ? ", deleted" : ""));
        glance.heldDelete()
                .ifPresent(held -> lines.add("  a delete by " + Sentences.side(held.by().side(), "")
                        + " is held since " + held.since()));
        glance.outstanding()
                .ifPresent(command -> lines.add("  command " + command.number() + " is under way"
                        + " since " + command.since()));
        if (glance.due()) {
            lines.add("  something waits to be written until the mailbox is ready");
        }
        glance.fields().forEach((field, now) -> {
            if (!now.value().isNothing()) {
                lines.add("  " + field + ": " + now.value().text() + "   ("
                        + Sentences.side(now.origin().side(), "") + ", " + now.origin().at()
                        + ")");
            }
        });
        glance.parked()
                .forEach((field, value) -> lines.add("  refused by the mailbox: " + field + ": "
                        + value.text()));
        Withheld.of(glance)
                .forEach(one -> lines.add("  waits for a release: " + one.says(one.field() + ": "
                        + shown(one.value()))));
        return lines;
    }

    static List<String> of(Glance glance, Then then) {
        List<String> lines = new ArrayList<>();
        lines.add(HistoryJson.itemOf(glance) + " as it was with version " + then.version()
                + ", published at " + then.since() + (then.deleted() ? ", deleted" : ""));
        then.fields().forEach((field, value) -> lines.add("  " + field + ": " + value.text()));
        return lines;
    }

    static List<String> of(Turn turn) {
        List<String> lines = new ArrayList<>();
        lines.add(turn.at() + "  " + Sentences.of(turn.cause()) + latency(turn));
        for (Happening happening : turn.happenings()) {
            lines.add("    " + Sentences.of(happening));
            fields(happening).forEach(step -> lines.add("      " + step.field() + ": "
                    + shown(step.before()) + " -> " + shown(step.after()) + "   ("
                    + Sentences.side(step.origin().side(), "") + ", " + step.rule() + ")"));
            if (happening instanceof Happening.Conflicted conflict) {
                lines.add("      kept " + shown(conflict.kept()) + " ("
                        + Sentences.side(conflict.keptOrigin().side(), "") + "), not "
                        + shown(conflict.lost()) + " ("
                        + Sentences.side(conflict.lostOrigin().side(), "") + ")");
            }
        }
        return lines;
    }

    static List<String> of(Explanation why) {
        List<String> lines = new ArrayList<>();
        String who = Sentences.side(why.origin().side(), why.by());
        lines.add(why.field() + ": " + shown(why.value()));
        lines.add("  set by " + who + " at " + why.origin().at() + ", by rule " + why.rule()
                + (why.version() == 0
                        ? ""
                        : "; published as version " + why.version() + " at "
                                + why.at()));
        lines.add("  before: " + shown(why.displaced()));
        why.fact().ifPresent(fact -> lines.add("  fact: " + Sentences.of(fact) + details(fact)));
        why.lost()
                .forEach(lost -> lines.add("  did not win: " + shown(lost.value()) + " of "
                        + Sentences.side(lost.origin().side(), "") + " (" + lost.rule() + ", "
                        + lost.at() + ")"));
        why.write()
                .ifPresent(write -> lines.add("  carried to the mailbox by command "
                        + write.number() + " at " + write.issuedAt() + write.answer()
                                .map(answer -> ": " + answer.outcome()
                                        .name()
                                        .toLowerCase(
                                                Locale.ROOT)
                                        + " after "
                                        + Sentences.took(
                                                Duration.between(write.issuedAt(), answer.at()))
                                        + (answer.reason().isEmpty()
                                                ? ""
                                                : " (" + answer.reason() + ")"))
                                .orElse(": not answered yet")));
        if (why.parked()) {
            lines.add("  the mailbox refuses it; once more: deploy/syncline writes retry");
        } else if (why.withheld()) {
            lines.add("  it is not written before it is released; all of them: deploy/syncline"
                    + " writes withheld");
        } else if (why.due()) {
            lines.add("  the contact waits to be written until the mailbox is ready");
        }
        return lines;
    }

    static List<String> of(RestorePlan plan) {
        List<String> lines = new ArrayList<>();
        if (plan.revives()) {
            lines.add("It is deleted, and would live again on both sides.");
        }
        plan.fields().forEach(field -> lines.add(of(field)));
        return lines;
    }

    static List<String> of(UndoPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(plan.mailbox() + ", what " + plan.whose().text() + " did from " + plan.from()
                + " to " + plan.to() + ": would change " + plan.count(Act.CHANGED_BACK)
                + " contacts back (" + plan.fields() + " fields), restore "
                + plan.count(Act.RESTORED) + ", delete " + plan.count(Act.DELETED)
                + "; left as they are, since somebody changed them later: " + plan.skipped()
                + ".");
        plan.items().stream().limit(SHOWN_MAX).forEach(item -> {
            lines.add("  " + item.glance().item() + ": " + word(item.act()));
            item.fields().forEach(field -> lines.add("  " + of(field)));
            item.skipped()
                    .forEach(skipped -> lines.add("    left: " + skipped.what() + ", since "
                            + skipped.why() + " (" + skipped.at() + ")"));
        });
        if (plan.items().size() > SHOWN_MAX) {
            lines.add("  and " + (plan.items().size() - SHOWN_MAX) + " more; --json shows all");
        }
        return lines;
    }

    static String shown(Shown value) {
        return value.isNothing() ? "(nothing)" : value.text();
    }

    private static String of(FieldBack field) {
        return "  " + field.field() + ": " + shown(field.now()) + " -> " + shown(field.then());
    }

    private static String word(UndoneItem.Act act) {
        return switch (act) {
            case CHANGED_BACK -> "changes back";
            case RESTORED -> "was deleted, and lives again";
            case DELETED -> "was made, and is deleted";
            case LEFT -> "left as it is";
        };
    }

    private static List<FieldStep> fields(Happening happening) {
        if (happening instanceof Happening.Changed changed) {
            return changed.fields();
        }
        return happening instanceof Happening.TakenIn taken ? taken.fields() : List.of();
    }

    /** How long it took from when somebody did it until the journal had it. */
    private static String latency(Turn turn) {
        Map.Entry<String, Instant> since = switch (turn.cause()) {
            case Cause.Read read -> Map.entry(" after the edit", read.modifiedAt());
            case Cause.Edited edited -> Map.entry(" after the edit", edited.editedAt());
            case Cause.Answered answered -> Map.entry(" after it was decided on",
                    answered.decidedAt());
            case Cause.Gone gone -> Map.entry("", Instant.EPOCH);
            case Cause.Told told -> Map.entry("", Instant.EPOCH);
            case Cause.Decided decided -> Map.entry("", Instant.EPOCH);
        };
        return since.getValue().equals(Instant.EPOCH)
                ? ""
                : " (" + Sentences.took(Duration.between(since.getValue(), turn.at()))
                        + since.getKey() + ")";
    }

    private static String details(Cause cause) {
        return switch (cause) {
            case Cause.Read read -> ", modified there at " + read.modifiedAt() + " (event "
                    + read.eventId() + ")";
            case Cause.Edited edited -> ", edited at " + edited.editedAt() + " (event "
                    + edited.eventId() + ")";
            default -> " (event " + cause.eventId() + ")";
        };
    }
}
