package io.syncline.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Counts and, at debug, tells what the sink does. Thread-safe.
 *
 * <pre>
 * meter                    tags                             what
 * syncline.sink.writes     tenant, provider, kind, result   commands that ended
 * syncline.sink.attempts   tenant, provider, result         tries, and what the service or we said to each
 * syncline.sink.delay      tenant, provider                 from the command's topic to its result's
 * </pre>
 */
final class SinkMeters {

    private static final Logger LOGGER = LoggerFactory.getLogger(SinkMeters.class);
    private static final String TENANT = "tenant";
    private static final String PROVIDER = "provider";
    private static final String RESULT = "result";
    private static final Duration[] STEPS = {Duration.ofMillis(250), Duration.ofSeconds(1),
            Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2),
            Duration.ofMinutes(10)};

    private final MeterRegistry meters;
    private final LongAdder ended = new LongAdder();

    SinkMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param unfinished commands in hand */
    void inHand(IntSupplier unfinished) {
        Gauge.builder("syncline.sink.unfinished", unfinished::getAsInt)
                .description("Commands in hand")
                .register(meters);
    }

    /** @param watched mailboxes that did not take a command */
    void watched(IntSupplier watched) {
        Gauge.builder("syncline.sink.mailboxes.unavailable", watched::getAsInt)
                .description("Mailboxes that did not take a command, and have not answered since")
                .register(meters);
    }

    /** Grows with each command that ended and was counted. */
    long ended() {
        return ended.sum();
    }

    /** The service answered one try, or did not. */
    void tried(Write write, Answer<WriteResult> answer) {
        String result = switch (answer) {
            case Answer.Of<WriteResult> of -> "answered";
            case Answer.Failed<WriteResult>(Failure failure) -> switch (failure) {
                case Failure.Throttled throttled -> throttled.heldBack()
                        ? "held_back"
                        : "throttled";
                case Failure.Unreachable unreachable -> "unreachable";
                case Failure.Unavailable unavailable -> "unavailable";
                case Failure.Rejected rejected -> "rejected";
            };
        };
        Counter.builder("syncline.sink.attempts")
                .description("Tries to carry out a command, by what came of them")
                .tags(TENANT, write.getTenant(), PROVIDER, write.getProvider(), RESULT, result)
                .register(meters)
                .increment();
        told(Level.DEBUG, write).addKeyValue(RESULT, result).log("Tried a command");
    }

    /** @param issuedAt when the command was written to its topic, in ms since 1970 */
    void ended(WriteResult result, long issuedAt) {
        Write write = result.getWrite();
        String outcome = lower(result.getOutcome());
        Tags tags = Tags.of(TENANT, write.getTenant(), PROVIDER, write.getProvider());
        Counter.builder("syncline.sink.writes")
                .description("Commands that ended, by what came of them")
                .tags(tags.and("kind", lower(write.getKind()), RESULT, outcome))
                .register(meters)
                .increment();
        Duration delay = Duration.between(Instant.ofEpochMilli(issuedAt), Instant.now());
        Timer.builder("syncline.sink.delay")
                .description("From a command on its topic to its result on its topic")
                .tags(tags)
                .serviceLevelObjectives(STEPS)
                .register(meters)
                .record(delay.isNegative() ? Duration.ZERO : delay);
        told(Level.DEBUG, write).addKeyValue(RESULT, outcome)
                .addKeyValue("attempts", result.getAttempts())
                .addKeyValue("delayMs", delay.toMillis())
                .log("A command ended");
        ended.increment();
    }

    private static LoggingEventBuilder told(Level level, Write write) {
        return LOGGER.atLevel(level)
                .addKeyValue(TENANT, write.getTenant())
                .addKeyValue("mailbox", write.getMailbox())
                .addKeyValue("item", write.getItem())
                .addKeyValue("causeId", write.getCauseId())
                .addKeyValue("writeId", write.getWriteId())
                .addKeyValue("kind", write.getKind());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
