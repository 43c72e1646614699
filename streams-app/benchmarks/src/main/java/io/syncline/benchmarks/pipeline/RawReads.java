package io.syncline.benchmarks.pipeline;

import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.state.KeyValueStore;

/** How fast the journal is read where nothing is done with it, and where it is only put into a store. */
final class RawReads {

    private static final String TABLE = "journal-as-table";
    private static final int THREADS = 2;
    private static final int POLL_MAX = 5_000;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Topic JOURNAL = TopicCatalogue.JOURNAL;

    private final KafkaClients clients;
    private final Groups groups;

    RawReads(KafkaClients clients, Groups groups) {
        this.clients = clients;
        this.groups = groups;
    }

    /** Records a second of a consumer that does nothing with their bytes. */
    double consumed() {
        List<TopicPartition> places = groups.places(JOURNAL);
        Map<String, Object> settings = clients.common();
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_MAX);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings,
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(places);
            consumer.seekToBeginning(places);
            Map<TopicPartition, Long> ends = consumer.endOffsets(places);
            long read = 0;
            long from = System.nanoTime();
            while (places.stream()
                    .anyMatch(
                            place -> consumer.position(place) < ends.getOrDefault(place, 0L))) {
                read += consumer.poll(POLL).count();
            }
            return perSecond(read, from);
        }
    }

    /** Records a second of a table's state that is restored from the journal, as after a lost disk. */
    double restored(Path folder) {
        groups.readAll(TABLE, JOURNAL); // So that nothing is left to process, and all to restore.
        Properties properties = new Properties();
        properties.putAll(clients.common());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, TABLE);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, THREADS);
        properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG,
                StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS);
        StreamsBuilder builder = new StreamsBuilder();
        builder.table(JOURNAL.name(),
                Materialized.<byte[], byte[], KeyValueStore<Bytes, byte[]>>as(TABLE)
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.ByteArray())
                        .withCachingDisabled());
        Restoring restoring = new Restoring(groups.places(JOURNAL).size());
        try (KafkaStreams streams = new KafkaStreams(builder.build(properties), properties)) {
            streams.setGlobalStateRestoreListener(restoring);
            streams.start();
            return restoring.perSecond();
        }
    }

    private static double perSecond(long records, long fromNanos) {
        return 1.0 * records * Duration.ofSeconds(1).toNanos() / (System.nanoTime() - fromNanos);
    }

    /** Counts what is restored, from the first partition's beginning to the last one's end. */
    private static final class Restoring implements StateRestoreListener {

        private final CountDownLatch open;
        private final AtomicLong restored = new AtomicLong();
        private final AtomicLong begunNanos = new AtomicLong();
        private final AtomicLong endedNanos = new AtomicLong();

        private Restoring(int partitions) {
            open = new CountDownLatch(partitions);
        }

        @Override
        public void onRestoreStart(TopicPartition place, String store, long from, long end) {
            begunNanos.compareAndSet(0, System.nanoTime());
        }

        @Override
        public void onBatchRestored(TopicPartition place, String store, long end, long count) {
            restored.addAndGet(count);
        }

        @Override
        public void onRestoreEnd(TopicPartition place, String store, long total) {
            endedNanos.set(System.nanoTime());
            open.countDown();
        }

        private double perSecond() {
            try {
                if (!open.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new BenchException("The journal was not restored as a table within "
                            + PATIENCE.toMinutes() + " minutes");
                }
            } catch (InterruptedException e) {
                throw BenchException.interrupted(e);
            }
            return 1.0 * restored.get() * Duration.ofSeconds(1).toNanos()
                    / (endedNanos.get() - begunNanos.get());
        }
    }
}
