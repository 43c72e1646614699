package io.syncline.topology.run;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an application of which a thread has failed: it ends. One failure needs no more than another thread: a
 * commit that meets the broker's own abort of its transaction, as after another broker has taken over, is told as a state
 * that is not to be, and so as fatal (KAFKA-20785; in 4.3.1). Where that comes more often within a minute than there are
 * threads, it is no accident, and the application ends as well.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(ThreadFailures.class);
    private static final Duration SOON = Duration.ofMinutes(1);

    private final String application;
    private final int threads;
    private final LongSupplier nanoTime;
    private int replaced;
    private long replacedNanos;

    /** @param threads so many may fail so at once, for one reason */
    ThreadFailures(String application, int threads, LongSupplier nanoTime) {
        this.application = application;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.replacedNanos = nanoTime.getAsLong();
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        StreamThreadExceptionResponse response = metAnAbort(failure) && mayReplace()
                ? StreamThreadExceptionResponse.REPLACE_THREAD
                : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        LOGGER.atError()
                .addKeyValue("application", application)
                .addKeyValue("response", response)
                .setCause(failure)
                .log("A stream thread failed");
        return response;
    }

    private static boolean metAnAbort(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(InvalidTxnStateException.class::isInstance);
    }

    private boolean mayReplace() {
        long now = nanoTime.getAsLong();
        if (now - replacedNanos > SOON.toNanos()) {
            replaced = 0;
            replacedNanos = now;
        }
        replaced++;
        return replaced <= threads;
    }
}
