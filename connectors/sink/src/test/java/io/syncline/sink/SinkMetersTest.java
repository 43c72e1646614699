package io.syncline.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinkMetersTest {

    static {
        AvroTrust.install();
    }

    private static final Write WRITE = Write.newBuilder()
            .setTenant("t")
            .setMailbox("m")
            .setItem("i")
            .setNumber(1)
            .setWriteId("w1")
            .setCauseId("c")
            .setKind(WriteKind.DELETE)
            .setProvider("fake")
            .setFields(List.of())
            .setContact(Contact.newBuilder().build())
            .setDecidedAt(Instant.EPOCH)
            .build();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SinkMeters meters = new SinkMeters(registry);

    @Test
    void tellsWhatWeHeldBackFromWhatTheServiceRefused() {
        Duration wait = Duration.ofSeconds(1);

        tried(new Failure.Throttled(wait, "429"));
        tried(new Failure.Throttled(wait, "Our budget is used up", true));
        tried(new Failure.Throttled(wait, "Our budget is used up", true));

        assertThat(attempts("throttled")).isEqualTo(1);
        assertThat(attempts("held_back")).isEqualTo(2);
    }

    private void tried(Failure failure) {
        meters.tried(WRITE, Answer.failed(failure));
    }

    private double attempts(String result) {
        return registry.get("syncline.sink.attempts").tags("result", result).counter().count();
    }
}
