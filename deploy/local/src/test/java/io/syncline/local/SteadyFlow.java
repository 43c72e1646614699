package io.syncline.local;

import static java.util.Objects.requireNonNull;

import io.syncline.benchmarks.LiveMailbox;
import io.syncline.benchmarks.pipeline.Appender;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Edits by the CRM at a steady rate, each of which must be published as one Change, and when those of each
 * partition could be read. Answers to the writes that they lead to are not given: that needs no one here.
 */
final class SteadyFlow implements AutoCloseable {

    private static final int MAILBOXES = 40;
    private static final int CONTACTS_EACH = 100;
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaClients clients;
    private final KafkaProducer<String, SpecificRecord> producer;
    private final List<LiveMailbox> mailboxes = new ArrayList<>();
    private final Set<String> unpublished = new HashSet<>();
    private final Set<String> published = new HashSet<>();
    private final Set<String> doubled = new TreeSet<>();
    /** By partition: when something of it could be read, in nanoseconds. */
    private final Map<Integer, List<Long>> arrivals = new HashMap<>();
    private final int perSecond;
    private int sentCount;
    private long startNanos;
    private @Nullable Thread editor;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean sends = true;
    private volatile boolean ended;

    SteadyFlow(KafkaClients clients, int perSecond) {
        this.clients = clients;
        this.perSecond = perSecond;
        this.producer = clients.producer();
        for (int i = 0; i < MAILBOXES; i++) {
            mailboxes.add(new LiveMailbox("flow-" + i, i, CONTACTS_EACH));
        }
    }

    /** Tells all contacts, and begins to edit once every one of them is published. */
    void start(Waiting waiting) {
        threads.add(Thread.ofPlatform().name("reader").start(this::read));
        Appender observed = new Appender(producer);
        for (LiveMailbox mailbox : mailboxes) {
            for (Observed fact : mailbox.listing()) {
                observed.append(new ProducerRecord<>(TopicCatalogue.OBSERVED.name(),
                        mailbox.key(fact.getItem().map(Reading::getExternalId).orElse("")), fact));
            }
        }
        observed.await();
        waiting.until("all contacts are published",
                () -> publishedCount() >= MAILBOXES * CONTACTS_EACH);
        startNanos = System.nanoTime();
        editor = Thread.ofPlatform().name("editor").start(this::edit);
        threads.add(editor);
    }

    /** Ends the edits, and waits until all are published. */
    void end(Waiting waiting) {
        sends = false;
        waiting.until("the last edit is sent", () -> !requireNonNull(editor).isAlive());
        waiting.until("every edit is published", () -> missing().isEmpty());
    }

    /** How many edits were sent a second, since the first one. */
    double perSecond() {
        return sentCount() * 1e9 / (System.nanoTime() - startNanos);
    }

    synchronized Set<String> missing() {
        return new TreeSet<>(unpublished);
    }

    /** The facts that were published more than once. */
    synchronized Set<String> doubled() {
        return new TreeSet<>(doubled);
    }

    synchronized int sentCount() {
        return sentCount;
    }

    /** The longest time since then in which nothing of some partition could be read. */
    synchronized Duration longestGap(long sinceNanos) {
        long longest = 0;
        long now = System.nanoTime();
        for (List<Long> times : arrivals.values()) {
            long before = sinceNanos;
            for (long time : times) {
                if (time >= sinceNanos) {
                    longest = Math.max(longest, time - before);
                    before = time;
                }
            }
            longest = Math.max(longest, now - before);
        }
        return Duration.ofNanos(longest);
    }

    private synchronized int publishedCount() {
        return published.size();
    }

    private void edit() {
        Appender edits = new Appender(producer);
        long start = System.nanoTime();
        for (long number = 0; sends; number++) {
            long due = start + number * Duration.ofSeconds(1).toNanos() / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            LiveMailbox mailbox = mailboxes.get((int) (number % MAILBOXES));
            Edited edited = mailbox.edited((int) (number / MAILBOXES % CONTACTS_EACH));
            synchronized (this) {
                sentCount++;
                unpublished.add(edited.getEventId());
            }
            edits.append(new ProducerRecord<>(TopicCatalogue.EDITED.name(),
                    mailbox.key(edited.getRecordId()), edited));
        }
        edits.await();
    }

    private void read() {
        try (KafkaConsumer<String, Change> changes = clients.reader()) {
            KafkaClients.fromTheStart(changes, TopicCatalogue.CHANGES);
            while (!ended) {
                for (ConsumerRecord<String, Change> record : changes.poll(POLL)) {
                    take(record);
                }
            }
        }
    }

    private synchronized void take(ConsumerRecord<String, Change> record) {
        String cause = record.value().getCauseId();
        unpublished.remove(cause);
        if (!published.add(cause)) {
            doubled.add(cause);
        }
        arrivals.computeIfAbsent(record.partition(), key -> new ArrayList<>())
                .add(System.nanoTime());
    }

    @Override
    public void close() {
        sends = false;
        ended = true;
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        producer.close(Duration.ofSeconds(10));
    }
}
