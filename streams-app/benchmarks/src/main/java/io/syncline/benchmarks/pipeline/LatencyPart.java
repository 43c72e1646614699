package io.syncline.benchmarks.pipeline;

import io.syncline.benchmarks.LiveMailbox;
import io.syncline.benchmarks.Row;
import io.syncline.benchmarks.pipeline.Lab.Application;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How long it takes from an edit by the CRM to the write that it leads to, through sequence and merge, each
 * in a process of its own, at a steady rate; by commit interval, since both commit what they read.
 */
final class LatencyPart {

    private static final double TARGET_MS = 150;
    /** Facts a second: an edit and the answer to its write are two. */
    private static final int TARGET_RATE = 1_000;
    private static final int FAST_RATE = 5_000;
    private static final int FACTS_OF_AN_EDIT = 2;
    private static final List<Duration> INTERVALS = List.of(Settings.COMMIT_INTERVAL,
            Duration.ofMillis(50), Duration.ofMillis(100));
    /** Until then the code of both services is not warm, and what has piled up is worked off. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration WARM_UP_QUICK = Duration.ofSeconds(15);
    private static final int MAILBOXES = 40;
    private static final int CONTACTS_EACH = 500;
    /** So many that a contact's next edit comes after the write of the one before, also while the code is cold. */
    private static final int CONTACTS_EACH_QUICK = 150;
    private static final int THREADS = 1;
    private static final int HEAP_MB = 768;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Map<String, Double> SHARES = shares();

    private final Lab lab;
    private final boolean quick;
    private final Consumer<String> progress;
    private final Map<String, LiveMailbox> mailboxes = new LinkedHashMap<>();
    private final int contactsEach;
    private final List<Row> rows = new ArrayList<>();

    /** @param progress is told what is done next */
    LatencyPart(Lab lab, boolean quick, Consumer<String> progress) {
        this.lab = lab;
        this.quick = quick;
        this.progress = progress;
        this.contactsEach = quick ? CONTACTS_EACH_QUICK : CONTACTS_EACH;
        for (int i = 0; i < MAILBOXES; i++) {
            String name = "live-" + i;
            mailboxes.put(name, new LiveMailbox(name, i, contactsEach));
        }
    }

    private static Map<String, Double> shares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("p50", 0.5);
        shares.put("p99", 0.99);
        shares.put("p99.9", 0.999);
        return shares;
    }

    /** All lines of the table. */
    List<Row> rows() {
        (quick ? INTERVALS.subList(0, 1) : INTERVALS).forEach(this::measure);
        return List.copyOf(rows);
    }

    private void measure(Duration interval) {
        Settings settings = new Settings(THREADS, interval);
        Path folder = lab.emptyFolder("bench-latency");
        String file = settings.write(lab, folder).toString();
        KafkaClients clients = new KafkaClients(settings.config(lab, folder));
        try (Admin admin = clients.admin();
                Lab.Child sequence = lab.start(Application.SEQUENCE, HEAP_MB, List.of(file));
                Lab.Child merge = lab.start(Application.MERGE, HEAP_MB, List.of(file))) {
            Groups groups = new Groups(admin);
            if (rows.isEmpty()) {
                list(clients);
            }
            settle(groups, sequence, merge);
            EditLoad load = new EditLoad(clients, mailboxes, contactsEach);
            for (int rate : quick ? List.of(TARGET_RATE) : List.of(TARGET_RATE, FAST_RATE)) {
                progress.accept("%,d facts a second, commits every %d ms".formatted(rate,
                        interval.toMillis()));
                add(load.run(rate / FACTS_OF_AN_EDIT, quick ? WARM_UP_QUICK : WARM_UP,
                        Duration.ofSeconds(quick ? 8 : 60)), rate, interval);
            }
        }
    }

    private void add(Percentiles took, int rate, Duration interval) {
        SHARES.forEach((name, share) -> {
            String row = String.format(Locale.ROOT, "edit to write, %,d facts/s, commits %d ms: %s",
                    rate, interval.toMillis(), name);
            boolean isJudged = rate == TARGET_RATE && name.equals("p99")
                    && interval.equals(INTERVALS.getFirst());
            rows.add(isJudged
                    ? Row.atMost(row, "ms", took.millis(share), TARGET_MS)
                    : Row.told(row, "ms", took.millis(share)));
        });
    }

    private void list(KafkaClients clients) {
        progress.accept("Listing %,d contacts".formatted(MAILBOXES * contactsEach));
        try (KafkaProducer<String, SpecificRecord> producer = clients.producer()) {
            Appender observed = new Appender(producer);
            mailboxes.values()
                    .forEach(mailbox -> mailbox.listing()
                            .forEach(fact -> observed.append(record(mailbox, fact))));
            observed.await();
        }
    }

    private static ProducerRecord<String, SpecificRecord> record(LiveMailbox mailbox,
            Observed fact) {
        String id = fact.getItem().map(Reading::getExternalId).orElse("");
        return new ProducerRecord<>(TopicCatalogue.OBSERVED.name(), mailbox.key(id), fact);
    }

    /** Until everything that was told is folded, and the services are at rest. */
    private static void settle(Groups groups, Lab.Child sequence, Lab.Child merge) {
        await(groups, sequence, TopicCatalogue.OBSERVED, Application.SEQUENCE);
        await(groups, merge, TopicCatalogue.JOURNAL, Application.MERGE);
    }

    private static void await(Groups groups, Lab.Child child, Topic topic,
            Application application) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long before = -1;
        long read = groups.read(application.id(), topic);
        while (read == 0 || read > before) { // What ends transactions is never read.
            if (!child.isAlive() || System.nanoTime() > deadline) {
                throw new BenchException(application.id() + " does not read " + topic.name()
                        + "; its log ends:\n" + child.logTail());
            }
            before = read;
            LockSupport.parkNanos(10 * LOOK.toNanos());
            read = groups.read(application.id(), topic);
        }
    }
}
