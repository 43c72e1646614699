package io.syncline.console.proof;

import io.syncline.console.letters.LetterBox;
import io.syncline.console.letters.LetterId;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.HeldDeletes;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.TopicFollower;
import io.syncline.console.system.TopicReader.Row;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.generation.RunningMerge;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.FollowedTopic;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.kafka.PollThread;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what the topics say of mailboxes, of alerts and of dead letters, and measures the flow. Holds in
 * memory what is out of the ordinary, and a few numbers of each mailbox; all of it is read anew at each start.
 *
 * <p>
 * Threading: one thread for each group of topics, one that measures every few seconds. Everything that is
 * asked for is answered from memory. Thread-safe.
 */
public final class SyncWatch implements AutoCloseable {

    /** After which the flow is measured again. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(SyncWatch.class);
    private static final Duration NAP = Duration.ofMillis(100);
    private static final String HELD = "deletes-held";

    private final KafkaClients clients;
    private final MailboxFolds folds = new MailboxFolds();
    private final LetterBox letters = new LetterBox();
    private final AlertBoard alerts = new AlertBoard();
    private final FlowHistory flow = new FlowHistory();
    private final FollowedTopic<Generation> generations;
    private final OutstandingWrites writes;
    private final Deserializer<JournalEntry> entries;
    private final List<TopicFollower> followers;
    private final TopicFollower operations;
    private final PollThread measuring;

    /** @param only what concerns this mailbox; empty: all */
    public SyncWatch(SynclineConfig config, Optional<MailboxName> only) {
        this.clients = new KafkaClients(config);
        this.generations = new FollowedTopic<>(clients, TopicCatalogue.GENERATIONS,
                (key, generation) -> {});
        this.writes = new OutstandingWrites(clients, only);
        this.entries = clients.deserializer();
        this.operations = new TopicFollower(clients, List.of(TopicCatalogue.ALERTS,
                TopicCatalogue.DECISIONS, TopicCatalogue.DEAD_LETTERS, TopicCatalogue.AUDIT), only,
                this::take);
        this.followers = List.of(
                new TopicFollower(clients, List.of(TopicCatalogue.CURSORS, TopicCatalogue.PROOFS),
                        only, folds::take),
                new TopicFollower(clients, List.of(TopicCatalogue.MERGED), only, folds::take));
        this.measuring = new PollThread("measure-flow", this::measure);
    }

    /** Begins to follow; what it knows is not whole before it {@linkplain #isCaughtUp has caught up}. */
    public void start() {
        operations.start();
        generations.start();
        writes.start();
        measuring.start();
    }

    /** Whether all is known that stood on the topics at the start. */
    public boolean isCaughtUp() {
        return operations.isCaughtUp() && writes.isCaughtUp()
                && followers.stream().allMatch(TopicFollower::isCaughtUp);
    }

    /**
     * Waits until it has caught up.
     *
     * @throws ConsoleException if it never will
     */
    public void awaitCaughtUp() {
        boolean read = operations.awaitCaughtUp() && writes.awaitCaughtUp();
        while (read && isHealthy() && !(isCaughtUp() && flow.last().isPresent())) {
            LockSupport.parkNanos(NAP.toNanos());
            read = !Thread.currentThread().isInterrupted();
        }
        if (!read || !isHealthy()) {
            throw ConsoleException.failed("The topics cannot be read; are all of them there, and"
                    + " may we read them?");
        }
    }

    public boolean isHealthy() {
        return operations.isHealthy() && writes.isHealthy() && generations.isHealthy()
                && measuring.isHealthy()
                && followers.stream().allMatch(TopicFollower::isHealthy);
    }

    /** The dead letters. */
    public LetterBox letters() {
        return letters;
    }

    /** How the flow was in the last minutes. */
    public FlowHistory flow() {
        return flow;
    }

    /** The generation of merge that is being promoted now, or was, when whoever did it broke off. */
    public Optional<Generation> promotion() {
        return generations.all()
                .stream()
                .filter(one -> one.getState() == GenerationState.PROMOTING)
                .findFirst();
    }

    /** The commands that no result has ended yet. */
    public OutstandingWrites writes() {
        return writes;
    }

    /** The deletes that are held, without what shows them. */
    public Collection<HeldDeletes.Found> held() {
        return folds.held();
    }

    /** How many contacts wait for a decision about who they are. */
    public int ambiguous() {
        return folds.ambiguous().size();
    }

    /** The alerts of the last 30 days: those that are not settled first, worst first, newest first. */
    public List<RaisedAlert> alerts(Instant now) {
        Set<String> items = folds.ambiguousItems();
        Set<MailboxName> held = folds.mailboxesWithHeld();
        return alerts.all(now, alert -> switch (alert.code()) {
            case MailboxFolds.AMBIGUOUS -> !items.contains(alert.item().orElse(""));
            case HELD -> alert.tenant()
                    .flatMap(tenant -> alert.mailbox()
                            .map(mailbox -> new MailboxName(tenant, mailbox)))
                    .filter(mailbox -> !held.contains(mailbox))
                    .isPresent();
            default -> false;
        });
    }

    MailboxFolds folds() {
        return folds;
    }

    @Override
    public void close() {
        measuring.close();
        operations.close();
        followers.forEach(TopicFollower::close);
        writes.close();
        generations.close();
        entries.close();
    }

    private void take(Row<SpecificRecord> row) {
        Instant at = Instant.ofEpochMilli(row.timestamp());
        switch (row.value()) {
            case DeadLetter letter -> {
                letters.take(new LetterId(row.partition(), row.offset()), at, letter);
                eventId(letter).ifPresent(folds::refused);
            }
            case Audit audit -> letters.take(audit);
            case Alert alert -> {
                alerts.take(alert, at);
                folds.take(row);
            }
            default -> folds.take(row);
        }
    }

    /** Of a letter that stood in the journal; what nobody can read is no operator's decision. */
    private Optional<String> eventId(DeadLetter letter) {
        if (!letter.getTopic().equals(TopicCatalogue.JOURNAL.name())
                || letter.getValue().isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer value = letter.getValue().get().duplicate();
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        try {
            return Optional.of(entries.deserialize(letter.getTopic(), bytes).getEventId());
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    /**
     * The merged items are followed once the alerts are known: that a contact turned up among them
     * settles only an alert that was heard of before.
     */
    private void measure(BooleanSupplier ended) {
        if (!operations.awaitCaughtUp() || ended.getAsBoolean()) {
            return;
        }
        followers.forEach(TopicFollower::start);
        try (FlowProbe probe = new FlowProbe(clients, this::mergeGroup)) {
            while (!ended.getAsBoolean()) {
                measure(probe);
                long until = System.nanoTime() + INTERVAL.toNanos();
                while (!ended.getAsBoolean() && System.nanoTime() < until) {
                    LockSupport.parkNanos(NAP.toNanos());
                }
            }
        }
    }

    /** A broker that is away leaves a gap in what is shown, and is no reason to end. */
    private void measure(FlowProbe probe) {
        try {
            flow.add(withWrites(probe.sample(Instant.now())));
        } catch (ConsoleException | TimeoutException e) {
            LOGGER.atWarn().setCause(e).log("The flow cannot be measured; it is tried again");
        }
    }

    /** What waits for its result is known command by command. */
    private FlowSample withWrites(FlowSample sample) {
        return sample.with(Stage.WRITES, writes.byMailbox().values());
    }

    private String mergeGroup() {
        return RunningMerge.application(RunningMerge.number(generations.all()).orElse(1));
    }
}
