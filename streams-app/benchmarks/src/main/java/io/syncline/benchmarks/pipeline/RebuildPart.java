package io.syncline.benchmarks.pipeline;

import io.syncline.benchmarks.Row;
import io.syncline.benchmarks.Spread;
import io.syncline.benchmarks.pipeline.Journal.Size;
import io.syncline.benchmarks.pipeline.Lab.Application;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.topology.merge.MergeGeneration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A new generation of merge folds a whole journal, in the process in which the running one has done so just
 * before and has nothing to do now. Beside it the same journal is only read, and restored as a table.
 */
final class RebuildPart {

    private static final double OVER_RUNNING = 1.2;
    private static final double OVER_RESTORE = 0.15;
    private static final int THREADS = 2;
    private static final Size FULL = new Size(1_000, 1_000, 0);
    private static final Size QUICK = new Size(30, 500, 0);
    private static final int HEAP_MB = 1_536;
    private static final int CANDIDATE = 2;
    private static final double MEGA = 1_000_000;

    private final Lab lab;
    private final boolean quick;
    private final Consumer<String> progress;
    private final Settings settings = new Settings(THREADS, Settings.COMMIT_INTERVAL);
    private final List<Row> rows = new ArrayList<>();

    /** @param progress is told what is done next */
    RebuildPart(Lab lab, boolean quick, Consumer<String> progress) {
        this.lab = lab;
        this.quick = quick;
        this.progress = progress;
    }

    /** All lines of the table. */
    List<Row> rows() {
        Size size = quick ? QUICK : FULL;
        Path folder = lab.emptyFolder("bench-rebuild");
        String file = settings.write(lab, folder).toString();
        KafkaClients clients = new KafkaClients(settings.config(lab, folder));
        try (Admin admin = clients.admin()) {
            Groups groups = new Groups(admin);
            long facts = new Journal(clients, groups.partitions(TopicCatalogue.JOURNAL))
                    .fillInTurn(size, progress);
            told("rebuild: journal", "facts", facts);
            told("rebuild: contacts in it", "contacts", size.contacts());
            told("rebuild: journal of a contact", "bytes",
                    1.0 * groups.bytes(TopicCatalogue.JOURNAL) / size.contacts());
            double consumed = told("read only", new RawReads(clients, groups).consumed());
            double restored = told("restored as a table",
                    new RawReads(clients, groups).restored(lab.emptyFolder("bench-restore")));
            try (Lab.Child merge = lab.start(Application.MERGE, HEAP_MB, List.of(file))) {
                Rate running = new Reading(groups, Application.MERGE.id(), merge, facts).rate();
                told("running merge", running.perSecond());
                told("rebuild: state of a contact", "bytes",
                        1.0 * bytes(folder.resolve("state")) / size.contacts());
                begin(clients);
                Rate rebuilt = new Reading(groups, MergeGeneration.of(CANDIDATE).application(),
                        merge, facts).rate();
                told("rebuild", rebuilt.perSecond());
                told("rebuild: CPU a fact", "us", rebuilt.cpuMicros());
                told("rebuild: resident memory, both generations", "MB",
                        rebuilt.residentBytesMax() / MEGA);
                atLeast("rebuild / running merge", rebuilt.perSecond() / running.perSecond(),
                        OVER_RUNNING);
                atLeast("rebuild / restored as a table", rebuilt.perSecond() / restored,
                        OVER_RESTORE);
                rows.add(Row.told("rebuild / read only", "",
                        Spread.medianOf(List.of(rebuilt.perSecond() / consumed))));
            }
        }
        return List.copyOf(rows);
    }

    /** As {@code rebuild start} does. */
    private void begin(KafkaClients clients) {
        Generation candidate = Generation.newBuilder()
                .setNumber(CANDIDATE)
                .setState(GenerationState.FOLDING)
                .setStartedBy("bench")
                .setStartedAt(Instant.now())
                .build();
        try (KafkaProducer<String, SpecificRecord> producer = clients.producer()) {
            Appender generations = new Appender(producer);
            generations.append(new ProducerRecord<>(TopicCatalogue.GENERATIONS.name(),
                    Integer.toString(CANDIDATE), candidate));
            generations.await();
        }
    }

    private double told(String name, double perSecond) {
        progress.accept("%s: %,.0f facts/s".formatted(name, perSecond));
        told(name, "facts/s", perSecond);
        return perSecond;
    }

    private void told(String name, String unit, double figure) {
        rows.add(Row.told(name, unit, Spread.medianOf(List.of(figure))));
    }

    private void atLeast(String name, double ratio, double target) {
        rows.add(Row.atLeast(name, Spread.medianOf(List.of(ratio)), target));
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(RebuildPart::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look below " + folder, e);
        }
    }

    /** RocksDB deletes files whenever it likes. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
