package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.bootstrap.Bootstrap;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.serde.KafkaAvroDeserializer;
import io.syncline.schemas.serde.KafkaAvroSerializer;
import io.syncline.schemas.serde.RegistryClient;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.serde.RegistryException;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** The wire against a real registry. */
class RegistryWireTest {

    static {
        AvroTrust.install();
    }

    private static final Merged JANE = Merged.newBuilder()
            .setTenant("t")
            .setMailbox("m")
            .setItem("i")
            .setVersion(3)
            .setDeleted(false)
            .setContact(Contact.newBuilder()
                    .setDisplayName("Jane")
                    .setEmailAddresses(List.of(new EmailAddress("jane@example.com", null)))
                    .build())
            .build();

    private final Map<String, String> settings = Map.of(RegistryConfig.URL,
            Running.infrastructure().registryUrl());

    @Test
    void readsBackWhatItWroteUnderTheRegisteredSchema() {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        serializer.configure(settings, false);
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(settings, false);
        String topic = TopicCatalogue.MERGED.name();

        assertThat(deserializer.deserialize(topic, serializer.serialize(topic, JANE)))
                .isEqualTo(JANE);
    }

    @Test
    void keepsTheCompatibilityThatBootstrapSet() {
        try (RegistryClient client = new RegistryClient(new RegistryConfig(settings))) {
            assertThat(client.compatibility()).isEqualTo(Bootstrap.COMPATIBILITY);
        }
    }

    @Test
    void refusesASchemaThatOlderReadersCouldNotRead() {
        Schema broken = SchemaBuilder.record("io.syncline.schemas.contact.Merged")
                .fields()
                .requiredString("somethingNew")
                .endRecord();

        try (RegistryClient client = new RegistryClient(new RegistryConfig(settings))) {
            assertThatThrownBy(() -> client.register(TopicCatalogue.MERGED.subject(), broken))
                    .isInstanceOf(RegistryException.Refused.class)
                    .hasMessageContaining("409");
        }
    }
}
