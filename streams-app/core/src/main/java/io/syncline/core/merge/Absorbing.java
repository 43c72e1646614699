package io.syncline.core.merge;

import io.syncline.core.fact.Reading;
import io.syncline.core.item.Field;
import io.syncline.core.item.Value;
import io.syncline.core.merge.FieldDecision.Edit;
import io.syncline.core.state.ItemEvent.BaseRead;
import io.syncline.core.state.ItemEvent.ConflictFound;
import io.syncline.core.state.ItemEvent.ConflictKind;
import io.syncline.core.state.ItemEvent.Linked;
import io.syncline.core.state.ItemEvent.Relinked;
import io.syncline.core.state.ItemEvent.RenditionRead;
import io.syncline.core.state.ItemEvent.Side;
import io.syncline.core.state.ItemEvent.TrackingSet;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.MailboxCopy.Made;
import io.syncline.core.state.MailboxCopy.Presence;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Stamp;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Takes in a reading that is known to be newer than the base, or keeps of it what would be lost. */
final class Absorbing {

    private Absorbing() {}

    /**
     * Takes in a reading that is known to be newer than the base.
     *
     * @param renditions the fields in which a difference is the service's own doing (R12)
     */
    static void absorb(Draft draft, Reading reading, Set<String> renditions) {
        MailboxCopy copy = draft.state().mailbox();
        boolean firstMeeting = copy.presence() == Presence.NEVER;
        if (draft.policy().withholds(draft.kind(), reading.fields(), reading.contents())) {
            if (!copy.isThere() && draft.answersCreate()) {
                draft.add(new Linked(reading.provider(), reading.externalId(),
                        reading.createdAt(), Made.BY_US));
            }
            withdrawn(draft);
            noteTime(draft, reading);
            return;
        }
        if (copy.presence() == Presence.UNTRACKED) {
            draft.add(new TrackingSet(true));
        } else if (!copy.isThere()) {
            boolean isStamped = reading.stamp().equals(draft.state().key().item());
            link(draft, new Linked(reading.provider(), reading.externalId(), reading.createdAt(),
                    maker(draft, reading)), isStamped);
        }
        Map<String, Value> edited = draft.differing(reading);
        Map<String, Value> rendered = new TreeMap<>(edited);
        rendered.keySet().retainAll(renditions);
        edited.keySet().removeAll(renditions);
        if (!rendered.isEmpty()) {
            draft.add(new RenditionRead(rendered));
        }
        Reviving.beforeReading(draft, reading, Unheard.byOthers(draft, edited));
        Stamp stamp = draft.stamp(reading.modifiedAt(), Replica.MAILBOX);
        edited.forEach((name, value) -> draft.kind()
                .field(name)
                .ifPresent(field -> FieldDecision.decide(draft,
                        edit(draft, field, value, stamp, firstMeeting))));
        draft.add(new BaseRead(reading.version(), reading.modifiedAt(), edited));
        Unheard.forget(draft, edited.keySet());
        Unheard.forgetTheDelete(draft);
    }

    /**
     * What bears our stamp was the object that is gone, or was copied from it: what that one held is
     * nobody's edit.
     */
    static void link(Draft draft, Linked linked, boolean isStamped) {
        if (isStamped && draft.state().mailbox().presence() == Presence.GONE) {
            draft.add(new Relinked(linked.provider(), linked.externalId()));
        }
        draft.add(linked);
    }

    /** What bears our stamp where nothing was linked yet, a create made that was not heard of (R17). */
    private static Made maker(Draft draft, Reading reading) {
        boolean unheard = draft.state().mailbox().presence() == Presence.NEVER
                && reading.stamp().equals(draft.state().key().item());
        return unheard ? Made.BY_US_PERHAPS_TWICE : Made.BY_OTHERS;
    }

    /** An answer shows the object, but it is not ours to follow (R18). */
    static void withdrawn(Draft draft) {
        if (draft.state().mailbox().isThere()) {
            draft.add(new TrackingSet(false));
        }
    }

    /** What was read before is older from now on, though nothing of this is taken in. */
    static void noteTime(Draft draft, Reading reading) {
        MailboxCopy copy = draft.state().mailbox();
        if (copy.exists() && reading.modifiedAt().isAfter(copy.modifiedAt())) {
            draft.add(new BaseRead("", reading.modifiedAt(), Map.of()));
        }
    }

    private static Edit edit(Draft draft, Field field, Value value, Stamp stamp,
            boolean firstMeeting) {
        Register register = draft.state().registers().get(field.name());
        boolean isOwn = register != null && register.stamp().replica() == Replica.MAILBOX
                && !field.hasEntries(); // The stamp on entries is a union's.
        boolean isShown = register != null && !draft.mailboxDiffers(field);
        return new Edit(field, value, stamp, (isOwn || isShown) && !firstMeeting,
                draft.base(field), firstMeeting);
    }

    /** Keeps what a reading shows that nobody can place in time, and that neither side ever held. */
    static void olderReading(Draft draft, Reading reading) {
        Stamp stamp = draft.stamp(reading.modifiedAt(), Replica.MAILBOX);
        draft.differing(reading).forEach((name, value) -> {
            boolean neverOurs = draft.kind()
                    .field(name)
                    .map(field -> !field.same(value,
                            draft.state().mailbox().held(name).before()))
                    .orElse(false);
            if (neverOurs) {
                Register register = draft.state().registers().get(name);
                Side kept = register == null
                        ? new Side(Value.NONE, stamp)
                        : new Side(register.value(), register.stamp());
                draft.add(new ConflictFound(ConflictKind.OLDER_READING, "R2", name, kept,
                        new Side(value, stamp)));
            }
        });
    }
}
