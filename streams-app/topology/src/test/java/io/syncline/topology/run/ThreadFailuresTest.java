package io.syncline.topology.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

/** What becomes of an application of two threads of which one has failed. */
class ThreadFailuresTest {

    private static final Throwable ABORT_MET = new StreamsException("Error encountered trying to"
            + " commit", new InvalidTxnStateException("COMPLETE_ABORT"));

    private final AtomicLong nanoTime = new AtomicLong(Duration.ofHours(1).toNanos());
    private final ThreadFailures failures = new ThreadFailures("test", 2, nanoTime::get);

    @Test
    void replacesAThreadWhoseCommitMetTheBrokersAbort() {
        assertThat(failures.handle(ABORT_MET))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    @Test
    void endsWithAnyOtherThread() {
        assertThat(failures.handle(
                new StreamsException("fails", new AuthorizationException("not yours"))))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(failures.handle(new NullPointerException()))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }

    @Test
    void endsWhereTheSameComesAgainSoon() {
        failures.handle(ABORT_MET);
        failures.handle(ABORT_MET);

        assertThat(failures.handle(ABORT_MET))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }

    @Test
    void replacesAThreadAgainLater() {
        failures.handle(ABORT_MET);
        failures.handle(ABORT_MET);
        nanoTime.addAndGet(Duration.ofMinutes(2).toNanos());

        assertThat(failures.handle(ABORT_MET))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }
}
