package io.syncline.topology.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

/** What becomes of an application of which a thread has failed. */
class StreamsServiceTest {

    @Test
    void replacesAThreadWhoseCommitMetTheBrokersAbort() {
        assertThat(
                StreamsService.response(new StreamsException("Error encountered trying to commit",
                        new InvalidTxnStateException("COMPLETE_ABORT"))))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }

    @Test
    void endsWithAnyOtherThread() {
        assertThat(StreamsService.response(
                new StreamsException("fails", new AuthorizationException("not yours"))))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(StreamsService.response(new NullPointerException()))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }
}
