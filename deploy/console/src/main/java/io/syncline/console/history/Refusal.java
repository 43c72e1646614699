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
import java.util.Map;

/**
 * A value that a mailbox refuses.
 *
 * @param field its name, or {@link Glance#WHOLE_ITEM}
 * @param since when it was refused, on journal time
 * @param reason the service's own words; empty where it said none
 */
public record Refusal(String field, Shown value, Instant since, String reason) {

    /** Those of a contact, by field. */
    public static List<Refusal> of(Histories histories, Glance glance) {
        List<Refusal> refusals = new ArrayList<>();
        if (!glance.parked().isEmpty()) {
            List<Turn> turns = histories.timeline(new RecordKey(glance.tenant(), glance.mailbox(),
                    glance.item())).turns();
            glance.parked()
                    .forEach((field, value) -> refusals.add(of(turns, field, value)));
        }
        return refusals;
    }

    /** The same for JSON. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("field", field);
        values.put("value", value.text());
        values.put("since", since.toString());
        values.put("reason", reason);
        return values;
    }

    private static Refusal of(List<Turn> turns, String field, Shown value) {
        for (Turn turn : turns.reversed()) {
            for (Happening happening : turn.happenings()) {
                if (happening instanceof Happening.Parked parked
                        && parked.field().equals(field)) {
                    return new Refusal(field, value, turn.at(), parked.reason());
                }
            }
        }
        return new Refusal(field, value, Instant.EPOCH, "");
    }

    @Override
    public String toString() {
        return "Refusal[" + field + "]";
    }
}
