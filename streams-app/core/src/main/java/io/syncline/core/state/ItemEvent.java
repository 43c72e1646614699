package io.syncline.core.state;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Fact;
import io.syncline.core.item.Value;
import io.syncline.core.state.MailboxCopy.Made;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was decided about an item. {@link Evolution} folds these into its state; those that are
 * {@link Outward} also go to topics.
 */
public sealed interface ItemEvent {

    /** An event that is told to others. */
    sealed interface Outward extends ItemEvent {}

    /**
     * A field has a new merged value.
     *
     * @param at when that was decided, on journal time
     */
    record FieldSet(String field, Value value, Stamp stamp, Instant at, String rule)
            implements
                ItemEvent {}

    /** The mailbox's copy is this object. */
    record Linked(String provider, String externalId, Instant createdAt, Made made)
            implements
                ItemEvent {}

    /** The same copy has another id, or another provider. */
    record Relinked(String provider, String externalId) implements ItemEvent {}

    /** Whether the mailbox's copy is ours to follow (rule R18). */
    record TrackingSet(boolean tracked) implements ItemEvent {}

    /** The base is this reading. */
    record BaseRead(String version, Instant modifiedAt, Map<String, Value> shown)
            implements
                ItemEvent {}

    /** The mailbox holds what we wrote. */
    record BaseWritten(String version, Instant modifiedAt, Map<String, Value> written)
            implements
                ItemEvent {}

    /** The mailbox shows its own rendition of what it holds (rule R12). */
    record RenditionRead(Map<String, Value> shown) implements ItemEvent {}

    /** The mailbox's copy is gone. */
    record MailboxLost() implements ItemEvent {}

    /** The CRM set these fields. */
    record SetByCrm(Fact.RecordEdited edit, Map<String, CrmCopy.SetByCrm> set)
            implements
                ItemEvent {}

    /**
     * The item was deleted.
     *
     * @param counted whether the guard counts it (rule R20)
     */
    record Deleted(Stamp stamp, boolean counted, String rule) implements ItemEvent {}

    /** The delete is held until an operator decides (rule R20). */
    record DeleteHeld(Stamp stamp, Instant heldAt) implements Outward {}

    /** The item lives again, or its delete is not held any more. */
    record Restored(Stamp stamp, String rule) implements ItemEvent {}

    /** An observation waits for the outstanding command's result (rule R6). */
    record ObservationWaits(Fact.OfItem fact, boolean asked) implements ItemEvent {}

    /** The outstanding command has ended. */
    record CommandEnded() implements ItemEvent {}

    /** Whether something waits for the mailbox to become ready. */
    record DueSet(boolean due) implements ItemEvent {}

    /** Values were refused: some fields are tried alone, some values not again (rule R14). */
    record RefusalNoted(Set<String> suspects, Map<String, Value> parked) implements ItemEvent {}

    /** What only the rules of a generation want that took over: it waits until it is released (design §5). */
    record WritesWithheld(Map<String, Value> withheld) implements ItemEvent {}

    /** Nobody knows of these writes whether they landed (rule R14). */
    record WritesUnheard(UnheardWrites writes) implements ItemEvent {}

    /** In place of what a create makes stands another item's object (rule R17). */
    record OthersObjectFound(String externalId) implements ItemEvent {}

    /** Whether it may be another item's person, until an operator decides. */
    record AmbiguitySet(boolean ambiguous) implements ItemEvent {}

    /** It was another item's person: that item has its copies now. */
    record Joined(Stamp stamp) implements ItemEvent {}

    /** A command goes to the mailbox. */
    record CommandIssued(Command command) implements Outward {}

    /** The sink was given commands up to this number, not all of them ours (rule R13). */
    record CommandsSeen(long number) implements ItemEvent {}

    /** Subscribers were given versions up to this one. */
    record VersionsSeen(long version) implements ItemEvent {}

    /**
     * The item is published under a new version.
     *
     * @param rule what made the step, where it is more than its fields; else empty
     * @param otherMailbox where the contact went or came from, if it changed hands; else empty
     */
    record Published(ChangeKind kind, List<FieldChange> fields, String causeId, String rule,
            String otherMailbox)
            implements
                Outward {
        public Published {
            fields = List.copyOf(fields);
        }
    }

    /** A value did not win. */
    record ConflictFound(ConflictKind kind, String rule, String field, Side kept, Side lost)
            implements
                Outward {}

    /** An operator should know. */
    record AlertRaised(String code, String message) implements Outward {}

    /** The fact cannot be processed; it is kept as a dead letter. */
    record FactRefused(String code, String reason) implements Outward {}

    /** A create is known to have made a second object (rule R17). */
    record MadeTwice() implements ItemEvent {}

    /** A mailbox object carries our stamp but is a copy a user made: a new item (rule R4). */
    record CopyFound(Fact.ItemObserved observed) implements Outward {}

    /** What happened to an item. */
    enum ChangeKind {
        CREATED,
        UPDATED,
        DELETED,
        RESTORED,
        /** Published again unchanged, so that a CRM whose edit lost learns it (rule R8). */
        REPEATED
    }

    /** What two edits disagreed about. */
    enum ConflictKind {
        FIELD,
        DELETE,
        /** The CRM's own edits of a field, told in another order than made. */
        ORDER,
        /** A reading older than the base held something that neither side of the base held. */
        OLDER_READING,
        /** What the editor was looking at is not known any more. */
        UNSURE,
        /** The tenant's policy does not take this side's edits. */
        POLICY
    }

    /** One side of a conflict. */
    record Side(Value value, Stamp stamp) {}

    /** What happened to one field. */
    record FieldChange(String field, Value before, Value after, Stamp stamp, String rule) {}
}
