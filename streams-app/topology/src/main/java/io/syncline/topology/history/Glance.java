package io.syncline.topology.history;

import io.syncline.schemas.contact.WriteKind;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An item as it stands now.
 *
 * @param recordId the CRM's id; empty where it has named none
 * @param version what was published last; 0 while nothing was
 * @param heldDelete whose delete is held, and since when; empty if none is
 * @param ambiguous whether it waits for an operator to say who it is
 * @param due whether something waits for the mailbox to become ready
 * @param outstanding the command that is not answered yet
 * @param parked what the mailbox refuses, by field, or under {@link #WHOLE_ITEM}
 * @param withheld what only the rules of a generation of merge want written that took over from another, by
 *        field, until it is released; under {@link #WHOLE_ITEM} that the copy is to be made, or deleted
 * @param saidByCrm when the CRM last said something of it, by its own clock; 1970 if it never did
 * @param fields those that have a value or had one, by name
 */
public record Glance(String tenant, String mailbox, String item, String recordId, long version,
        boolean deleted, Optional<Held> heldDelete, boolean ambiguous, boolean due,
        Optional<Outstanding> outstanding, Copy copy, SortedMap<String, Shown> parked,
        SortedMap<String, Shown> withheld, Instant saidByCrm, SortedMap<String, FieldNow> fields) {

    /** Stands for the whole item among {@code parked} and {@code withheld} where a write names no field. */
    public static final String WHOLE_ITEM = "the whole item";

    /** A delete that the guard holds. */
    public record Held(Origin by, Instant since) {}

    /** A command that is not answered yet. */
    public record Outstanding(long number, WriteKind kind, Instant since) {}

    /** A field's value, who set it, and which version published it when, on journal time. */
    public record FieldNow(Shown value, Origin origin, long version, Instant since) {}

    /** What the mailbox has of the item. */
    public enum Copy {
        /** It never had one. */
        NEVER,
        /** It has one. */
        THERE,
        /** It had one. */
        GONE,
        /** It has one that is not ours to follow. */
        UNTRACKED
    }

    public Glance {
        parked = Collections.unmodifiableSortedMap(new TreeMap<>(parked));
        withheld = Collections.unmodifiableSortedMap(new TreeMap<>(withheld));
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** Whether anybody was ever told of it. */
    public boolean isPublished() {
        return version > 0;
    }

    /** The value of a field; nothing if it has none. */
    public Shown value(String field) {
        FieldNow now = fields.get(field);
        return now == null ? Shown.NOTHING : now.value();
    }

    /** Under which id an edit of the CRM names it. */
    public String editedAs() {
        return recordId.isEmpty() ? item : recordId;
    }

    @Override
    public String toString() {
        return "Glance[" + tenant + "/" + mailbox + "/" + item + " version " + version + "]";
    }
}
