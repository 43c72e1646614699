package io.syncline.topology.history;

import io.syncline.schemas.contact.ChangeKind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The life of one item: what each fact led to, in the journal's order. Says what was when.
 *
 * @param turns of this one item
 */
public record Timeline(List<Turn> turns) {

    public Timeline {
        turns = List.copyOf(turns);
    }

    /**
     * The item as it was published then.
     *
     * @param version 0 before it was published first
     * @param since when it was published so, on journal time
     * @param fields those that had a value, by name
     */
    public record Then(long version, boolean deleted, Instant since,
            SortedMap<String, Shown> fields) {

        static final Then BEFORE = new Then(0, false, Instant.EPOCH, new TreeMap<>());

        public Then {
            fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        }

        /** The value of a field; nothing if it had none. */
        public Shown value(String field) {
            return fields.getOrDefault(field, Shown.NOTHING);
        }

        @Override
        public String toString() {
            return "Then[version " + version + "]";
        }
    }

    /** The item as it was published at that time; empty if it was not yet. */
    public Optional<Then> at(Instant time) {
        return last(turn -> !turn.at().isAfter(time), version -> true);
    }

    /** The item as that version published it; empty if there is none of that number. */
    public Optional<Then> at(long version) {
        return last(turn -> true, number -> number <= version)
                .filter(then -> then.version() == version);
    }

    /** The item as it was published last; empty if it never was. */
    public Optional<Then> now() {
        return last(turn -> true, version -> true);
    }

    private Optional<Then> last(Predicate<Turn> isTold, Predicate<Long> isWanted) {
        Replay replay = new Replay();
        for (Turn turn : turns) {
            if (!isTold.test(turn)) {
                break;
            }
            for (Happening happening : turn.happenings()) {
                if (happening instanceof Happening.Changed changed
                        && !isWanted.test(changed.version())) {
                    return replay.published();
                }
                replay.take(happening, turn.at());
            }
        }
        return replay.published();
    }

    /** Puts values together step by step. */
    private static final class Replay {

        private final SortedMap<String, Shown> fields = new TreeMap<>();
        private Then published = Then.BEFORE;

        void take(Happening happening, Instant at) {
            if (happening instanceof Happening.Joined) {
                fields.clear();
            } else if (happening instanceof Happening.TakenIn taken) {
                taken.fields().forEach(this::set);
            } else if (happening instanceof Happening.Changed changed) {
                changed.fields().forEach(this::set);
                published = new Then(changed.version(), changed.kind() == ChangeKind.DELETED, at,
                        fields);
            }
        }

        Optional<Then> published() {
            return Optional.of(published).filter(then -> then.version() > 0);
        }

        private void set(Happening.FieldStep step) {
            if (step.after().isNothing()) {
                fields.remove(step.field());
            } else {
                fields.put(step.field(), step.after());
            }
        }
    }
}
