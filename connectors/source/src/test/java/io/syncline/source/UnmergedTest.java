package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.junit.jupiter.api.Test;

class UnmergedTest {

    static {
        AvroTrust.install();
    }

    private static final int PAGE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pace pace = new Pace(PAGE, System.nanoTime());
    private final List<Generation> generations = new ArrayList<>();
    private final Told offsets = new Told();
    private final Unmerged unmerged = new Unmerged(() -> offsets, () -> generations, pace);

    /** A broker's answers. */
    private static class Told implements Offsets {

        private final Map<String, Long> taken = new HashMap<>();
        private final Map<Topic, Long> ends = new HashMap<>();
        private final CountDownLatch asked = new CountDownLatch(1);

        @Override
        public Map<TopicPartition, Long> taken(String group) throws ExecutionException {
            Topic topic = group.equals("syncline-sequence")
                    ? TopicCatalogue.OBSERVED
                    : TopicCatalogue.JOURNAL;
            return taken.containsKey(group) ? Map.of(place(topic), taken.get(group)) : Map.of();
        }

        @Override
        public Map<TopicPartition, Long> ends(Topic topic) {
            asked.countDown();
            return Map.of(place(topic), ends.getOrDefault(topic, 0L));
        }

        @Override
        public void close() {
            // Holds nothing.
        }

        private static TopicPartition place(Topic topic) {
            return new TopicPartition(topic.name(), 0);
        }
    }

    @Test
    void countsWhatWaitsForSequenceAsWellAsForMerge() throws InterruptedException {
        offsets.ends.putAll(Map.of(TopicCatalogue.OBSERVED, 1_060L, TopicCatalogue.JOURNAL, 560L));
        offsets.taken.putAll(Map.of("syncline-sequence", 1_000L, "syncline-merge", 500L));

        unmerged.look(offsets);
        boolean whileBothWait = begins();
        offsets.taken.put("syncline-sequence", 1_060L);
        unmerged.look(offsets);

        assertThat(whileBothWait).as("60 and 60 facts wait").isFalse();
        assertThat(begins()).as("60 facts wait").isTrue();
    }

    @Test
    void takesMarkersOfTransactionsForNoFacts() throws InterruptedException {
        Pace single = new Pace(1, System.nanoTime());
        offsets.ends.putAll(Map.of(TopicCatalogue.OBSERVED, 1_002L, TopicCatalogue.JOURNAL, 502L));
        offsets.taken.putAll(Map.of("syncline-sequence", 1_000L, "syncline-merge", 500L));

        new Unmerged(() -> offsets, () -> generations, single).look(offsets);

        assertThat(single.pageBegins(System.nanoTime())).isTrue();
    }

    /** The first has retired and stands where it stood; the second is done; the third follows it. */
    @Test
    void looksAtTheGenerationThatPublishes() throws InterruptedException {
        generations.addAll(List.of(generation(1, GenerationState.RETIRED),
                generation(2, GenerationState.RUNNING), generation(3, GenerationState.PROMOTING)));
        offsets.ends.put(TopicCatalogue.JOURNAL, 5_000L);
        offsets.taken.putAll(Map.of("syncline-sequence", 0L, "syncline-merge", 500L,
                "syncline-merge-2", 5_000L, "syncline-merge-3", 600L));

        unmerged.look(offsets);

        assertThat(begins()).isTrue();
    }

    /** As a promotion leaves it whose former generation can run no more. */
    @Test
    void looksAtTheGenerationThatTakesOverFromOneThatIsGone() throws InterruptedException {
        generations.addAll(List.of(generation(1, GenerationState.ABANDONED),
                generation(2, GenerationState.PROMOTING)));
        offsets.ends.put(TopicCatalogue.JOURNAL, 5_000L);
        offsets.taken.putAll(Map.of("syncline-sequence", 0L, "syncline-merge", 5_000L,
                "syncline-merge-2", 600L));

        unmerged.look(offsets);

        assertThat(begins()).isFalse();
    }

    @Test
    void holdsNothingBackWhereNoGenerationIsLeft() throws InterruptedException {
        generations.addAll(List.of(generation(1, GenerationState.ABANDONED),
                generation(2, GenerationState.FOLDING)));
        offsets.ends.put(TopicCatalogue.JOURNAL, 5_000L);
        offsets.taken.putAll(Map.of("syncline-sequence", 0L, "syncline-merge", 500L));

        unmerged.look(offsets);

        assertThat(begins()).isTrue();
    }

    @Test
    void holdsNothingBackWhereMergeNeverRan() throws InterruptedException {
        pace.told(5 * PAGE);
        offsets.taken.put("syncline-sequence", 0L);

        unmerged.look(offsets);

        assertThat(begins()).isTrue();
    }

    @Test
    void holdsNothingBackWhereTheBrokerDoesNotSay() throws InterruptedException {
        pace.told(5 * PAGE);

        unmerged.look(new Told() {
            @Override
            public Map<TopicPartition, Long> taken(String group) throws ExecutionException {
                throw new ExecutionException(new GroupAuthorizationException(group));
            }
        });

        assertThat(begins()).isTrue();
    }

    @Test
    void holdsNothingBackAfterAnUnexpectedFailure() throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(2);
        pace.told(5 * PAGE);

        try (Unmerged failing = new Unmerged(() -> {
            failed.countDown();
            throw new IllegalStateException("no broker by this name");
        }, () -> generations, pace, Duration.ofMillis(10))) {
            failing.start();
            assertThat(failed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

            assertThat(begins()).isTrue();
        }
    }

    @Test
    void looksAgainAfterAnUnexpectedFailure() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        offsets.taken.putAll(Map.of("syncline-sequence", 0L, "syncline-merge", 0L));
        assertThat(begins()).as("somebody asks").isTrue();

        try (Unmerged failing = new Unmerged(() -> offsets, () -> {
            if (looks.incrementAndGet() == 1) {
                throw new IllegalStateException("a bug");
            }
            return (Collection<Generation>) generations;
        }, pace, Duration.ofMillis(10))) {
            failing.start();

            assertThat(offsets.asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private boolean begins() {
        return pace.pageBegins(System.nanoTime());
    }

    private static Generation generation(int number, GenerationState state) {
        return Generation.newBuilder()
                .setNumber(number)
                .setState(state)
                .setStartedBy("operator")
                .setStartedAt(Instant.EPOCH)
                .build();
    }
}
