package io.syncline.benchmarks.pipeline;

import io.syncline.benchmarks.Row;
import io.syncline.benchmarks.Spread;
import io.syncline.benchmarks.pipeline.Journal.Size;
import io.syncline.benchmarks.pipeline.Lab.Application;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Journal to merged, changes and writes, exactly once, beside a last-writer-wins topology with one store:
 * the same records, partitions, threads, commit interval and compression, in turn.
 */
final class MergePart {

    private static final double TARGET = 0.6;
    private static final double TARGET_TOGETHER = 0.4;
    private static final int THREADS = 2;
    private static final Size FULL = new Size(100, 1_000, 3);
    private static final Size QUICK = new Size(20, 250, 2);
    private static final int PASSES = 3;
    private static final int PASSES_QUICK = 2;
    private static final double MEGA = 1_000_000;

    private final Lab lab;
    private final boolean quick;
    private final Consumer<String> progress;
    private final Settings settings = new Settings(THREADS, Settings.COMMIT_INTERVAL);

    /** @param progress is told what is done next */
    MergePart(Lab lab, boolean quick, Consumer<String> progress) {
        this.lab = lab;
        this.quick = quick;
        this.progress = progress;
    }

    /** All lines of the table. */
    List<Row> rows() {
        Size size = quick ? QUICK : FULL;
        SynclineConfig config = settings.config(lab, lab.emptyFolder("bench"));
        KafkaClients clients = new KafkaClients(config);
        try (Admin admin = clients.admin()) {
            Groups groups = new Groups(admin);
            int partitions = groups.partitions(TopicCatalogue.JOURNAL);
            Groups.answer(admin.createTopics(List.of(new NewTopic(LastWriterWinsTopology.OUTPUT,
                    partitions, (short) 1))).all());
            progress.accept("Filling the journal with %,d contacts".formatted(size.contacts()));
            Journal journal = new Journal(clients, partitions);
            long facts = journal.fill(size, progress);
            Map<Application, List<Rate>> rates = measured(
                    new MergeRun(lab, groups, settings, facts));
            List<Row> rows = new ArrayList<>(rows(rates, facts, size));
            groups.empty(TopicCatalogue.JOURNAL);
            double together = new Together(lab, groups, settings)
                    .perSecond(journal.told(size, progress), size.rounds());
            progress.accept("sequence and merge together: %,.0f facts/s".formatted(together));
            rows.add(Row.told("sequence and merge together", "facts/s",
                    Spread.medianOf(List.of(together))));
            double yardstick = spread(rates.getOrDefault(Application.LAST_WRITER_WINS, List.of()),
                    Rate::perSecond).figure();
            rows.add(Row.atLeast("sequence and merge / last writer wins",
                    Spread.medianOf(List.of(together / yardstick)), TARGET_TOGETHER));
            return List.copyOf(rows);
        }
    }

    private Map<Application, List<Rate>> measured(MergeRun run) {
        Map<Application, List<Rate>> rates = new EnumMap<>(Application.class);
        int passes = quick ? PASSES_QUICK : PASSES;
        for (int pass = 1; pass <= passes; pass++) {
            for (Application candidate : List.of(Application.LAST_WRITER_WINS, Application.MERGE)) {
                Rate rate = run.of(candidate);
                rates.computeIfAbsent(candidate, key -> new ArrayList<>()).add(rate);
                progress.accept("%s, pass %d of %d: %,.0f facts/s".formatted(
                        candidate.id(), pass, passes, rate.perSecond()));
            }
        }
        return rates;
    }

    private static List<Row> rows(Map<Application, List<Rate>> rates, long facts, Size size) {
        List<Rate> merge = rates.getOrDefault(Application.MERGE, List.of());
        List<Rate> yardstick = rates.getOrDefault(Application.LAST_WRITER_WINS, List.of());
        List<Row> rows = new ArrayList<>();
        rows.add(Row.told("journal", "facts", Spread.medianOf(List.of((double) facts))));
        rows.add(Row.told("contacts in it", "contacts",
                Spread.medianOf(List.of((double) size.contacts()))));
        told("merge", merge, rows);
        told("last writer wins", yardstick, rows);
        rows.add(Row.atLeast("journal to outputs: merge / last writer wins",
                Spread.medianOf(IntStream.range(0, merge.size())
                        .mapToObj(pass -> merge.get(pass).perSecond()
                                / yardstick.get(pass).perSecond())
                        .toList()),
                TARGET));
        return List.copyOf(rows);
    }

    private static void told(String name, List<Rate> rates, List<Row> rows) {
        rows.add(Row.told(name, "facts/s", spread(rates, Rate::perSecond)));
        rows.add(Row.told(name + ": CPU a fact", "us", spread(rates, Rate::cpuMicros)));
        rows.add(Row.told(name + ": resident memory", "MB",
                spread(rates, rate -> rate.residentBytesMax() / MEGA)));
    }

    private static Spread spread(List<Rate> rates, ToDoubleFunction<Rate> figure) {
        return Spread.medianOf(rates.stream().map(figure::applyAsDouble).toList());
    }
}
