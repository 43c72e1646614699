package io.syncline.ews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.ews.client.EwsHosts;
import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.port.Providers;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the configuration to providers. */
class EwsProvidersTest {

    private static final String BASIC = """
                ews: {url: "https://mail.example.com/EWS/Exchange.asmx", login: basic,
                      username: service, passwordFile: "%s"}
            """;

    private final EwsHosts hosts = new EwsHosts(new SimpleMeterRegistry());
    @TempDir
    private Path folder;

    @Test
    void makesAProviderForATenantThatIsReachedByEws() throws IOException {
        try (Providers providers = EwsProviders.of(load("ews", BASIC), hosts)) {
            assertThat(providers.of("acme", "ews")).isPresent();
            assertThat(providers.mailbox("acme", "agent-1").map(providers::configured))
                    .contains("ews");
        }
    }

    @Test
    void readsThePasswordFromItsFile() throws IOException {
        SynclineConfig config = load("ews", BASIC);
        SynclineConfig.Tenant tenant = config.tenants().getFirst();

        EwsSettings settings = EwsProviders.settings(config, tenant,
                tenant.reachedByEws().orElseThrow());

        assertThat(settings.login()).isEqualTo(new Login.Basic("service", "hidden"));
        assertThat(settings.impersonates()).isTrue();
        assertThat(settings.requestsMax()).isEqualTo(EwsSettings.REQUESTS_MAX);
        assertThat(settings.serverVersion()).isEqualTo(EwsSettings.SERVER_VERSION);
    }

    @Test
    void leavesTenantsAloneThatAreReachedByGraph() throws IOException {
        SynclineConfig config = load("graph", """
                    graph: {baseUrl: "https://127.0.0.1:1", authority: "https://127.0.0.1:1",
                            directoryId: d, clientId: c, secretFile: "%s"}
                """);

        try (Providers providers = EwsProviders.of(config, hosts)) {
            assertThat(providers.of("acme", "ews")).isEmpty();
            assertThat(providers.mailboxes()).isEmpty();
        }
    }

    @Test
    void sendsNoPasswordInTheClear() throws IOException {
        SynclineConfig config = load("ews", BASIC.replace("https://mail", "http://mail"));

        assertThatThrownBy(() -> EwsProviders.of(config, hosts)).isInstanceOf(ConfigException.class)
                .hasMessageContaining("tenants.ews")
                .hasMessageContaining("https");
    }

    @Test
    void namesWhatALoginLacks() {
        assertThatThrownBy(() -> load("ews",
                "    ews: {url: \"https://mail.example.com/\", secretFile: \"%s\"}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tenants.ews.tokenEndpoint");
    }

    private SynclineConfig load(String provider, String settings) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hidden\n");
        Path file = Files.writeString(folder.resolve("syncline.yaml"), """
                kafka: {bootstrapServers: "127.0.0.1:9092"}
                registry: {url: "http://127.0.0.1:8081"}
                tenants:
                  - id: acme
                    defaultRegion: US
                    provider: %s
                    mailboxes: [{id: agent-1, address: agent-1@example.com}]
                """.formatted(provider) + settings.formatted(secret).indent(0));
        return ConfigLoader.load(file, Map.of());
    }
}
