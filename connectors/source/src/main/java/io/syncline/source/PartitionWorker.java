package io.syncline.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.CompactedPartition;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
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
    private final Places places;
    private final Publication publication;
    private final Map<String, Cursor> cursors;
    /** Only the committer touches it. */
    private final Map<MailboxRef, Progress> progress = new HashMap<>();
    /** Only the committer touches it, and who closes it once that has ended. */
    private Set<MailboxRef> wanted = Set.of();
    private final AtomicReference<Optional<Set<MailboxRef>>> takingPart = new AtomicReference<>(
            Optional.empty());
    private final BlockingQueue<Taken> steps = new LinkedBlockingQueue<>();
    /** Of steps that are under way or wait to be published. */
    private final Set<Places.Place> held = ConcurrentHashMap.newKeySet();
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final SourceMeters figures;
    /** Only the committer touches it. */
    private final Listings listings;
    private final Thread committer;
    private volatile boolean ended;
    private volatile boolean failed;

    private record Due(MailboxRef mailbox, long waitedNanos) {}

    /** @param hearing tells which mailboxes are due sooner; ended with this */
    PartitionWorker(int partition, SynclineConfig.Source settings, Readers readers,
            Hearing hearing, Places places, Pace pace, KafkaClients clients, Proofs proofs,
            MeterRegistry meters, SourceMeters figures) {
        this.partition = partition;
        this.figures = figures;
        this.settings = settings;
        this.readers = readers;
        this.hearing = hearing;
        this.places = places;
        this.publication = new Publication(partition, clients, pace, figures, meters);
        // Only now are they final: a predecessor's last transaction is decided.
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
        held.forEach(Places.Place::ended);
        figures.lookingAfter(wanted, Set.of());
        listings.retain(Set.of());
        hearing.close();
        publication.close();
    }

    private void run() {
        try {
            while (!ended) {
                takingPart.getAndSet(Optional.empty()).ifPresent(this::adopt);
                beginDueSteps();
                Taken first = steps.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<Taken> taken = new ArrayList<>(List.of(first));
                    steps.drainTo(taken, STEPS_PER_COMMIT_MAX - 1);
                    List<Step> batch = taken.stream().map(Taken::step).toList();
                    commit(batch);
                    taken.forEach(each -> ended(each.place()));
                    batch.forEach(figures::took);
                    batch.forEach(this::schedule);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // A thread's edge: health must learn of it.
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
        Set<Places.Purpose> refused = EnumSet.noneOf(Places.Purpose.class);
        for (Due next : due) {
            if (places.areTaken()) {
                return;
            }
            progress.computeIfPresent(next.mailbox(),
                    (mailbox, state) -> begunIfPlaced(mailbox, state, refused));
        }
    }

    /** @param refused those for which nobody found a place in this turn; nobody else is asked for them */
    private Progress begunIfPlaced(MailboxRef mailbox, Progress state,
            Set<Places.Purpose> refused) {
        Cursor cursor = cursorOf(mailbox);
        Places.Purpose purpose = Folders.purpose(cursor, state.nextFolder());
        Optional<Places.Place> place = refused.contains(purpose)
                ? Optional.empty()
                : places.take(purpose, System.nanoTime());
        if (place.isEmpty()) {
            refused.add(purpose);
            return state;
        }
        return begun(mailbox, state, cursor, place.get());
    }

    private Progress begun(MailboxRef mailbox, Progress state, Cursor cursor,
            Places.Place place) {
        held.add(place);
        registered.remove(key(mailbox));
        if (state.nextFolder() == 0) {
            hearing.roundBegins(mailbox);
        }
        Thread.ofVirtual()
                .name("read-" + mailbox.mailbox())
                .start(() -> steps.add(Taken.by(
                        () -> readers.step(mailbox, cursor, state.nextFolder(), Instant.now()),
                        Step.without(mailbox, cursor, state.nextFolder(),
                                new Step.Pause.Failed()),
                        place)));
        return state.begun();
    }

    private void ended(Places.Place place) {
        held.remove(place);
        place.ended();
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
        publication.commit(changed, listings);
        synchronized (cursors) {
            changed.forEach(step -> cursors.put(key(step.mailbox()), step.cursor()));
        }
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
        return Publication.key(mailbox);
    }
}
