package io.syncline.core.merge;

import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.ItemObserved;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Field;
import io.syncline.core.item.Value;
import io.syncline.core.merge.FieldDecision.Edit;
import io.syncline.core.state.Held;
import io.syncline.core.state.ItemEvent.BaseRead;
import io.syncline.core.state.ItemEvent.ConflictFound;
import io.syncline.core.state.ItemEvent.ConflictKind;
import io.syncline.core.state.ItemEvent.CopyFound;
import io.syncline.core.state.ItemEvent.Linked;
import io.syncline.core.state.ItemEvent.ObservationWaits;
import io.syncline.core.state.ItemEvent.Relinked;
import io.syncline.core.state.ItemEvent.RenditionRead;
import io.syncline.core.state.ItemEvent.Side;
import io.syncline.core.state.ItemEvent.TrackingSet;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Life;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.MailboxCopy.Made;
import io.syncline.core.state.MailboxCopy.Presence;
import io.syncline.core.state.Register;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes in what a mailbox shows (rules R2 to R6, R18). The first row that holds decides:
 *
 * <pre>
 * a reading                                        then
 * by the provider before                           nothing: its ids and versions mean nothing (R21)
 * while a command is outstanding                   waits for its result (R6)
 * under another provider than the link             is the same object under its new id (R21)
 * of another object with our stamp                 ask whether the linked one is there; if we have
 *                                                   deleted that one, a copy: a new item (R4)
 * of what is not ours to follow, and older         nothing (R2)
 * of what is not ours to follow, not strictly newer ask; the answer decides (R2)
 * of what is not ours to follow                    untracked: base kept, nothing taken in (R18)
 * of an item held to be gone                       ask; the answer decides (R2)
 * of an untracked item, not strictly newer, or   ask; the answer decides (R2, R18)
 *   silent about whether it is private
 * of an untracked item                             tracked again, and compared (R18)
 * at the base's version                            nothing new (R2)
 * older than the base                              never moves it; a lost value: Conflict (R2)
 * that differs and is neither older nor newer      ask; the answer decides (R2)
 * that does not, and is neither older nor newer    nothing new (R2)
 * newer                                            fields unlike the base are edits (R5)
 * </pre>
 */
final class Observing {

    private static final Table<Seen> SEEN = new Table<>("observed");
    private static final Table<Seen> COMPARED = new Table<>("compared with the base");

    static final List<Rule<?>> ROWS = List.of(
            SEEN.row("R21 a reading by the provider before", Seen::isOfFormerProvider, seen -> {}),
            SEEN.row("R6 a reading waits for the outstanding command",
                    seen -> !seen.draft().isFree(),
                    seen -> seen.waits(false)),
            SEEN.row("R21 an object under its new provider's id", Seen::isTranslated,
                    Seen::takeInTranslated),
            SEEN.row("R4 a stamp on another object",
                    seen -> seen.isAnother() || seen.isCopyOfDeleted(), Seen::askWhetherItMoved),
            SEEN.row("R18 not ours to follow, and the base is newer",
                    seen -> seen.isWithheld() && seen.isOlder(), seen -> {}),
            SEEN.row("R18 perhaps not ours to follow",
                    seen -> seen.isWithheld() && !seen.isFirst() && !seen.isNewer(),
                    Seen::askAboutIt),
            SEEN.row("R18 not ours to follow", Seen::isWithheld, Seen::withdraw),
            SEEN.row("R2 an item held to be gone", seen -> seen.was(Presence.GONE),
                    Seen::askAboutIt),
            SEEN.row("R2 untracked, perhaps back",
                    seen -> seen.was(Presence.UNTRACKED)
                            && (!seen.isNewer() || !seen.tellsWhetherPrivate()),
                    Seen::askAboutIt),
            SEEN.row("R18 tracked again", seen -> seen.was(Presence.UNTRACKED),
                    seen -> absorb(seen.draft(), seen.reading(), Set.of())),
            SEEN.otherwise("R5 compared with the base", Seen::compare),
            COMPARED.row("R2 the base's version says nothing new", Seen::isAtBaseVersion,
                    seen -> {}),
            COMPARED.row("R2 an older reading never moves the base", Seen::isOlder,
                    seen -> olderReading(seen.draft(), seen.reading())),
            COMPARED.row("R2 neither older nor newer", Seen::isUndecided, Seen::askAboutIt),
            COMPARED.row("R2 neither older nor newer, and the same",
                    seen -> !seen.isFirst() && !seen.isNewer() && !seen.differs(), seen -> {}),
            COMPARED.otherwise("R5 what differs from the base is an edit",
                    seen -> absorb(seen.draft(), seen.reading(), Set.of())));

    private Observing() {}

    /** An observation from the source. */
    static void observed(Draft draft, ItemObserved fact) {
        draft.rules().decide(SEEN, new Seen(draft, fact));
    }

    /** The source says that the item is there, but not ours to follow. */
    static void untracked(Draft draft, Fact.ItemUntracked fact) {
        if (!draft.isFree()) {
            draft.add(new ObservationWaits(fact, false));
        } else if (draft.state().mailbox().isThere()) {
            draft.add(new TrackingSet(false));
        }
    }

    /** The object has another id since it moved, or the mailbox changed its provider (R18, R21). */
    static void translated(Draft draft, Fact.ItemTranslated fact) {
        if (draft.state().mailbox().isLinkedTo(fact.oldProvider(), fact.oldExternalId())) {
            draft.add(new Relinked(fact.provider(), fact.externalId()));
        } else if (!draft.isFree()) { // What is outstanding will say that this was its object.
            draft.add(new ObservationWaits(fact, false));
        }
    }

    /** An observation, and what it is compared with. */
    private record Seen(Draft draft, ItemObserved fact) {

        Reading reading() {
            return fact.reading();
        }

        MailboxCopy copy() {
            return draft.state().mailbox();
        }

        boolean was(Presence presence) {
            return copy().presence() == presence;
        }

        boolean isFirst() {
            return was(Presence.NEVER);
        }

        boolean isOfFormerProvider() {
            return draft.mailbox().reach().migrated()
                    && !reading().provider().equals(draft.mailbox().provider());
        }

        boolean isTranslated() {
            return copy().isOfAnother(reading().provider());
        }

        boolean isAnother() {
            return copy().exists()
                    && !copy().isLinkedTo(reading().provider(), reading().externalId());
        }

        /** We deleted the object, nobody moved it: another with its stamp was copied from it before. */
        boolean isCopyOfDeleted() {
            return was(Presence.GONE)
                    && !copy().isLinkedTo(reading().provider(), reading().externalId())
                    && draft.state().life() instanceof Life.Deleted(Stamp deleted)
                    && deleted.replica() == Replica.CRM;
        }

        boolean isWithheld() {
            return draft.policy()
                    .withholds(draft.kind(), reading().fields(),
                            reading().contents());
        }

        boolean tellsWhetherPrivate() {
            return draft.policy().privateItems()
                    || reading().fields().contains(draft.kind().tracking().sensitivity());
        }

        boolean isAtBaseVersion() {
            return !isFirst() && !reading().version().isEmpty()
                    && reading().version().equals(copy().version());
        }

        boolean isNewer() {
            return reading().modifiedAt().isAfter(copy().modifiedAt());
        }

        boolean isOlder() {
            return !isFirst() && reading().modifiedAt().isBefore(copy().modifiedAt());
        }

        boolean isUndecided() {
            return !isFirst() && !isNewer() && differs();
        }

        boolean differs() {
            return !draft.differing(reading()).isEmpty();
        }

        void waits(boolean asked) {
            draft.add(new ObservationWaits(fact, asked));
        }

        void ask(String externalId) {
            Planning.issue(draft, Verb.READ, externalId, Set.of());
            waits(true);
        }

        /** What we have deleted ourselves has not. */
        void askWhetherItMoved() {
            if (isAnother()) {
                ask(copy().externalId());
            } else {
                draft.add(new CopyFound(fact));
            }
        }

        void askAboutIt() {
            ask(reading().externalId());
        }

        void withdraw() {
            withdrawn(draft);
            noteTime(draft, reading());
        }

        void takeInTranslated() {
            draft.add(new Relinked(reading().provider(), reading().externalId()));
            observed(draft, fact);
        }

        void compare() {
            draft.rules().decide(COMPARED, this);
        }
    }

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
                draft.add(new Linked(reading.provider(), reading.externalId(), Made.BY_US));
            }
            withdrawn(draft);
            noteTime(draft, reading);
            return;
        }
        if (copy.presence() == Presence.UNTRACKED) {
            draft.add(new TrackingSet(true));
        } else if (!copy.isThere()) {
            boolean isStamped = reading.stamp().equals(draft.state().key().item());
            link(draft, reading.provider(), reading.externalId(), isStamped,
                    maker(draft, reading));
        }
        Map<String, Value> edited = draft.differing(reading);
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
                .ifPresent(field -> FieldDecision.decide(draft,
                        edit(draft.state(), field, value, stamp, firstMeeting))));
        draft.add(new BaseRead(reading.version(), reading.modifiedAt(), edited));
    }

    /**
     * What bears our stamp was the object that is gone, or was copied from it: what that one held is
     * nobody's edit.
     */
    static void link(Draft draft, String provider, String externalId, boolean isStamped,
            Made made) {
        if (isStamped && draft.state().mailbox().presence() == Presence.GONE) {
            draft.add(new Relinked(provider, externalId));
        }
        draft.add(new Linked(provider, externalId, made));
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
    private static void noteTime(Draft draft, Reading reading) {
        MailboxCopy copy = draft.state().mailbox();
        if (copy.exists() && reading.modifiedAt().isAfter(copy.modifiedAt())) {
            draft.add(new BaseRead("", reading.modifiedAt(), Map.of()));
        }
    }

    private static Edit edit(ItemState state, Field field, Value value, Stamp stamp,
            boolean firstMeeting) {
        Held held = state.mailbox().held(field.name());
        Register register = state.registers().get(field.name());
        boolean seen = register != null && (register.stamp().replica() == Replica.MAILBOX
                || field.same(held.meant(), register.value()));
        return new Edit(field, value, stamp, seen && !firstMeeting, held.shown(), firstMeeting);
    }

    /** Keeps what a reading shows that nobody can place in time, and that neither side ever held. */
    static void olderReading(Draft draft, Reading reading) {
        Instant at = reading.modifiedAt();
        draft.differing(reading).forEach((name, value) -> {
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
