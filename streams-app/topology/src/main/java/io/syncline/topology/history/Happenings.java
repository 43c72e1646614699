package io.syncline.topology.history;

import io.syncline.core.fact.Command;
import io.syncline.core.item.Value;
import io.syncline.core.merge.Fold;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.schemas.contact.ConflictKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Tells of a step of the fold what people may want to know later. */
final class Happenings {

    private Happenings() {}

    /** @param reason the service's own words, if the step followed from an answer; else empty */
    static List<Happening> of(Fold.Step step, String reason) {
        List<Happening> happenings = new ArrayList<>();
        long version = step.before().version();
        for (ItemEvent event : step.events()) {
            if (event instanceof ItemEvent.Published published) {
                version++;
                happenings.add(changed(published, version));
            } else {
                add(event, happenings);
            }
        }
        differences(step.before(), step.after(), reason, happenings);
        boolean isPublished = version > step.before().version();
        List<Happening.FieldStep> takenIn = isPublished ? List.of() : takenIn(step);
        if (!takenIn.isEmpty()) {
            happenings.add(new Happening.TakenIn(takenIn));
        }
        return happenings;
    }

    /** What is set and not published counts from when the item is published next. */
    private static List<Happening.FieldStep> takenIn(Fold.Step step) {
        Map<String, ItemEvent.FieldSet> last = new TreeMap<>();
        for (ItemEvent event : step.events()) {
            if (event instanceof ItemEvent.FieldSet set) {
                last.put(set.field(), set);
            }
        }
        return last.values()
                .stream()
                .map(set -> new Happening.FieldStep(set.field(),
                        Shown.of(step.before().value(set.field())), Shown.of(set.value()),
                        Origin.of(set.stamp()), set.rule()))
                .toList();
    }

    private static void add(ItemEvent event, List<Happening> to) {
        switch (event) {
            case ItemEvent.ConflictFound found -> to.add(conflicted(found));
            case ItemEvent.CommandIssued(Command command) -> to.add(new Happening.Commanded(
                    command.number(), command.writeId(), Glances.kind(command.verb()),
                    command.provider(), command.fields().stream().sorted().toList()));
            case ItemEvent.AlertRaised(String code, String message) ->
                to.add(new Happening.Alerted(code, message));
            case ItemEvent.DeleteHeld(var stamp, var heldAt) ->
                to.add(new Happening.DeleteHeld(Origin.of(stamp), heldAt));
            case ItemEvent.ObservationWaits waits -> to.add(new Happening.Waits());
            case ItemEvent.Joined joined -> to.add(new Happening.Joined());
            case ItemEvent.FactRefused(String code, String reason) ->
                to.add(new Happening.Refused(code, reason));
            case ItemEvent.Published published -> throw new IllegalArgumentException(
                    "What is published is told with its version");
            // Told by what it changes.
            case ItemEvent.FieldSet fieldSet -> {
            }
            case ItemEvent.MailboxLost mailboxLost -> {
            }
            case ItemEvent.Deleted deleted -> {
            }
            case ItemEvent.Restored restored -> {
            }
            case ItemEvent.TrackingSet trackingSet -> {
            }
            case ItemEvent.DueSet dueSet -> {
            }
            case ItemEvent.AmbiguitySet ambiguitySet -> {
            }
            case ItemEvent.RefusalNoted refusalNoted -> {
            }
            case ItemEvent.WritesWithheld writesWithheld -> {
            }
            // Of no use to people: links, bases, what the CRM set, and how commands are numbered.
            case ItemEvent.Linked linked -> {
            }
            case ItemEvent.Relinked relinked -> {
            }
            case ItemEvent.BaseRead baseRead -> {
            }
            case ItemEvent.BaseWritten baseWritten -> {
            }
            case ItemEvent.RenditionRead renditionRead -> {
            }
            case ItemEvent.SetByCrm setByCrm -> {
            }
            case ItemEvent.CommandEnded commandEnded -> {
            }
            case ItemEvent.CommandsSeen commandsSeen -> {
            }
            case ItemEvent.VersionsSeen versionsSeen -> {
            }
            case ItemEvent.WritesUnheard writesUnheard -> {
            }
            case ItemEvent.OthersObjectFound othersObjectFound -> {
            }
            case ItemEvent.MadeTwice madeTwice -> {
            }
            case ItemEvent.CopyFound copyFound -> {
            }
        }
    }

    /** What is told better by comparing than by events, of which several may cancel each other. */
    private static void differences(ItemState before, ItemState after, String reason,
            List<Happening> to) {
        changed(before.trouble().parked(), after.trouble().parked(),
                (field, value) -> new Happening.Parked(field, Shown.of(value), reason),
                Happening.Unparked::new, to);
        changed(before.trouble().withheld(), after.trouble().withheld(),
                (field, value) -> new Happening.Withheld(field, Shown.of(value)),
                Happening.LetOut::new, to);
        if (before.trouble().due() != after.trouble().due()) {
            to.add(new Happening.DueSet(after.trouble().due()));
        }
        if (before.trouble().ambiguous() != after.trouble().ambiguous()) {
            to.add(new Happening.AmbiguitySet(after.trouble().ambiguous()));
        }
        MailboxCopy copy = after.mailbox();
        if (before.mailbox().presence() != copy.presence()) {
            to.add(new Happening.CopySet(Glances.copy(copy.presence()), copy.provider()));
        }
    }

    /** What is there now with another value than before, and what is there no more; each by field. */
    private static void changed(Map<String, Value> was, Map<String, Value> is,
            BiFunction<String, Value, Happening> added, Function<String, Happening> removed,
            List<Happening> to) {
        new TreeMap<>(is).forEach((field, value) -> {
            if (!value.equals(was.get(field))) {
                to.add(added.apply(field, value));
            }
        });
        was.keySet()
                .stream()
                .filter(field -> !is.containsKey(field))
                .sorted()
                .forEach(field -> to.add(removed.apply(field)));
    }

    private static Happening changed(ItemEvent.Published published, long version) {
        ChangeKind kind = switch (published.kind()) {
            case CREATED -> ChangeKind.CREATED;
            case UPDATED -> ChangeKind.UPDATED;
            case DELETED -> ChangeKind.DELETED;
            case RESTORED -> ChangeKind.RESTORED;
            case REPEATED -> ChangeKind.REPEATED;
        };
        return new Happening.Changed(version, kind, published.causeId(), published.rule(),
                published.otherMailbox(),
                published.fields()
                        .stream()
                        .map(field -> new Happening.FieldStep(field.field(),
                                Shown.of(field.before()), Shown.of(field.after()),
                                Origin.of(field.stamp()), field.rule()))
                        .toList());
    }

    private static Happening conflicted(ItemEvent.ConflictFound found) {
        ConflictKind kind = switch (found.kind()) {
            case FIELD -> ConflictKind.FIELD;
            case DELETE -> ConflictKind.DELETE;
            case ORDER -> ConflictKind.ORDER;
            case OLDER_READING -> ConflictKind.OLDER_READING;
            case UNSURE -> ConflictKind.UNSURE;
            case POLICY -> ConflictKind.POLICY;
        };
        return new Happening.Conflicted(kind, found.rule(), found.field(),
                Shown.of(found.kept().value()), Origin.of(found.kept().stamp()),
                Shown.of(found.lost().value()), Origin.of(found.lost().stamp()));
    }
}
