package io.syncline.topology.history;

import io.syncline.schemas.contact.ChangeKind;
import io.syncline.schemas.contact.ConflictKind;
import io.syncline.schemas.contact.WriteKind;
import java.time.Instant;
import java.util.List;

/** One thing that a fact led to at one item. */
public sealed interface Happening {

    /**
     * The item was published under a new version.
     *
     * @param causeId the fact that it followed from; of a copy, the one that first showed it
     * @param rule what made the step, where it is more than its fields; else empty
     * @param otherMailbox where the contact went or came from, if it changed hands; else empty
     */
    record Changed(long version, ChangeKind kind, String causeId, String rule, String otherMailbox,
            List<FieldStep> fields)
            implements
                Happening {
        public Changed {
            fields = List.copyOf(fields);
        }
    }

    /** Values were taken in and not published, since the item waits for an operator's word. */
    record TakenIn(List<FieldStep> fields) implements Happening {
        public TakenIn {
            fields = List.copyOf(fields);
        }
    }

    /** A field has another value than before, by which rule and whose doing it is. */
    record FieldStep(String field, Shown before, Shown after, Origin origin, String rule) {}

    /**
     * Two sides disagreed, and one value did not win.
     *
     * @param field empty for a delete
     */
    record Conflicted(ConflictKind kind, String rule, String field, Shown kept, Origin keptOrigin,
            Shown lost, Origin lostOrigin)
            implements
                Happening {}

    /**
     * A command went to the mailbox.
     *
     * @param number counts the commands of this item, from 1
     * @param fields those that it writes, by name
     */
    record Commanded(long number, String writeId, WriteKind kind, String provider,
            List<String> fields)
            implements
                Happening {
        public Commanded {
            fields = List.copyOf(fields);
        }
    }

    /** An operator was told. */
    record Alerted(String code, String message) implements Happening {}

    /**
     * The guard holds the delete until an operator decides.
     *
     * @param by whose delete it is
     */
    record DeleteHeld(Origin by, Instant heldAt) implements Happening {}

    /**
     * The mailbox refuses a value; it is not written again until another is wished.
     *
     * @param field its name, or what stands for the whole item
     * @param reason the service's own words; empty where they are not known
     */
    record Parked(String field, Shown value, String reason) implements Happening {}

    /** A value that was refused may be written again. */
    record Unparked(String field) implements Happening {}

    /**
     * A value is not written before an operator releases it, since only the rules of the generation of merge
     * want it that took over.
     *
     * @param field its name, or {@link Glance#WHOLE_ITEM}: the copy is to be made, or deleted
     */
    record Withheld(String field, Shown value) implements Happening {}

    /** What was withheld is so no more: it was released, sent after all, or is not wished any longer. */
    record LetOut(String field) implements Happening {}

    /** Whether something waits to be written until the mailbox is ready. */
    record DueSet(boolean due) implements Happening {}

    /** What was read waits behind the outstanding command, and is taken up after its result. */
    record Waits() implements Happening {}

    /** How the mailbox's copy is now. */
    record CopySet(Glance.Copy copy, String provider) implements Happening {}

    /** Whether it may be another item's person, so that an operator has to decide. */
    record AmbiguitySet(boolean ambiguous) implements Happening {}

    /** It was another item's person, and that one has its copies now. */
    record Joined() implements Happening {}

    /** The fact could not be processed; it is a dead letter. */
    record Refused(String code, String reason) implements Happening {}
}
