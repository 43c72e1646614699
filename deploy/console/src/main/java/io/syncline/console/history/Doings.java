package io.syncline.console.history;

import io.syncline.console.history.UndoneItem.Skipped;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.Happening.FieldStep;
import io.syncline.topology.history.Shown;
import io.syncline.topology.history.Timeline;
import io.syncline.topology.history.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one side did to one contact between two times, and what others did to it since. */
final class Doings {

    private final Whose whose;
    private final Instant from;
    private final Instant to;
    private final Map<String, String> editors;
    private final List<Published> all = new ArrayList<>();

    /** A version, and the turn in which it came about. */
    private record Published(Turn turn, Happening.Changed change) {}

    /** A field's value, and when it came about. */
    private record ValueSet(Instant at, FieldStep step) {}

    Doings(Timeline timeline, Whose whose, Instant from, Instant to) {
        this.whose = whose;
        this.from = from;
        this.to = to;
        this.editors = Whose.editors(timeline);
        for (Turn turn : timeline.turns()) {
            for (Happening happening : turn.happenings()) {
                if (happening instanceof Happening.Changed change) {
                    all.add(new Published(turn, change));
                }
            }
        }
    }

    /** Whether they made the contact then. */
    boolean made() {
        return all.stream()
                .findFirst()
                .filter(first -> first.change().kind() == ChangeKind.CREATED)
                .filter(this::isTheirs)
                .isPresent();
    }

    /** Whether their delete of then was the last of its kind. */
    boolean deleted() {
        return all.reversed()
                .stream()
                .filter(published -> published.change().kind() == ChangeKind.DELETED
                        || published.change().kind() == ChangeKind.RESTORED)
                .findFirst()
                .filter(last -> last.change().kind() == ChangeKind.DELETED)
                .filter(this::isTheirs)
                .isPresent();
    }

    /** The first of what others did since they made it; what they themselves did later counts too. */
    Optional<Skipped> touchedByOthers() {
        return all.stream()
                .skip(1)
                .filter(published -> published.change().kind() != ChangeKind.REPEATED)
                .filter(published -> !isTheirs(published))
                .findFirst()
                .map(published -> new Skipped(UndoneItem.THE_CONTACT, "it was made then, and "
                        + by(published) + " later", published.turn().at()));
    }

    /** The fields that they set then. */
    Set<String> fields() {
        Set<String> fields = new LinkedHashSet<>();
        all.forEach(published -> published.change()
                .fields()
                .stream()
                .filter(step -> isTheirs(published.turn().at(), step))
                .map(FieldStep::field)
                .forEach(fields::add));
        return fields;
    }

    /** What a field was before they set it; empty if somebody has set it since. */
    Optional<Shown> before(String field) {
        Optional<Shown> before = Optional.empty();
        for (ValueSet set : sets(field).reversed()) {
            if (!isTheirs(set.at(), set.step())) {
                return before;
            }
            before = Optional.of(set.step().before());
        }
        return before;
    }

    /** Who set a field last, of one that somebody has set since. */
    Skipped later(String field) {
        ValueSet last = sets(field).getLast();
        String editor = editors.getOrDefault(last.step().origin().eventId(), "");
        return new Skipped(field, Sentences.side(last.step().origin().side(), editor)
                + " has set it since", last.at());
    }

    private List<ValueSet> sets(String field) {
        List<ValueSet> sets = new ArrayList<>();
        all.forEach(published -> published.change()
                .fields()
                .stream()
                .filter(step -> step.field().equals(field))
                .forEach(step -> sets.add(new ValueSet(published.turn().at(), step))));
        return sets;
    }

    private String by(Published published) {
        return Whose.of(published.turn().cause())
                .map(who -> Sentences.side(who.side(), who.editor()) + " has changed it")
                .orElse("something was decided about it");
    }

    private boolean isTheirs(Published published) {
        return isThen(published.turn().at()) && whose.told(published.turn().cause());
    }

    private boolean isTheirs(Instant at, FieldStep step) {
        return isThen(at) && whose.set(step.origin(), editors);
    }

    private boolean isThen(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
