package io.syncline.console.proof;

import io.syncline.console.system.MailboxName;
import io.syncline.schemas.topic.MailboxPartitioner;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far each stage was at one moment.
 *
 * @param at when it was looked
 * @param partitions over how many the mailboxes are spread
 * @param stages every stage
 */
public record FlowSample(Instant at, int partitions, Map<Stage, Reading> stages) {

    private static final int ANY_PARTITION = 0;

    public FlowSample {
        stages = Map.copyOf(stages);
    }

    /**
     * One stage.
     *
     * @param output how many offsets its output topic has given away so far; what ends a transaction takes one,
     *        too, so that it counts a little too much
     * @param waiting at most so many records wait for it
     * @param oldest the time of the oldest record that waits, by the partition it waits in
     */
    public record Reading(long output, long waiting, Map<Integer, Instant> oldest) {

        public Reading {
            oldest = Map.copyOf(oldest);
        }

        /** Since when something waits. */
        public Optional<Instant> waitingSince() {
            return oldest.values().stream().min(Comparator.naturalOrder());
        }

        private Reading waiting(Collection<OutstandingWrites.Count> counts) {
            return new Reading(output, counts.stream()
                    .mapToInt(OutstandingWrites.Count::commands)
                    .sum(),
                    counts.stream()
                            .map(OutstandingWrites.Count::oldest)
                            .min(Comparator.naturalOrder())
                            .map(first -> Map.of(ANY_PARTITION, first))
                            .orElseGet(Map::of));
        }
    }

    /** With the commands that wait for their results, counted one by one, at that stage. */
    FlowSample with(Stage stage, Collection<OutstandingWrites.Count> counts) {
        Map<Stage, Reading> with = new EnumMap<>(stages);
        with.computeIfPresent(stage, (same, reading) -> reading.waiting(counts));
        return new FlowSample(at, partitions, with);
    }

    /** Since when a fact of this mailbox's partition waits to be folded. */
    Optional<Instant> behindSince(MailboxName mailbox) {
        int partition = MailboxPartitioner.partition(mailbox.prefix(), partitions);
        return Stream.of(Stage.JOURNAL, Stage.MERGE)
                .flatMap(stage -> Optional.ofNullable(stages.get(stage)).stream())
                .flatMap(reading -> Optional.ofNullable(reading.oldest().get(partition)).stream())
                .min(Comparator.naturalOrder());
    }
}
