package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.schemas.serde.RegistryClient;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.serde.RegistryException;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sync end to end over TLS and SASL, and what users may not do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("soak")
class SecuredSystemTest {

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(90));
    private static final String MAILBOX = "secured";
    private static final int PEOPLE = 5;
    private static final Duration POLL = Duration.ofSeconds(5);

    private SecuredSystem system;

    @BeforeAll
    void start() {
        system = SecuredSystem.start(List.of(MAILBOX), WAITING);
    }

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void syncsBothWaysAndNobodyIsRefusedAnything() {
        TwoSides sides = system.sides(MAILBOX);
        List<String> emails = sides.filled(PEOPLE);

        sides.inCrm(sides.recordId(emails.getFirst()), TwoSides.set("jobTitle", "By the CRM"));
        sides.inOutlook(sides.contactId(emails.getLast()),
                TwoSides.set("jobTitle", "By the agent"));
        sides.deleteInOutlook(sides.contactId(emails.get(1)));
        WAITING.until("the delete is in the CRM", () -> sides.records().size() == PEOPLE - 1);
        List<String> left = emails.stream()
                .filter(email -> !email.equals(emails.get(1)))
                .toList();
        List<String> problems = sides.settled(left);

        assertThat(problems).isEmpty();
        assertThat(sides.contacts()).extracting(one -> one.path("jobTitle").asText())
                .contains("By the CRM", "By the agent");
        assertThat(system.registry().letIn()).isPositive();
        for (String service : SecuredSystem.services()) {
            assertThat(system.log(service)).as(service)
                    .doesNotContain("AuthorizationException",
                            "AuthenticationException");
            assertThat(system.restartsOf(service)).as(service).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"sink, syncline.contact.merged.v1", "gateway, syncline.contact.journal.v1",
            "source, syncline.contact.writes.v1", "merge, syncline.mailbox.cursor.v1",
            "sequence, syncline.tenant.registry.v1"})
    void letsNoServiceWriteWhatIsNotItsOwn(String service, String topic) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                client(service), new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, new byte[1])).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"sink, syncline.contact.edited.v1", "gateway, syncline.contact.journal.v1",
            "merge, syncline.tenant.registry.v1", "sequence, syncline.mailbox.cursor.v1"})
    void letsNoServiceReadWhatIsNotForIt(String service, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(client(service),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seek(new TopicPartition(topic, 0), 0);

            assertThatThrownBy(() -> consumer.poll(POLL))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void letsNobodyInWithAWrongPassword() {
        try (Admin admin = Admin.create(system.clientOf("sink", "wrong"))) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void letsNobodyReadSchemasWithoutThePassword() {
        Topic topic = TopicCatalogue.MERGED;
        try (RegistryClient client = new RegistryClient(new RegistryConfig(Map.of(
                RegistryConfig.URL, system.registry().url(),
                RegistryConfig.TRUSTSTORE, system.certificate().toString(),
                RegistryConfig.TRUSTSTORE_TYPE, "PEM")))) {
            assertThatThrownBy(() -> client.idOf(topic.subject(), topic.value()))
                    .isInstanceOf(RegistryException.Refused.class)
                    .hasMessageContaining("401");
        }
    }

    @Test
    void trustsNoRegistryWhoseCertificateNobodyVouchesFor() {
        Topic topic = TopicCatalogue.MERGED;
        try (RegistryClient client = new RegistryClient(new RegistryConfig(Map.of(
                RegistryConfig.URL, system.registry().url(), RegistryConfig.RETRIES_MAX, 0)))) {
            assertThatThrownBy(() -> client.idOf(topic.subject(), topic.value()))
                    .isInstanceOf(RegistryException.Unreachable.class)
                    .hasStackTraceContaining("PKIX");
        }
    }

    private Properties client(String service) {
        Properties client = system.clientOf(service, SecuredSystem.passwordOf(service));
        client.put("max.block.ms", "10000");
        client.put("default.api.timeout.ms", "10000");
        return client;
    }
}
