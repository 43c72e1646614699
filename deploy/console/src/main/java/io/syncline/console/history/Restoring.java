package io.syncline.console.history;

import io.syncline.console.system.ConsoleException;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Restorations;
import io.syncline.topology.history.Shown;
import io.syncline.topology.history.Timeline;
import io.syncline.topology.history.Timeline.Then;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans how a contact gets an earlier value again, of one field or as a whole. */
public final class Restoring {

    private Restoring() {}

    /**
     * Which moment of its life is meant.
     *
     * <p>
     * A text of digits is a version; anything else a time such as {@code 2026-11-22T09:00:00Z}.
     *
     * @throws ConsoleException if it is neither, or the contact was not there then
     */
    public static Then then(Timeline timeline, String wanted) {
        if (wanted.matches("\\d{1,18}")) {
            return timeline.at(Long.parseLong(wanted))
                    .orElseThrow(() -> ConsoleException.failed("The contact has no version "
                            + wanted + "; it goes from 1 to "
                            + timeline.now().map(Then::version).orElse(0L)));
        }
        Instant at = Moments.parse(wanted);
        return timeline.at(at)
                .orElseThrow(() -> ConsoleException.failed("At " + at + " there was no such"
                        + " contact; its history says since when there is"));
    }

    /**
     * Plans all fields as they were then.
     *
     * @param now on this machine's clock
     */
    public static RestorePlan whole(Glance glance, Then then, Instant now) {
        Set<String> fields = new TreeSet<>(glance.fields().keySet());
        fields.addAll(then.fields().keySet());
        return plan(glance, fields, then.fields(), now);
    }

    /**
     * Plans one field as it was then.
     *
     * @throws ConsoleException if a contact has no such field
     */
    public static RestorePlan field(Glance glance, String field, Then then, Instant now) {
        return field(glance, field, then.value(field), now);
    }

    /** Plans one field with that value, such as one that lost in a conflict. */
    public static RestorePlan field(Glance glance, String field, Shown value, Instant now) {
        if (!Restorations.knows(field)) {
            throw ConsoleException.wrongUsage("A contact has no field '" + field + "'; it has "
                    + String.join(", ", Restorations.fields()));
        }
        return plan(glance, Set.of(field), Map.of(field, value), now);
    }

    private static RestorePlan plan(Glance glance, Set<String> fields, Map<String, Shown> then,
            Instant now) {
        if (!glance.isPublished()) {
            throw ConsoleException.failed("The contact " + glance.item() + " was never published;"
                    + " it may wait for a decision: deploy/syncline matches list");
        }
        Map<String, FieldBack> back = new TreeMap<>();
        for (String field : fields) {
            Shown value = then.getOrDefault(field, Shown.NOTHING);
            if (!Restorations.same(field, glance.value(field), value)) {
                back.put(field, new FieldBack(field, glance.value(field), value));
            }
        }
        return new RestorePlan(glance, glance.deleted(), List.copyOf(back.values()), now);
    }
}
