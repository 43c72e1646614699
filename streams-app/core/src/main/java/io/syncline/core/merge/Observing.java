package io.syncline.core.merge;

import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.ItemObserved;
import io.syncline.core.fact.Reading;
import io.syncline.core.state.ItemEvent.CopyFound;
import io.syncline.core.state.ItemEvent.ObservationWaits;
import io.syncline.core.state.ItemEvent.Relinked;
import io.syncline.core.state.ItemEvent.TrackingSet;
import io.syncline.core.state.Life;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.MailboxCopy.Presence;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Stamp;
import java.util.List;
import java.util.Set;

/**
 * Takes in what a mailbox shows (rules R2 to R6, R18). The first row that holds decides:
 *
 * <pre>
 * a reading                                        then
 * by the provider before                           nothing: its ids and versions mean nothing (R21)
 * while a command is outstanding                   waits for its result (R6)
 * under another provider than the link             is the same object under its new id (R21); one
 *                                                   that was made at another time, a copy (R4)
 * of another object with our stamp                 ask whether the linked one is there; if we have
 *                                                   deleted that one, a copy: a new item; if it is
 *                                                   the linked one's former id, nothing (R4)
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
                    seen -> Absorbing.absorb(seen.draft(), seen.reading(), Set.of())),
            SEEN.otherwise("R5 compared with the base", Seen::compare),
            COMPARED.row("R2 the base's version says nothing new", Seen::isAtBaseVersion,
                    seen -> {}),
            COMPARED.row("R2 an older reading never moves the base", Seen::isOlder,
                    seen -> Absorbing.olderReading(seen.draft(), seen.reading())),
            COMPARED.row("R2 neither older nor newer", Seen::isUndecided, Seen::askAboutIt),
            COMPARED.row("R2 neither older nor newer, and the same",
                    seen -> !seen.isFirst() && !seen.isNewer() && !seen.differs(), seen -> {}),
            COMPARED.otherwise("R5 what differs from the base is an edit",
                    seen -> Absorbing.absorb(seen.draft(), seen.reading(), Set.of())));

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
            if (draft.wasShownBy(reading())) {
                return; // It moved since, and whoever tells this does not know.
            }
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
            Absorbing.withdrawn(draft);
            Absorbing.noteTime(draft, reading());
        }

        void takeInTranslated() {
            if (!copy().mayBeMadeWith(reading())) { // A copy of it, which the user made, or we did.
                draft.add(Waiting.wasPerhapsMadeTwice(draft, reading())
                        ? Waiting.POSSIBLE_DOUBLE
                        : new CopyFound(fact));
                return;
            }
            draft.add(new Relinked(reading().provider(), reading().externalId()));
            observed(draft, fact);
        }

        void compare() {
            draft.rules().decide(COMPARED, this);
        }
    }
}
