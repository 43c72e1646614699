package io.syncline.service.kafka;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RetriableException;

/**
 * What brokers answer in the end. While a broker is away and others take over what it led, a consumer's questions
 * may fail at once, though they are called retriable (seen with 4.3.1: {@code endOffsets} within a rebalance, with a
 * DisconnectException).
 */
public final class BrokerAnswers {

    /** Longer than it takes until a broker is missed and another one leads. */
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private BrokerAnswers() {}

    /**
     * Asks until there is an answer.
     *
     * @throws RetriableException the last one, if there is none within half a minute
     */
    public static <T> T to(Supplier<T> question) {
        return to(question, PATIENCE);
    }

    static <T> T to(Supplier<T> question, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return question.get();
            } catch (RetriableException e) {
                if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
