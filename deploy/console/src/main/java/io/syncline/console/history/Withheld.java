package io.syncline.console.history;

import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.Shown;
import io.syncline.topology.history.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A value that only the rules of a generation of merge want written that took over from another. It waits until
 * an operator releases it, or another value is wished.
 *
 * @param field its name, or {@link Glance#WHOLE_ITEM}
 * @param value what would be written; nothing where a field would be cleared, and of the whole item
 * @param since when it was kept back, on journal time
 */
public record Withheld(String field, Shown value, Act act, Instant since) {

    /** What waits. */
    public enum Act {
        /** A field's value is to be written. */
        WRITE,
        /** The mailbox's copy is to be made. */
        MAKE,
        /** The mailbox's copy is to be deleted. */
        DELETE
    }

    /** Those of a contact, by field. */
    public static List<Withheld> of(Histories histories, Glance glance) {
        return glance.withheld().isEmpty()
                ? List.of()
                : of(glance, histories.timeline(new RecordKey(glance.tenant(), glance.mailbox(),
                        glance.item())).turns());
    }

    /** @param turns in which they were kept back, among others; of what none of them tells, the time is 1970 */
    static List<Withheld> of(Glance glance, List<Turn> turns) {
        List<Withheld> all = new ArrayList<>();
        glance.withheld()
                .forEach((field, value) -> all.add(new Withheld(field, value,
                        act(glance, field), since(turns, field))));
        return all;
    }

    /** What waits of a contact, where it does not matter since when. */
    public static List<Withheld> of(Glance glance) {
        return of(glance, List.of());
    }

    /**
     * In words.
     *
     * @param written field and value, as whoever shows them shows values
     */
    public String says(String written) {
        return switch (act) {
            case WRITE -> written;
            case MAKE -> "to be made in the mailbox";
            case DELETE -> "to be deleted from the mailbox";
        };
    }

    /** The same for JSON. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("field", field);
        values.put("value", value.text());
        values.put("act", act.name().toLowerCase(Locale.ROOT));
        values.put("since", since.toString());
        return values;
    }

    private static Act act(Glance glance, String field) {
        if (!field.equals(Glance.WHOLE_ITEM)) {
            return Act.WRITE;
        }
        return glance.deleted() ? Act.DELETE : Act.MAKE;
    }

    private static Instant since(List<Turn> turns, String field) {
        for (Turn turn : turns.reversed()) {
            for (Happening happening : turn.happenings()) {
                if (happening instanceof Happening.Withheld withheld
                        && withheld.field().equals(field)) {
                    return turn.at();
                }
            }
        }
        return Instant.EPOCH;
    }

    @Override
    public String toString() {
        return "Withheld[" + field + "]";
    }
}
