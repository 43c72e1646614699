package io.syncline.core.fact;

import io.syncline.core.item.Contents;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Something that happened; the journal holds them in the order in which they are decided on. */
public sealed interface Fact {

    /** Names the fact; a repeated fact has the same id. */
    String eventId();

    /** A fact about one item. */
    sealed interface OfItem extends Fact {}

    /** A fact about a whole mailbox. */
    sealed interface OfMailbox extends Fact {}

    /** A mailbox item looks like this. */
    record ItemObserved(String eventId, Reading reading) implements OfItem {}

    /** A mailbox item is gone, on evidence (rule R18). */
    record ItemGone(String eventId, String provider, String externalId) implements OfItem {}

    /** A mailbox item is there, but not ours to follow any more (rule R18). */
    record ItemUntracked(String eventId, String provider, String externalId) implements OfItem {}

    /** A mailbox item has another id since the mailbox changed its provider (rule R21). */
    record ItemTranslated(String eventId, String oldProvider, String oldExternalId,
            String provider, String externalId)
            implements
                OfItem {}

    /**
     * An operator says who an ambiguous item is (rule R16).
     *
     * @param sameAs the item that is the same person; empty: it is a person of its own
     */
    record MatchDecided(String eventId, String item, String sameAs) implements OfItem {}

    /** An operator decides about one held delete (rule R20). */
    record HeldDeleteDecided(String eventId, String item, boolean approved) implements OfItem {}

    /** An operator wants what a mailbox refused of one item tried once more (rule R14). */
    record RetryDecided(String eventId, String item) implements OfItem {}

    /** Subscribers were given this version of an item; the next is higher. */
    record VersionTold(String eventId, String item, long version) implements OfItem {
        public VersionTold {
            if (version < 1) {
                throw new IllegalArgumentException("Versions count from 1, got " + version);
            }
        }
    }

    /** An item is to be published once more, as it is now. */
    record RepublishDecided(String eventId, String item) implements OfItem {}

    /**
     * The CRM did something to a record.
     *
     * @param recordId the CRM's id, or the item id for an item that the mailbox made
     * @param fields the fields that the edit names
     * @param editedAt by the CRM's clock
     * @param revision the CRM's own order of its edits; negative where it keeps none
     * @param seenVersion the merged version its user was looking at; 0 where the CRM cannot tell
     * @param otherMailbox of a contact that changes hands: for a delete the mailbox that gets it, for
     *        a whole record the one that had it; else empty
     */
    record RecordEdited(String eventId, String recordId, EditVerb verb, Set<String> fields,
            Contents contents, Instant editedAt, long revision, long seenVersion,
            String otherMailbox)
            implements
                OfItem {
        public RecordEdited {
            fields = Set.copyOf(fields);
        }

        /** When it was made, by the CRM's own account. */
        public Said said() {
            return new Said(editedAt, revision);
        }
    }

    /** What the CRM did. */
    enum EditVerb {
        /** Set or cleared the named fields. */
        PATCH,
        /** Wrote the whole record: a new one, or one built on {@code seenVersion}. */
        WHOLE,
        /** Deleted the record. */
        DELETE,
        /** Took a deletion back. */
        RESTORE
    }

    /**
     * What came of a command.
     *
     * @param landedVersion the version that the write itself returned; empty where its answer was
     *        lost
     * @param reason the service's own words where it refused
     * @param attempts how many requests the write took
     */
    record CommandAnswered(String eventId, Command command, Outcome outcome, String landedVersion,
            Presence presence, String reason, int attempts) implements OfItem {}

    /** How a command ended. */
    enum Outcome {
        /** The mailbox holds what was written. */
        LANDED,
        /** The item is not as the command supposed; nothing was written (rule R14). */
        STALE,
        /** The service refuses these values for good. */
        REJECTED,
        /** The mailbox did not answer in time; nothing is known. */
        UNAVAILABLE
    }

    /**
     * What the mailbox's provider can do.
     *
     * @param entriesMax what it holds of each field; a field that is not named, nothing
     * @param idsStay whether an item keeps its id wherever it moves
     */
    record CapabilitiesTold(String eventId, String provider, Map<String, Integer> entriesMax,
            boolean idsStay)
            implements
                OfMailbox {
        public CapabilitiesTold {
            entriesMax = Map.copyOf(entriesMax);
        }
    }

    /** The source has listed every folder once; before that nothing is created (rule R16). */
    record FirstListingCompleted(String eventId) implements OfMailbox {}

    /** The mailbox does not answer, or lets us do nothing. */
    record MailboxUnavailable(String eventId) implements OfMailbox {}

    /** The mailbox answers again. */
    record MailboxAvailable(String eventId) implements OfMailbox {}

    /** The mailbox is reached through another provider, and every id is translated (rule R21). */
    record MailboxMigrated(String eventId) implements OfMailbox {}

    /** How the mailbox's items are synced from now on. */
    record PolicyDecided(String eventId, Policy policy) implements OfMailbox {}

    /** An operator decides about every delete of the mailbox that is held (rule R20). */
    record HeldDeletesDecided(String eventId, boolean approved) implements OfMailbox {}

    /** The mailbox takes part, or is left as it is until it does again. */
    record MailboxSwitched(String eventId, boolean enabled) implements OfMailbox {}

    /** What we made in a disabled mailbox is to be removed from it; the CRM keeps it. */
    record RemovalWanted(String eventId) implements OfMailbox {}

    /** An operator wants whatever the mailbox refused tried once more (rule R14). */
    record RetriesDecided(String eventId) implements OfMailbox {}

    /** A generation of merge takes a step; stands in the journal once for all mailboxes of a partition. */
    record GenerationMarked(String eventId, Mark mark) implements OfMailbox {}

    /** The next items are planned again (rule R15). */
    record ReviewWanted(String eventId, Review review) implements OfMailbox {}
}
