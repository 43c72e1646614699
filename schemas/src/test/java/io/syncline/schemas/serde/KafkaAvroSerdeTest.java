package io.syncline.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.schemas.contact.Phone;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaAvroSerdeTest {

    private static final String TOPIC = "syncline.contact.test.v1";
    private static final Phone PHONE = new Phone("555-0100", "+15555550100");
    /** Zero byte, id 1, string "555-0100", union branch 1, string "+15555550100". */
    private static final String VECTOR = "00" + "00000001" + "10" + "3535352d30313030" + "02" + "18"
            + "2b3135353535353530313030";

    private StubRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new StubRegistry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void writesTheConfluentWireFormatByteForByte() {
        byte[] bytes = serializer(Map.of(RegistryConfig.AUTO_REGISTER, "true"))
                .serialize(TOPIC, PHONE);

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(VECTOR);
    }

    @Test
    void readsTheVectorBack() {
        serializer(Map.of(RegistryConfig.AUTO_REGISTER, "true")).serialize(TOPIC, PHONE);

        Object read = deserializer(Map.of()).deserialize(TOPIC, HexFormat.of().parseHex(VECTOR));

        assertThat(read).isEqualTo(PHONE);
    }

    @Test
    void asksForAnIdOnlyOnce() {
        KafkaAvroSerializer serializer = serializer(Map.of(RegistryConfig.AUTO_REGISTER, "true"));

        for (int i = 0; i < 3; i++) {
            serializer.serialize(TOPIC, PHONE);
        }

        assertThat(registry.requests).containsExactly("POST /subjects/" + TOPIC
                + "-value/versions");
    }

    @Test
    void registersNothingUnlessAsked() {
        assertThatThrownBy(() -> serializer(Map.of()).serialize(TOPIC, PHONE))
                .isInstanceOf(RegistryException.Unknown.class)
                .hasMessageContaining(TOPIC + "-value");
        assertThat(registry.requests).containsExactly("POST /subjects/" + TOPIC + "-value");
    }

    @Test
    void saysWhichIdIsUnknown() {
        byte[] bytes = HexFormat.of().parseHex("00000000091000");

        assertThatThrownBy(() -> deserializer(Map.of()).deserialize(TOPIC, bytes))
                .isInstanceOf(RegistryException.Unknown.class)
                .hasMessageContaining("/schemas/ids/9");
    }

    @Test
    void refusesBytesThatAreNoValue() {
        assertThatThrownBy(() -> deserializer(Map.of()).deserialize(TOPIC, new byte[]{7, 1}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("zero byte");
    }

    @Test
    void refusesAValueThatEndsTooEarly() {
        serializer(Map.of(RegistryConfig.AUTO_REGISTER, "true")).serialize(TOPIC, PHONE);
        byte[] cut = HexFormat.of().parseHex(VECTOR.substring(0, 20));

        assertThatThrownBy(() -> deserializer(Map.of()).deserialize(TOPIC, cut))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("does not follow its schema");
    }

    @Test
    void triesAgainWhileTheRegistryStarts() {
        registry.failNext(2);

        byte[] bytes = serializer(Map.of(RegistryConfig.AUTO_REGISTER, "true"))
                .serialize(TOPIC, PHONE);

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(VECTOR);
        assertThat(registry.requests).hasSize(3);
    }

    @Test
    void namesTheUrlsThatDoNotAnswer() {
        String dead = registry.url();
        registry.close();

        assertThatThrownBy(() -> serializer(Map.of(RegistryConfig.URL, dead))
                .serialize(TOPIC, PHONE))
                .isInstanceOf(RegistryException.Unreachable.class)
                .hasMessageContaining(dead);
    }

    @Test
    void sendsBasicCredentials() {
        serializer(Map.of(RegistryConfig.AUTO_REGISTER, "true",
                RegistryConfig.BASIC_SOURCE, "USER_INFO",
                RegistryConfig.BASIC_USER, "user:pass")).serialize(TOPIC, PHONE);

        assertThat(registry.authorizations).containsExactly("Basic dXNlcjpwYXNz");
    }

    @Test
    void sendsABearerToken() {
        serializer(Map.of(RegistryConfig.AUTO_REGISTER, "true",
                RegistryConfig.BEARER_SOURCE, "STATIC_TOKEN",
                RegistryConfig.BEARER_TOKEN, "abc")).serialize(TOPIC, PHONE);

        assertThat(registry.authorizations).containsExactly("Bearer abc");
    }

    @Test
    void refusesASettingItWouldIgnore() {
        assertThatThrownBy(() -> serializer(Map.of(RegistryConfig.USE_LATEST, "true")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(RegistryConfig.USE_LATEST);
    }

    private KafkaAvroSerializer serializer(Map<String, String> settings) {
        KafkaAvroSerializer serializer = new KafkaAvroSerializer();
        serializer.configure(with(settings), false);
        return serializer;
    }

    private KafkaAvroDeserializer deserializer(Map<String, String> settings) {
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        deserializer.configure(with(settings), false);
        return deserializer;
    }

    private Map<String, String> with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(RegistryConfig.URL, registry.url(),
                RegistryConfig.RETRY_WAIT_MS, "1", RegistryConfig.RETRIES_MAX, "3"));
        all.putAll(settings);
        return all;
    }
}
