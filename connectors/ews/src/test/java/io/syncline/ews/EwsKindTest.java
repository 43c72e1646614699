package io.syncline.ews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.ews.client.EwsHosts;
import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.port.MailboxProvider;
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
class EwsKindTest {

    private static final String BASIC = """
                ews: {url: "https://mail.example.com/EWS/Exchange.asmx", login: basic,
                      username: service, passwordFile: "%s"}
            """;

    private final EwsKind kind = new EwsKind(new EwsHosts(new SimpleMeterRegistry()));
    @TempDir
    private Path folder;

    @Test
    void makesAProviderForATenantThatIsReachedByEws() throws IOException {
        SynclineConfig config = load("ews", BASIC);

        assertThat(kind.configured(config, config.tenants().getFirst())
                .map(MailboxProvider::name)).contains("ews");
    }

    @Test
    void readsThePasswordFromItsFile() throws IOException {
        SynclineConfig config = load("ews", BASIC);
        SynclineConfig.Tenant tenant = config.tenants().getFirst();

        EwsSettings settings = EwsKind.settings(config, tenant,
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

        assertThat(kind.configured(config, config.tenants().getFirst())).isEmpty();
    }

    @Test
    void sendsNoPasswordInTheClear() throws IOException {
        SynclineConfig config = load("ews", BASIC.replace("https://mail", "http://mail"));

        assertThatThrownBy(() -> kind.configured(config, config.tenants().getFirst()))
                .isInstanceOf(ConfigException.class)
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
