package io.syncline.source;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.Proof;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.CompactedPartition;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the mailboxes of one partition of the cursor topic.
 *
 * <p>
 * Threading: every mailbox that is due takes its step on a virtual thread of its own; one thread, the
 * committer, publishes steps and their cursors, those of several mailboxes in one transaction. A
 * mailbox's next step begins only after its last one is committed. The transactional id belongs to
 * the partition: taking it over ends whatever a predecessor left open, and fences it.
 */
final class PartitionWorker implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PartitionWorker.class);
    private static final int STEPS_PER_COMMIT_MAX = 50;
    private static final Duration LOOK = Duration.ofMillis(100);

    private final int partition;
    private final SynclineConfig.Source settings;
    private final Readers readers;
    private final Hearing hearing;
    private final Semaphore concurrency;
    private final KafkaProducer<String, SpecificRecord> producer;
    private final Map<String, Cursor> cursors;
    /** Only the committer touches it. */
    private final Map<MailboxRef, Progress> progress = new HashMap<>();
    /** Only the committer touches it, and who closes it once that has ended. */
    private Set<MailboxRef> wanted = Set.of();
    private final AtomicReference<Optional<Set<MailboxRef>>> takingPart = new AtomicReference<>(
            Optional.empty());
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final SourceMeters figures;
    private final Counter published;
    /** Only the committer touches it. */
    private final Listings listings;
    private final Thread committer;
    private volatile boolean ended;
    private volatile boolean failed;

    private record Due(MailboxRef mailbox, long waitedNanos) {}

    /** @param hearing tells which mailboxes are due sooner; ended with this */
    PartitionWorker(int partition, SynclineConfig.Source settings, Readers readers,
            Hearing hearing, Semaphore concurrency, KafkaClients clients, Proofs proofs,
            MeterRegistry meters, SourceMeters figures) {
        this.partition = partition;
        this.figures = figures;
        this.settings = settings;
        this.readers = readers;
        this.hearing = hearing;
        this.concurrency = concurrency;
        this.published = meters.counter("syncline.source.facts");
        this.producer = clients.transactionalProducer("syncline-source-" + partition);
        producer.initTransactions();
        // Only now are the cursors final: a predecessor's last transaction is decided.
        this.cursors = CompactedPartition.newest(clients, TopicCatalogue.CURSORS, partition);
        this.listings = new Listings(proofs,
                CompactedPartition.newest(clients, TopicCatalogue.PROOFS, partition), meters);
        this.committer = Thread.ofPlatform().name("source-" + partition).unstarted(this::run);
    }

    void start(List<MailboxRef> mailboxes) {
        lookAfter(mailboxes);
        committer.start();
    }

    /** These mailboxes take part from now on, and no others. Thread-safe. */
    void lookAfter(List<MailboxRef> mailboxes) {
        takingPart.set(Optional.of(Set.copyOf(mailboxes)));
    }

    /** The registry says something new of a mailbox: its next step is due at once. */
    void heard(String mailboxKey) {
        registered.add(mailboxKey);
    }

    boolean isHealthy() {
        return !failed;
    }

    @Override
    public void close() {
        ended = true;
        try {
            committer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        figures.lookingAfter(wanted, Set.of());
        listings.retain(Set.of());
        hearing.close();
        producer.close(Duration.ZERO);
    }

    private void run() {
        try {
            while (!ended) {
                takingPart.getAndSet(Optional.empty()).ifPresent(this::adopt);
                beginDueSteps();
                Step first = steps.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<Step> batch = new ArrayList<>(List.of(first));
                    steps.drainTo(batch, STEPS_PER_COMMIT_MAX - 1);
                    commit(batch);
                    batch.forEach(figures::took);
                    batch.forEach(this::schedule);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // A thread's edge: health must learn of it.
            // Fenced, or a broker that does not answer: the service ends and is started again.
            LOGGER.atError()
                    .addKeyValue("partition", partition)
                    .setCause(e)
                    .log("Cannot publish what was observed");
            failed = true;
        }
    }

    /**
     * A mailbox whose step is under way leaves when that ends, and nothing of it is published; until
     * then it does not begin again, at another address neither: two steps from one cursor would number
     * their facts alike.
     */
    private void adopt(Set<MailboxRef> mailboxes) {
        long now = System.nanoTime();
        figures.lookingAfter(wanted, mailboxes);
        wanted = mailboxes;
        hearing.retain(mailboxes);
        listings.retain(mailboxes);
        progress.entrySet()
                .removeIf(entry -> !wanted.contains(entry.getKey()) && !entry.getValue().busy());
        Set<String> leaving = progress.keySet()
                .stream()
                .filter(mailbox -> !wanted.contains(mailbox))
                .map(PartitionWorker::key)
                .collect(Collectors.toSet());
        mailboxes.stream()
                .filter(mailbox -> !leaving.contains(key(mailbox)))
                .forEach(mailbox -> progress.computeIfAbsent(mailbox,
                        key -> Progress.beginning(settings, now)));
    }

    /** Who has waited longest comes first: where there are more than can be read, nobody is left out. */
    private void beginDueSteps() {
        long now = System.nanoTime();
        List<Due> due = new ArrayList<>();
        progress.forEach((mailbox, state) -> {
            boolean isTold = hearing.isTold(mailbox) || registered.contains(key(mailbox));
            if (state.isDue(isTold, now)) {
                due.add(new Due(mailbox, state.waitedNanos(isTold, now)));
            }
        });
        due.sort(Comparator.comparing(Due::waitedNanos).reversed());
        for (Due next : due) {
            if (!concurrency.tryAcquire()) {
                return;
            }
            progress.computeIfPresent(next.mailbox(), this::begun);
        }
    }

    private Progress begun(MailboxRef mailbox, Progress state) {
        registered.remove(key(mailbox));
        if (state.nextFolder() == 0) {
            hearing.roundBegins(mailbox);
        }
        Thread.ofVirtual()
                .name("read-" + mailbox.mailbox())
                .start(() -> takeStep(mailbox, state.nextFolder()));
        return state.begun();
    }

    private void takeStep(MailboxRef mailbox, int nextFolder) {
        Cursor cursor = cursorOf(mailbox);
        try {
            steps.add(readers.step(mailbox, cursor, nextFolder, Instant.now()));
        } catch (RuntimeException e) { // A thread's edge: one mailbox's bug must not stop the others.
            LOGGER.atError()
                    .addKeyValue("tenant", mailbox.tenant())
                    .addKeyValue("mailbox", mailbox.mailbox())
                    .setCause(e)
                    .log("A step with a mailbox failed unexpectedly");
            steps.add(Step.without(mailbox, cursor, nextFolder, new Step.Pause.Failed()));
        } finally {
            concurrency.release();
        }
    }

    private Cursor cursorOf(MailboxRef mailbox) {
        synchronized (cursors) {
            Cursor cursor = cursors.get(key(mailbox));
            return cursor == null ? readers.beginning(mailbox) : cursor;
        }
    }

    private void commit(List<Step> batch) {
        List<Step> changed = batch.stream()
                .filter(step -> wanted.contains(step.mailbox()))
                .filter(step -> !step.cursor().equals(cursors.get(key(step.mailbox()))))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        Map<Step, Optional<Proof>> proofs = new IdentityHashMap<>();
        producer.beginTransaction();
        for (Step step : changed) {
            Optional<Proof> proof = listings.proof(step);
            proofs.put(step, proof);
            step.decisions()
                    .forEach(decision -> send(TopicCatalogue.DECISIONS.name(),
                            key(step.mailbox()), decision));
            step.facts().forEach(this::send);
            proof.ifPresent(known -> send(TopicCatalogue.PROOFS.name(), key(step.mailbox()),
                    known));
            send(TopicCatalogue.CURSORS.name(), key(step.mailbox()), step.cursor());
        }
        producer.commitTransaction();
        changed.forEach(step -> {
            published.increment(step.facts().size());
            listings.committed(step, proofs.getOrDefault(step, Optional.empty()));
            synchronized (cursors) {
                cursors.put(key(step.mailbox()), step.cursor());
            }
        });
    }

    private void send(Observed fact) {
        figures.publishing(fact);
        String id = fact.getItem()
                .map(item -> item.getExternalId())
                .or(() -> fact.getGone().map(gone -> gone.getExternalId()))
                .or(() -> fact.getUntracked().map(untracked -> untracked.getExternalId()))
                .or(() -> fact.getTranslated().map(translated -> translated.getExternalId()))
                .orElse("");
        send(TopicCatalogue.OBSERVED.name(),
                new RecordKey(fact.getTenant(), fact.getMailbox(), id).text(), fact);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction() reports what failed.
    private void send(String topic, String key, SpecificRecord value) {
        producer.send(new ProducerRecord<>(topic, key, value));
    }

    private void schedule(Step step) {
        Progress before = progress.get(step.mailbox());
        if (before == null) {
            return;
        }
        if (!wanted.contains(step.mailbox())) {
            progress.remove(step.mailbox());
            adopt(wanted);
            return;
        }
        Listings.tell(step, before.differencesWith(step));
        progress.put(step.mailbox(), before.after(step, hearing.hears(step.mailbox()), settings,
                System.nanoTime()));
    }

    private static String key(MailboxRef mailbox) {
        return new RecordKey(mailbox.tenant(), mailbox.mailbox(), "").text();
    }
}
