package io.syncline.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.CurrentProviders;
import io.syncline.port.MailboxRef;
import io.syncline.port.Providers;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A command is carried out through the provider that it is meant for, or not at all (rule R21). */
class PartitionLanesTest {

    static {
        AvroTrust.install();
    }

    private static final MailboxRef MAILBOX = new MailboxRef("t", "m", "agent@example.com",
            List.of());
    private static final SynclineConfig.Sink SETTINGS = new SynclineConfig.Sink(4, 4,
            Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofMillis(1),
            Duration.ofMillis(1), Duration.ofMillis(1));
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LaggingMailbox mailbox = new LaggingMailbox();
    private final AtomicReference<Optional<Mailbox>> registered = new AtomicReference<>(
            Optional.empty());
    private final MockProducer<String, SpecificRecord> producer = new MockProducer<>(true, null,
            new StringSerializer(), (topic, value) -> new byte[0]);
    private final Results results = new Results(producer);
    private final CurrentProviders providers = new CurrentProviders(
            new Providers(Map.of("t", mailbox), List.of(MAILBOX)), key -> registered.get());
    private final Reviver reviver = new Reviver(providers, results, Duration.ofMinutes(1));
    private final PartitionLanes lanes = new PartitionLanes(
            new PartitionLanes.Shared(SETTINGS, providers, new Semaphore(4), new MailboxGate(4),
                    results, reviver),
            new ConcurrentHashMap<>(), 0);

    @AfterEach
    void stop() {
        lanes.close();
        reviver.close();
    }

    @Test
    void carriesOutWhatIsMeantForTheMailboxesProvider() {
        lanes.add(create("fake"));

        assertThat(result().getOutcome()).isEqualTo(WriteOutcome.LANDED);
        assertThat(mailbox.creates).isEqualTo(1);
    }

    @Test
    void touchesNothingOnceTheRegistryNamesAnotherProvider() {
        registered.set(Optional.of(Mailbox.newBuilder()
                .setTenant("t")
                .setMailbox("m")
                .setProvider("another")
                .setAddress(MAILBOX.address())
                .setState(MailboxState.ACTIVE)
                .build()));

        lanes.add(create("fake"));

        assertThat(result().getOutcome()).isEqualTo(WriteOutcome.UNAVAILABLE);
        assertThat(result().getReason()).contains(
                "The mailbox is reached through another now, not through fake");
        assertThat(mailbox.creates).isZero();
        assertThat(mailbox.searches).isZero();
    }

    @Test
    void answersWhatIsMeantForAProviderWithoutSettings() {
        lanes.add(create("another"));

        assertThat(result().getOutcome()).isEqualTo(WriteOutcome.UNAVAILABLE);
        assertThat(mailbox.creates).isZero();
    }

    private WriteResult result() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<WriteResult> told = producer.history()
                    .stream()
                    .filter(record -> record.topic().equals(TopicCatalogue.WRITE_RESULTS.name()))
                    .map(record -> (WriteResult) record.value())
                    .findFirst();
            if (told.isPresent()) {
                return told.get();
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        throw new AssertionError("No result within " + PATIENCE);
    }

    private static ConsumerRecord<String, Write> create(String provider) {
        return new ConsumerRecord<>(TopicCatalogue.WRITES.name(), 0, 0, "t/m/i",
                Write.newBuilder()
                        .setTenant("t")
                        .setMailbox("m")
                        .setItem("i")
                        .setNumber(1)
                        .setWriteId("w1")
                        .setCauseId("c")
                        .setKind(WriteKind.CREATE)
                        .setProvider(provider)
                        .setFields(List.of("givenName"))
                        .setContact(Contact.newBuilder().setGivenName("Jane").build())
                        .setDecidedAt(Instant.EPOCH)
                        .build());
    }
}
