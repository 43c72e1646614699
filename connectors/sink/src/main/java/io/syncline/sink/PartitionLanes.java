package io.syncline.sink;

import io.syncline.port.Answer;
import io.syncline.port.CurrentProviders;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Applied;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.service.config.SynclineConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the commands of one partition: in order for an item, at once for different items.
 *
 * <p>
 * Threading: {@link #add} is called by the poll thread. A virtual thread per item exists while the
 * item has commands. A command counts as finished only when its result is safe on its topic.
 */
final class PartitionLanes implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PartitionLanes.class);

    private static final String NO_PART = "The mailbox, or its provider, takes no part now";

    private final SynclineConfig.Sink settings;
    private final CurrentProviders providers;
    private final Semaphore concurrency;
    private final MailboxGate gate;
    private final Results results;
    private final Reviver reviver;
    private final SinkMeters meters;
    private final Map<String, Applied> applied;
    private final Offsets offsets = new Offsets();
    private final Map<String, Lane> lanes = new HashMap<>();
    private final long startNanos;
    private final long freshFrom;
    private volatile boolean ended;
    private volatile boolean failed;

    /** What all partitions of an instance share. */
    record Shared(SynclineConfig.Sink settings, CurrentProviders providers, Semaphore concurrency,
            MailboxGate gate, Results results, Reviver reviver, SinkMeters meters) {}

    /** A command, and through whom it is carried out. */
    private record Task(MailboxRef mailbox, MailboxProvider provider, CarryOut command) {

        void close(MailboxGate gate, Duration time) {
            gate.close(mailbox, provider, time);
        }
    }

    /** An item's commands, oldest first, and the thread that is at them. */
    private record Lane(Queue<ConsumerRecord<String, Write>> commands, Thread thread) {}

    /**
     * @param applied the last result of each item
     * @param freshFrom the first offset that no earlier owner can have seen
     */
    PartitionLanes(Shared shared, Map<String, Applied> applied, long freshFrom) {
        this.settings = shared.settings();
        this.providers = shared.providers();
        this.concurrency = shared.concurrency();
        this.gate = shared.gate();
        this.results = shared.results();
        this.reviver = shared.reviver();
        this.meters = shared.meters();
        this.applied = applied;
        this.freshFrom = freshFrom;
        // A predecessor that was cut off may still have one request on its way.
        this.startNanos = System.nanoTime()
                + (freshFrom > 0 ? settings.requestTimeout().toNanos() : 0);
    }

    Offsets offsets() {
        return offsets;
    }

    boolean isHealthy() {
        return !failed;
    }

    void add(ConsumerRecord<String, Write> record) {
        offsets.begun(record.offset());
        synchronized (lanes) {
            Lane lane = lanes.get(record.key());
            if (lane != null) {
                lane.commands().add(record);
                return;
            }
            Queue<ConsumerRecord<String, Write>> commands = new ArrayDeque<>();
            commands.add(record);
            Thread thread = Thread.ofVirtual()
                    .name("lane-" + record.key())
                    .unstarted(() -> work(record.key(), commands));
            lanes.put(record.key(), new Lane(commands, thread));
            thread.start();
        }
    }

    @Override
    public void close() {
        ended = true;
        Map<String, Lane> open;
        synchronized (lanes) {
            open = Map.copyOf(lanes);
        }
        open.values().forEach(lane -> lane.thread().interrupt());
        try {
            for (Lane lane : open.values()) {
                lane.thread().join(settings.requestTimeout());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(String key, Queue<ConsumerRecord<String, Write>> commands) {
        try {
            pauseUntil(startNanos);
            Optional<ConsumerRecord<String, Write>> next = next(key, commands);
            while (next.isPresent() && !ended) {
                process(next.get());
                offsets.finished(next.get().offset());
                next = next(key, commands);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // A thread's edge: the service must learn that it is broken.
            LOGGER.atError().addKeyValue("item", key).setCause(e).log("A command failed");
            failed = true;
        }
    }

    private Optional<ConsumerRecord<String, Write>> next(String key,
            Queue<ConsumerRecord<String, Write>> commands) {
        synchronized (lanes) {
            ConsumerRecord<String, Write> next = commands.poll();
            if (next == null) {
                lanes.remove(key);
            }
            return Optional.ofNullable(next);
        }
    }

    /** Skips what lies below the last command applied, and repeats its result (rule R13). */
    private void process(ConsumerRecord<String, Write> record) throws InterruptedException {
        Applied known = applied.get(record.key());
        WriteResult last = known == null ? null : known.getResult();
        long number = record.value().getNumber();
        if (last != null && number < last.getWrite().getNumber()) {
            return;
        }
        if (last != null && number == last.getWrite().getNumber()) {
            results.repeat(last);
            return;
        }
        WriteResult result = carryOut(record);
        results.publish(result);
        applied.put(record.key(), new Applied(result));
        meters.ended(result, record.timestamp());
        if (result.getOutcome() == WriteOutcome.UNAVAILABLE) {
            // Not sooner: "available" must not come before what it is to revive.
            watch(result.getWrite());
        }
    }

    private void watch(Write write) {
        reviver.watch(write.getTenant(), write.getMailbox());
    }

    private WriteResult carryOut(ConsumerRecord<String, Write> record)
            throws InterruptedException {
        Write write = record.value();
        long deadline = System.nanoTime() + settings.answerWithin().toNanos();
        // An earlier create of this item may have landed unheard.
        boolean maybeMade = write.getKind() == WriteKind.CREATE && write.getNumber() > 1;
        int attempt = record.offset() < freshFrom || maybeMade ? 2 : 1;
        Duration wait = settings.retryWait();
        while (true) {
            // Looked up each time: a tenant may be suspended, or get another credential meanwhile.
            Optional<Task> task = task(write);
            if (task.isEmpty()) {
                return unavailable(write, new Failure.Unavailable(NO_PART), attempt);
            }
            Answer<WriteResult> answer = tried(task.get(), attempt);
            meters.tried(write, answer);
            switch (answer) {
                case Answer.Of<WriteResult>(WriteResult result) -> {
                    return result;
                }
                case Answer.Failed<WriteResult>(Failure.Rejected rejected) -> {
                    return CarryOut.ended(write, WriteOutcome.REJECTED, rejected.reason(), attempt);
                }
                case Answer.Failed<WriteResult>(Failure.Unavailable closed) -> {
                    return unavailable(write, closed, attempt);
                }
                case Answer.Failed<WriteResult>(Failure.Throttled throttled) ->
                    task.get().close(gate, throttled.retryAfter());
                case Answer.Failed<WriteResult>(Failure.Unreachable unreachable) -> {
                    attempt++;
                    task.get().close(gate, unreachable.retryAfter());
                    Thread.sleep(wait);
                    wait = doubled(wait);
                }
            }
            if (System.nanoTime() - deadline > 0) {
                return CarryOut.ended(write, WriteOutcome.UNAVAILABLE, "No answer within "
                        + settings.answerWithin(), attempt);
            }
        }
    }

    /** Merge asks for a reading again at once: this is what paces it. */
    private WriteResult unavailable(Write write, Failure.Unavailable closed, int attempt)
            throws InterruptedException {
        if (write.getKind() == WriteKind.READ) {
            Thread.sleep(settings.retryWaitMax());
        }
        return CarryOut.ended(write, WriteOutcome.UNAVAILABLE, closed.reason(), attempt);
    }

    /** The command with the provider that it is meant for. */
    private Optional<Task> task(Write write) {
        return providers.mailbox(write.getTenant(), write.getMailbox())
                .flatMap(mailbox -> providers.named(mailbox, write.getProvider())
                        .map(provider -> new Task(mailbox, provider,
                                new CarryOut(provider, mailbox, write, settings.searchLag()))));
    }

    private Answer<WriteResult> tried(Task task, int attempt) throws InterruptedException {
        gate.enter(task.mailbox(), task.provider(), () -> refusal(task).isEmpty());
        try {
            concurrency.acquire();
            try {
                // Looked up each time: the mailbox may change its provider while a command waits.
                Optional<Failure> refusal = refusal(task);
                return refusal.isPresent()
                        ? Answer.failed(refusal.get())
                        : task.command().attempt(attempt);
            } finally {
                concurrency.release();
            }
        } finally {
            gate.leave(task.mailbox(), task.provider());
        }
    }

    /** A command waits long at times: its tenant may be suspended by then, or have another credential. */
    private Optional<Failure> refusal(Task task) {
        Optional<MailboxProvider> now = providers
                .mailbox(task.mailbox().tenant(), task.mailbox().mailbox())
                .filter(task.mailbox()::equals)
                .flatMap(mailbox -> providers.named(mailbox, task.provider().name()));
        if (now.isEmpty()) {
            return Optional.of(new Failure.Unavailable(NO_PART));
        }
        return now.get() == task.provider()
                ? CarryOut.refusal(task.provider().name(), providers.name(task.mailbox()))
                : Optional.of(new Failure.Unreachable(Duration.ZERO,
                        "The tenant has another credential since"));
    }

    private Duration doubled(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(settings.retryWaitMax()) < 0 ? doubled : settings.retryWaitMax();
    }

    private static void pauseUntil(long nanos) throws InterruptedException {
        long wait = nanos - System.nanoTime();
        if (wait > 0) {
            Thread.sleep(Duration.ofNanos(wait));
        }
    }
}
