package io.syncline.core.merge;

import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Field;
import io.syncline.core.item.Value;
import io.syncline.core.merge.FieldDecision.Edit;
import io.syncline.core.state.Held;
import io.syncline.core.state.ItemEvent.BaseRead;
import io.syncline.core.state.ItemEvent.ConflictFound;
import io.syncline.core.state.ItemEvent.ConflictKind;
import io.syncline.core.state.ItemEvent.Linked;
import io.syncline.core.state.ItemEvent.ObservationWaits;
import io.syncline.core.state.ItemEvent.RenditionRead;
import io.syncline.core.state.ItemEvent.Side;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Stamp;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes in what a mailbox shows (rules R2 to R6).
 *
 * <pre>
 * command outstanding?   the reading is                     then
 * yes                    -                                  it waits (R6)
 * no                     of another object with our stamp   ask whether the linked one is there (R4)
 * no                     of an item held to be gone         ask; the answer decides (R2)
 * no                     at the base's version              nothing new (R2)
 * no                     older than the base                never moves it; a lost value: Conflict
 * no                     neither older nor newer            ask; the answer decides (R2)
 * no                     newer                              fields unlike the base are edits (R5)
 * </pre>
 */
final class Observing {

    private Observing() {}

    /** An observation from the source. */
    static void observed(Draft draft, Fact.ItemObserved fact) {
        Reading reading = fact.reading();
        MailboxCopy copy = draft.state().mailbox();
        boolean another = copy.isThere()
                && !copy.isLinkedTo(reading.provider(), reading.externalId());
        if (!draft.isFree()) {
            draft.add(new ObservationWaits(fact, false));
        } else if (another) {
            Planning.issue(draft, Verb.READ, copy.externalId(), Set.of());
            draft.add(new ObservationWaits(fact, true));
        } else if (copy.presence() == MailboxCopy.Presence.GONE) {
            Planning.issue(draft, Verb.READ, reading.externalId(), Set.of());
            draft.add(new ObservationWaits(fact, true));
        } else {
            compared(draft, fact);
        }
    }

    private static void compared(Draft draft, Fact.ItemObserved fact) {
        Reading reading = fact.reading();
        MailboxCopy copy = draft.state().mailbox();
        boolean sameVersion = !reading.version().isEmpty()
                && reading.version().equals(copy.version());
        int age = reading.modifiedAt().compareTo(copy.modifiedAt());
        if (!copy.isThere() || age > 0 && !sameVersion) {
            absorb(draft, reading, Set.of());
        } else if (sameVersion) {
            return;
        } else if (age < 0) {
            olderReading(draft, reading);
        } else if (!differing(draft, reading).isEmpty()) {
            Planning.issue(draft, Verb.READ, copy.externalId(), Set.of());
            draft.add(new ObservationWaits(fact, true));
        }
    }

    /**
     * Takes in a reading that is known to be newer than the base.
     *
     * @param renditions the fields in which a difference is the service's own doing (R12)
     */
    static void absorb(Draft draft, Reading reading, Set<String> renditions) {
        boolean firstMeeting = draft.state().mailbox().presence() == MailboxCopy.Presence.NEVER;
        if (!draft.state().mailbox().isThere()) {
            draft.add(new Linked(reading.provider(), reading.externalId()));
        }
        Map<String, Value> edited = differing(draft, reading);
        Map<String, Value> rendered = new TreeMap<>(edited);
        rendered.keySet().retainAll(renditions);
        edited.keySet().removeAll(renditions);
        if (!rendered.isEmpty()) {
            draft.add(new RenditionRead(rendered));
        }
        Deleting.beforeReading(draft, reading, edited);
        Stamp stamp = draft.stamp(reading.modifiedAt(), Replica.MAILBOX);
        edited.forEach((name, value) -> draft.kind()
                .field(name)
                .ifPresent(field -> FieldDecision.decide(draft, field,
                        edit(draft.state(), field, value, stamp, firstMeeting))));
        draft.add(new BaseRead(reading.version(), reading.modifiedAt(), edited));
    }

    private static Edit edit(ItemState state, Field field, Value value, Stamp stamp,
            boolean firstMeeting) {
        Held held = state.mailbox().held(field.name());
        Register register = state.registers().get(field.name());
        boolean seen = register != null && (register.stamp().replica() == Replica.MAILBOX
                || field.same(held.meant(), register.value()));
        return new Edit(value, stamp, seen && !firstMeeting, held.shown(), firstMeeting);
    }

    /** The fields that were read and do not show what the base says. */
    private static Map<String, Value> differing(Draft draft, Reading reading) {
        Map<String, Value> differing = new TreeMap<>();
        for (String name : reading.fields()) {
            Value value = reading.contents().get(name);
            draft.kind()
                    .field(name)
                    .filter(field -> draft.mailboxHolds(name))
                    .filter(field -> !field.same(value,
                            draft.state().mailbox().held(name).shown()))
                    .ifPresent(field -> differing.put(name, value));
        }
        return differing;
    }

    private static void olderReading(Draft draft, Reading reading) {
        Instant at = reading.modifiedAt();
        differing(draft, reading).forEach((name, value) -> {
            Register register = draft.state().registers().get(name);
            boolean neverOurs = draft.kind()
                    .field(name)
                    .map(field -> !field.same(value,
                            draft.state().mailbox().held(name).before()))
                    .orElse(false);
            if (neverOurs && register != null) {
                draft.add(new ConflictFound(ConflictKind.OLDER_READING, "R2", name,
                        new Side(register.value(), register.stamp()),
                        new Side(value, draft.stamp(at, Replica.MAILBOX))));
            }
        });
    }
}
