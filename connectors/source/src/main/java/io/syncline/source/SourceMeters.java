package io.syncline.source;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Observed;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and, at debug, tells what is read, by all partitions of an instance. Thread-safe.
 *
 * <pre>
 * meter                       tags                       what
 * syncline.source.polls       tenant, provider, result   steps with mailboxes: changed, unchanged, or
 *                                                        asked-to-wait or failed
 * syncline.source.mailboxes   tenant                     mailboxes looked after
 * syncline.source.age         tenant                     since the mailbox that has waited longest for a
 *                                                        round to end had its last one
 * </pre>
 */
final class SourceMeters {

    private static final Logger LOGGER = LoggerFactory.getLogger(SourceMeters.class);
    private static final String TENANT = "tenant";

    private final MeterRegistry meters;
    /** When each mailbox's last round ended, or when it was first looked after; by tenant. */
    private final Map<String, Map<MailboxRef, Long>> roundNanos = new ConcurrentHashMap<>();

    SourceMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** One partition looks after these from now on. */
    void lookingAfter(Set<MailboxRef> before, Set<MailboxRef> now) {
        Set<MailboxRef> left = new HashSet<>(before);
        left.removeAll(now);
        left.forEach(mailbox -> roundsOf(mailbox).remove(mailbox));
        now.forEach(mailbox -> roundsOf(mailbox).putIfAbsent(mailbox, System.nanoTime()));
    }

    /** A step is over, and what it gave is committed. */
    void took(Step step) {
        MailboxRef mailbox = step.mailbox();
        String provider = step.cursor().getProvider();
        String result = switch (step.pause()) {
            case Step.Pause.None none -> changes(step);
            case Step.Pause.RoundOver over -> changes(step);
            case Step.Pause.Told told -> "asked-to-wait";
            case Step.Pause.Failed failed -> "failed";
        };
        Counter.builder("syncline.source.polls")
                .description("Steps with mailboxes, by what they gave")
                .tags(TENANT, mailbox.tenant(), "provider", provider, "result", result)
                .register(meters)
                .increment();
        if (step.pause() instanceof Step.Pause.RoundOver) {
            roundsOf(mailbox).computeIfPresent(mailbox, (key, last) -> System.nanoTime());
        }
    }

    /** A fact is about to be published. */
    void publishing(Observed fact) {
        LOGGER.atDebug()
                .addKeyValue(TENANT, fact.getTenant())
                .addKeyValue("mailbox", fact.getMailbox())
                .addKeyValue("causeId", fact.getEventId())
                .addKeyValue("kind", fact.getKind())
                .log("Observed");
    }

    private static String changes(Step step) {
        return step.facts().isEmpty() ? "unchanged" : "changed";
    }

    private Map<MailboxRef, Long> roundsOf(MailboxRef mailbox) {
        return roundNanos.computeIfAbsent(mailbox.tenant(), this::measured);
    }

    private Map<MailboxRef, Long> measured(String tenant) {
        Map<MailboxRef, Long> rounds = new ConcurrentHashMap<>();
        gauge("syncline.source.mailboxes", "Mailboxes looked after", "mailboxes", tenant, rounds,
                Map::size);
        gauge("syncline.source.age", "Since the longest waiting mailbox's last round ended",
                "seconds", tenant, rounds, SourceMeters::ageSeconds);
        return rounds;
    }

    private void gauge(String name, String description, String unit, String tenant,
            Map<MailboxRef, Long> rounds, ToDoubleFunction<Map<MailboxRef, Long>> value) {
        Gauge.builder(name, rounds, value)
                .description(description)
                .baseUnit(unit)
                .tags(Tags.of(TENANT, tenant))
                .register(meters);
    }

    private static double ageSeconds(Map<MailboxRef, Long> rounds) {
        long now = System.nanoTime();
        return rounds.values().stream().mapToLong(last -> now - last).max().orElse(0) / 1e9;
    }
}
