package io.syncline.console.history;

import io.syncline.console.history.Explanation.Answer;
import io.syncline.console.history.Explanation.Carried;
import io.syncline.console.history.Explanation.Lost;
import io.syncline.schemas.contact.Side;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.topology.history.Cause;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.Happening.FieldStep;
import io.syncline.topology.history.Timeline;
import io.syncline.topology.history.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds in a contact's life why a field has its value. */
public final class Explaining {

    private final Glance glance;
    private final List<Turn> turns;

    /** A field's value with the turn in which it came about, and the version that published it. */
    private record Told(int turn, long version, FieldStep step) {}

    private Explaining(Glance glance, List<Turn> turns) {
        this.glance = glance;
        this.turns = turns;
    }

    /**
     * Explains the value that a field had at a time.
     *
     * @param until the last moment that counts, on journal time
     * @return empty if nobody had ever set it by then
     */
    public static Optional<Explanation> of(Glance glance, Timeline timeline, String field,
            Instant until) {
        return new Explaining(glance, timeline.turns()
                .stream()
                .filter(turn -> !turn.at().isAfter(until))
                .toList()).of(field);
    }

    private Optional<Explanation> of(String field) {
        return told(field).map(told -> {
            FieldStep step = told.step();
            Optional<Cause> fact = fact(step.origin().eventId());
            String by = fact.filter(Cause.Edited.class::isInstance)
                    .map(cause -> ((Cause.Edited) cause).by())
                    .orElse("");
            return new Explanation(field, step.after(), step.before(), told.version(),
                    turns.get(told.turn()).at(), step.rule(), step.origin(), fact, by,
                    lost(field, told.turn()), carried(field, told),
                    glance.parked().containsKey(field)
                            && glance.value(field).equals(step.after()),
                    glance.withheld().containsKey(field)
                            && glance.value(field).equals(step.after()),
                    glance.due());
        });
    }

    private Optional<Told> told(String field) {
        for (int i = turns.size() - 1; i >= 0; i--) {
            for (Happening happening : turns.get(i).happenings().reversed()) {
                Optional<Told> told = step(field, happening, i);
                if (told.isPresent()) {
                    return told;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Told> step(String field, Happening happening, int turn) {
        return switch (happening) {
            case Happening.Changed changed -> step(field, changed.fields(), turn,
                    changed.version());
            case Happening.TakenIn taken -> step(field, taken.fields(), turn, 0);
            default -> Optional.empty(); // No other happening sets a value.
        };
    }

    private static Optional<Told> step(String field, List<FieldStep> steps, int turn,
            long version) {
        return steps.stream()
                .filter(step -> step.field().equals(field))
                .map(step -> new Told(turn, version, step))
                .findFirst();
    }

    private Optional<Cause> fact(String eventId) {
        return turns.stream()
                .map(Turn::cause)
                .filter(cause -> cause.eventId().equals(eventId))
                .findFirst();
    }

    /** What lost in the very step, or against the value since. */
    private List<Lost> lost(String field, int from) {
        List<Lost> lost = new ArrayList<>();
        for (Turn turn : turns.subList(from, turns.size())) {
            for (Happening happening : turn.happenings()) {
                if (happening instanceof Happening.Conflicted conflict
                        && conflict.field().equals(field)) {
                    lost.add(new Lost(conflict.lost(), conflict.lostOrigin(), conflict.rule(),
                            turn.at()));
                }
            }
        }
        return lost;
    }

    /** The first command from then on that writes the field; what the mailbox set needs none. */
    private Optional<Carried> carried(String field, Told told) {
        if (told.step().origin().side() == Side.MAILBOX) {
            return Optional.empty();
        }
        for (Turn turn : turns.subList(told.turn(), turns.size())) {
            for (Happening happening : turn.happenings()) {
                if (happening instanceof Happening.Commanded command
                        && writes(command, field)) {
                    return Optional.of(new Carried(command.number(), command.writeId(),
                            command.kind(), turn.at(), answer(command)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean writes(Happening.Commanded command, String field) {
        return command.kind() != WriteKind.READ && command.fields().contains(field);
    }

    private Optional<Answer> answer(Happening.Commanded command) {
        return turns.stream()
                .filter(turn -> turn.cause() instanceof Cause.Answered answered
                        && answered.writeId().equals(command.writeId()))
                .findFirst()
                .map(turn -> {
                    Cause.Answered answered = (Cause.Answered) turn.cause();
                    return new Answer(answered.outcome(), answered.reason(),
                            answered.attempts(), turn.at());
                });
    }
}
