package io.syncline.console.backup;

import io.syncline.console.backup.Contents.File;
import io.syncline.console.backup.Contents.KnownSchema;
import io.syncline.console.system.ConsoleException;
import io.syncline.schemas.serde.RegistryClient;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.topic.Topic;
import io.syncline.service.access.OwnerOnly;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Copies what cannot be made again into a folder: the journal with the times at which its facts were
 * appended, the registry of tenants and mailboxes, what was carried out, how far mailboxes were read, who did
 * what, and the tenants' keys. Everything else is made again from these. The system goes on meanwhile; the
 * backup is as of each partition's end when its reading begins.
 */
public final class Backup {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STALLED = Duration.ofSeconds(60);
    private static final byte MAGIC = 0;
    private static final int SCHEMA_ID_END = 5;

    private final SynclineConfig config;
    private final KafkaClients clients;
    private final Path folder;
    private final Teller teller;
    /** By topic and id. */
    private final Map<String, Map<Integer, KnownSchema>> schemas = new TreeMap<>();

    public Backup(SynclineConfig config, Path folder, Teller teller) {
        this.config = config;
        this.clients = new KafkaClients(config);
        this.folder = folder;
        this.teller = teller;
    }

    /**
     * Makes it.
     *
     * @param patience how long to wait for sequence; empty: a journal without what it has not taken will do
     * @throws ConsoleException if the folder holds something, sequence is behind for longer, or the broker or
     *         registry does not answer
     */
    public Copied make(Optional<Duration> patience) {
        try {
            prepare();
            Instant begun = Instant.now();
            List<File> files = files(patience);
            int keys = KeyFiles.copy(config.secrets().keyFolder(),
                    folder.resolve(KeyFiles.FOLDER));
            teller.done("Copied " + keys + " files of tenants' keys; the master key is not in the"
                    + " backup");
            Contents contents = new Contents(Contents.FORMAT, begun, config.kafka().partitions(),
                    files, schemas.values()
                            .stream()
                            .flatMap(some -> some.values().stream())
                            .toList(),
                    keys);
            contents.write(folder);
            Copied copied = new Copied(begun, contents.records(), keys);
            teller.done("The backup in " + folder + " is whole: " + contents.records()
                    + " records, begun at " + begun);
            return copied;
        } catch (IOException e) {
            throw ConsoleException.failed("Cannot write the backup: " + e.getMessage(), e);
        } catch (KafkaException e) {
            throw ConsoleException.failed("Cannot read what is to be backed up: "
                    + e.getMessage(), e);
        } catch (ExecutionException e) {
            throw ConsoleException.failed("The broker refuses: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted", e);
        }
    }

    /** Once before, so that nothing is copied in vain; and once past the cursors, which say what must be there. */
    private List<File> files(Optional<Duration> patience) throws IOException,
            ExecutionException, InterruptedException {
        List<File> files = new ArrayList<>();
        try (Admin admin = clients.admin();
                KafkaConsumer<byte[], byte[]> consumer = consumer();
                RegistryClient registry = registry(clients)) {
            Sequencing sequencing = new Sequencing(admin, consumer, teller);
            Source source = new Source(admin, consumer, registry);
            if (patience.isEmpty()) {
                teller.done("Sequence has not taken " + sequencing.behind()
                        + " records; what they tell is not in the backup");
            }
            for (Topic topic : Contents.TOPICS) {
                if (patience.isPresent() && Contents.IN_STEP.contains(topic)) {
                    sequencing.await(patience.get());
                }
                files.addAll(copy(source, topic));
            }
        }
        return files;
    }

    /** From where it is copied. */
    private record Source(Admin admin, KafkaConsumer<byte[], byte[]> consumer,
            RegistryClient registry) {}

    static RegistryClient registry(KafkaClients clients) {
        return new RegistryClient(new RegistryConfig(clients.registrySettings()));
    }

    private void prepare() throws IOException {
        OwnerOnly.makeFolder(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw ConsoleException.wrongUsage("The folder " + folder
                        + " is not empty; name a new one for each backup");
            }
        }
    }

    private List<File> copy(Source source, Topic topic) throws IOException, ExecutionException,
            InterruptedException {
        Map<TopicPartition, Long> ends = new TreeMap<>(
                Comparator.comparing(TopicPartition::partition));
        ends.putAll(Ends.of(source.admin(), List.of(topic.name())));
        Copying copying = new Copying(topic, source.consumer()
                .beginningOffsets(ends.keySet())
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum(), ends.values().stream().mapToLong(Long::longValue).sum());
        List<File> files = new ArrayList<>();
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            int partition = end.getKey().partition();
            File empty = new File(topic.name(), partition, 0);
            files.add(new File(topic.name(), partition,
                    copy(source, topic, empty, end.getValue(), copying)));
        }
        teller.done("Copied " + files.stream().mapToLong(File::records).sum() + " records of "
                + topic.name());
        return files;
    }

    /** How far the copy of a topic is, by offsets. */
    private final class Copying {

        private final String doing;
        private final long all;
        private long done;

        Copying(Topic topic, long begins, long ends) {
            this.doing = "Copying " + topic.name();
            this.all = ends - begins;
        }

        void more(long offsets) {
            done += offsets;
            teller.at(doing, done, all);
        }
    }

    private long copy(Source source, Topic topic, File file, long end, Copying copying)
            throws IOException {
        KafkaConsumer<byte[], byte[]> consumer = source.consumer();
        TopicPartition place = new TopicPartition(topic.name(), file.partition());
        consumer.assign(List.of(place));
        consumer.seekToBeginning(List.of(place));
        long movedNanos = System.nanoTime();
        try (RecordFile.Writer writer = new RecordFile.Writer(file.in(folder))) {
            while (consumer.position(place) < end) {
                long before = consumer.position(place);
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    note(source.registry(), topic, record.value());
                    writer.write(new RecordFile.Entry(record.offset(), record.timestamp(),
                            record.key(), record.value()));
                }
                if (consumer.position(place) > before) {
                    copying.more(consumer.position(place) - before);
                    movedNanos = System.nanoTime();
                } else if (System.nanoTime() - movedNanos > STALLED.toNanos()) {
                    throw ConsoleException.failed("The broker does not hand out " + place
                            + "; look at its log");
                }
            }
            return writer.end();
        }
    }

    /** Values name their schema by a number, which another registry may give to another. */
    private void note(RegistryClient registry, Topic topic, byte @Nullable [] value) {
        if (value != null && value.length >= SCHEMA_ID_END && value[0] == MAGIC) {
            schemas.computeIfAbsent(topic.name(), name -> new TreeMap<>())
                    .computeIfAbsent(idOf(value), id -> new KnownSchema(id, topic.name(),
                            registry.schemaOf(id).toString()));
        }
    }

    static int idOf(byte[] value) {
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(clients.common());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
