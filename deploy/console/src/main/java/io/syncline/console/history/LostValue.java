package io.syncline.console.history;

import io.syncline.topology.history.Happening;
import io.syncline.topology.history.Shown;
import io.syncline.topology.history.Timeline;
import io.syncline.topology.history.Turn;
import java.time.Instant;
import java.util.Optional;

/** A value of a field that did not win, and when it lost, on journal time. */
public record LostValue(Shown value, Instant at) {

    /** The last of a field until a time. */
    public static Optional<LostValue> last(Timeline timeline, String field, Instant until) {
        for (Turn turn : timeline.turns().reversed()) {
            for (Happening happening : turn.happenings().reversed()) {
                if (!turn.at().isAfter(until) && happening instanceof Happening.Conflicted lost
                        && lost.field().equals(field)) {
                    return Optional.of(new LostValue(lost.lost(), turn.at()));
                }
            }
        }
        return Optional.empty();
    }

    /** The one of a field that the fact at that place of the journal led to. */
    public static Optional<LostValue> at(Timeline timeline, String field, long offset) {
        return last(new Timeline(timeline.turns()
                .stream()
                .filter(turn -> turn.offset() == offset)
                .toList()), field, Instant.MAX);
    }
}
