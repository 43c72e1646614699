package io.syncline.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import java.util.function.BooleanSupplier;
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
    private static final SynclineConfig.Sink SETTINGS = settings(Duration.ofMinutes(1),
            Duration.ofSeconds(5));
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
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SinkMeters meters = new SinkMeters(registry);
    private final PartitionLanes lanes = lanes(SETTINGS, 0);

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
    void countsACommandByItsOutcomeOnceItsResultIsSafe() {
        lanes.add(create("fake"));

        waitUntil(() -> meters.ended() == 1);
        assertThat(registry.get("syncline.sink.writes")
                .tags("tenant", "t", "provider", "fake", "kind", "create", "result", "landed")
                .counter()
                .count()).isEqualTo(1);
        assertThat(registry.get("syncline.sink.attempts")
                .tags("tenant", "t", "provider", "fake", "result", "answered")
                .counter()
                .count()).isEqualTo(1);
        assertThat(registry.get("syncline.sink.delay").timer().count()).isEqualTo(1);
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

    /** History 19: a stalled request of the owner before reaches the service within its deadline, or never. */
    @Test
    void waitsOneDeadlineForWhatAnOwnerThatWasCutOffHasOnItsWay() {
        SynclineConfig.Sink patient = settings(Duration.ofMinutes(1), Duration.ofMillis(700));
        long begin = System.nanoTime();
        try (PartitionLanes taken = lanes(patient, 1)) {
            taken.add(create("fake"));

            assertThat(result().getOutcome()).isEqualTo(WriteOutcome.LANDED);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isGreaterThanOrEqualTo(patient.requestTimeout());
        }
    }

    /** History 14: a mailbox that does not answer holds up neither its item nor the committed offset. */
    @Test
    void endsACommandThatNobodyAnswers() {
        mailbox.answers = false;
        try (PartitionLanes hurried = lanes(settings(Duration.ofMillis(200),
                Duration.ofSeconds(5)), 0)) {
            hurried.add(create("fake"));

            assertThat(result().getOutcome()).isEqualTo(WriteOutcome.UNAVAILABLE);
            assertThat(result().getReason()).contains("No answer within PT0.2S");
            waitUntil(() -> hurried.offsets().committable() == 1);
        }
    }

    private PartitionLanes lanes(SynclineConfig.Sink settings, long freshFrom) {
        return new PartitionLanes(new PartitionLanes.Shared(settings, providers, new Semaphore(4),
                new MailboxGate(4), results, reviver,
                meters), new ConcurrentHashMap<>(), freshFrom);
    }

    private static SynclineConfig.Sink settings(Duration answerWithin, Duration requestTimeout) {
        return new SynclineConfig.Sink(4, 4, answerWithin, requestTimeout, Duration.ofMillis(1),
                Duration.ofMillis(1), Duration.ofMillis(1));
    }

    private WriteResult result() {
        waitUntil(() -> told().isPresent());
        return told().orElseThrow();
    }

    private Optional<WriteResult> told() {
        return producer.history()
                .stream()
                .filter(record -> record.topic().equals(TopicCatalogue.WRITE_RESULTS.name()))
                .map(record -> (WriteResult) record.value())
                .findFirst();
    }

    private static void waitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within " + PATIENCE).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
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
