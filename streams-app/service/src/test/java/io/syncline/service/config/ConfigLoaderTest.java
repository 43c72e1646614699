package io.syncline.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

    private static final String MINIMAL = """
            kafka: {bootstrapServers: "127.0.0.1:9092"}
            registry: {url: "http://127.0.0.1:8081"}
            """;
    private static final String TENANT = MINIMAL + """
            tenants:
              - id: acme
                defaultRegion: US
                graph: {baseUrl: "http://127.0.0.1:1", authority: "http://127.0.0.1:1",
                        directoryId: d, clientId: c, secretFile: none}
                mailboxes: [{id: agent-1, address: agent-1@example.com}]
            """;

    private static final String EWS = """
                ews: {url: "http://127.0.0.1:1", tokenEndpoint: "http://127.0.0.1:1", clientId: c,
                      secretFile: none}
            """;

    @TempDir
    private Path folder;

    @Test
    void takesDefaultsForWhatTheFileDoesNotName() throws IOException {
        SynclineConfig config = load(MINIMAL, Map.of());

        assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(config.kafka().partitions()).isEqualTo(12);
        assertThat(config.streams().commitInterval()).isEqualTo(Duration.ofMillis(30));
        assertThat(config.source().fullListingInterval()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void letsTheEnvironmentOverrideTheFile() throws IOException {
        SynclineConfig config = load(MINIMAL, Map.of("SYNCLINE_KAFKA_PARTITIONS", "4",
                "HOME", "/nowhere"));

        assertThat(config.kafka().partitions()).isEqualTo(4);
    }

    @Test
    void namesAnUnknownKey() {
        assertThatThrownBy(() -> load(MINIMAL + "sink: {concurency: 3}\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sink.concurency");
    }

    @Test
    void namesAMissingKey() {
        assertThatThrownBy(() -> load("registry: {url: x}\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrapServers");
    }

    @Test
    void namesAVariableThatNamesNothing() {
        assertThatThrownBy(() -> load(MINIMAL, Map.of("SYNCLINE_KAFKA_PARTITION", "4")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SYNCLINE_KAFKA_PARTITION");
    }

    @Test
    void namesAValueOutOfRange() {
        assertThatThrownBy(() -> load(MINIMAL + "source: {pollInterval: PT0S}\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("source.pollInterval");
    }

    @Test
    void namesAMalformedValue() {
        assertThatThrownBy(() -> load(MINIMAL + "source: {concurrency: many}\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("source.concurrency");
    }

    @Test
    void takesAnAbsentPolicyForTheDefaults() throws IOException {
        SynclineConfig config = load(TENANT, Map.of());

        assertThat(config.tenants()).singleElement()
                .extracting(SynclineConfig.Tenant::policy)
                .isEqualTo(SynclineConfig.Policy.DEFAULTS);
    }

    @Test
    void takesDefaultsForWhatAPolicyDoesNotName() throws IOException {
        SynclineConfig config = load(TENANT + policy(
                "{privateContacts: true, fields: [{field: jobTitle, direction: CRM_ONLY}]}"),
                Map.of());

        assertThat(config.tenants().getFirst().policy()).isEqualTo(new SynclineConfig.Policy(
                List.of(new SynclineConfig.FieldPolicy("jobTitle",
                        SynclineConfig.Direction.CRM_ONLY, SynclineConfig.Preference.LATEST)),
                SynclineConfig.Direction.BOTH, false, true, List.of()));
    }

    @Test
    void readsEverySettingOfAPolicy() throws IOException {
        SynclineConfig config = load(TENANT + policy("{deletes: MAILBOX_ONLY, "
                + "deleteBeatsEdit: true, categories: [Client]}"),
                Map.of());

        assertThat(config.tenants().getFirst().policy()).isEqualTo(new SynclineConfig.Policy(
                List.of(), SynclineConfig.Direction.MAILBOX_ONLY, true, false, List.of("Client")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{deletes: SIDEWAYS} | policy.deletes",
            "{fields: [{field: jobTitle, preference: NOBODY}]} | preference",
            "{fields: [{direction: BOTH}]} | tenants.policy.fields.field",
            "{fields: [{field: jobTitle}, {field: jobTitle}]} | tenants.policy.fields",
            "{categories: [\" \"]} | tenants.policy.categories",
            "{privateContact: true} | policy.privateContact"})
    void namesWhatIsWrongInAPolicy(String policy, String key) {
        assertThatThrownBy(() -> load(TENANT + policy(policy), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @Test
    void letsAMailboxNameAnotherProviderThanItsTenant() throws IOException {
        SynclineConfig config = load(TENANT.replace("{id: agent-1,", "{id: agent-0, provider:"
                + " ews, address: agent-0@example.com}, {id: agent-1,") + EWS, Map.of());

        SynclineConfig.Tenant tenant = config.tenants().getFirst();
        assertThat(tenant.reachedBy(SynclineConfig.Provider.EWS))
                .extracting(SynclineConfig.Mailbox::id)
                .containsExactly("agent-0");
        assertThat(tenant.reachedBy(SynclineConfig.Provider.GRAPH))
                .extracting(SynclineConfig.Mailbox::id)
                .containsExactly("agent-1");
    }

    @Test
    void namesTheSettingThatAMailboxesOwnProviderLacks() {
        assertThatThrownBy(() -> load(TENANT.replace("{id: agent-1,", "{id: agent-1, provider:"
                + " ews,"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tenants.ews");
    }

    private static String policy(String policy) {
        return "    policy: " + policy + "\n";
    }

    private SynclineConfig load(String yaml, Map<String, String> environment)
            throws IOException {
        Path file = Files.writeString(folder.resolve("syncline.yaml"), yaml);
        return ConfigLoader.load(file, environment);
    }
}
