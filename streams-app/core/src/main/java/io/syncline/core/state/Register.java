package io.syncline.core.state;

import io.syncline.core.item.Field;
import io.syncline.core.item.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The merged value of one field.
 *
 * @param version the merged version that first published this value
 * @param since when that was, on journal time
 * @param past earlier values, oldest first: what an editor may still be looking at
 * @param forgetful whether values before these are no longer known
 */
public record Register(Value value, Stamp stamp, long version, Instant since, List<Past> past,
        boolean forgetful) {

    /** How many earlier values are kept for editors who have not seen the newer ones. */
    public static final int PAST_MAX = 8;

    /** A value that was merged from this version on. */
    public record Past(long version, Value value) {}

    public Register {
        past = List.copyOf(past);
    }

    /** The first value of a field. */
    static Register first(Value value, Stamp stamp, long version, Instant now) {
        return new Register(value, stamp, version, now, List.of(), false);
    }

    /**
     * @param seen the newest version that the CRM is known to have seen: what is older is not kept
     */
    Register followedBy(Value newValue, Stamp newStamp, long newVersion, Instant now, long seen) {
        List<Past> kept = new ArrayList<>(past);
        if (version < newVersion) {
            kept.add(new Past(version, value));
        }
        int before = kept.size();
        while (kept.size() > PAST_MAX || kept.size() > 1 && kept.get(1).version() <= seen) {
            kept.removeFirst();
        }
        return new Register(newValue, newStamp, newVersion, now, kept,
                forgetful || kept.size() < before);
    }

    /** Whether a value was published before the present one and may be what somebody still shows. */
    public boolean wasOnce(Field field, Value shown) {
        boolean wasNothing = !forgetful
                && (past.isEmpty() ? version : past.getFirst().version()) > 1;
        return shown.isEmpty() && wasNothing
                || past.stream().anyMatch(earlier -> field.same(earlier.value(), shown));
    }

    /** Whether the value is older than clocks may be apart, so that whoever edits then has it. */
    public boolean isSurelySeenAt(Instant editedAt) {
        return since.isBefore(editedAt.minus(Stamp.CLOCKS_APART));
    }

    /** Whether it is known what was merged at a version. */
    public boolean remembers(long wanted) {
        return !forgetful || version <= wanted
                || past.stream().anyMatch(earlier -> earlier.version() <= wanted);
    }

    /**
     * What was merged at a version that it {@link #remembers}; nothing before the first.
     */
    public Value at(long wanted) {
        if (version <= wanted) {
            return value;
        }
        return past.reversed()
                .stream()
                .filter(earlier -> earlier.version() <= wanted)
                .findFirst()
                .map(Past::value)
                .orElse(Value.NONE);
    }
}
