package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.port.CurrentProviders;
import io.syncline.port.Providers;
import io.syncline.schemas.AvroTrust;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy is checked at the start against the fields that a contact has. */
class ReadersTest {

    static {
        AvroTrust.install();
    }

    private static final CurrentProviders PROVIDERS = new CurrentProviders(
            new Providers(Map.of("acme", new ScriptedProvider()), List.of()),
            key -> Optional.empty());

    @TempDir
    private Path folder;

    @Test
    void takesAPolicyForFieldsThatAContactHas() throws IOException {
        SynclineConfig config = config("jobTitle");

        assertThatCode(() -> new Readers(config, PROVIDERS)).doesNotThrowAnyException();
    }

    @Test
    void namesAFieldThatNoContactHas() throws IOException {
        SynclineConfig config = config("shoeSize");

        assertThatThrownBy(() -> new Readers(config, PROVIDERS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tenants.policy.fields.field")
                .hasMessageContaining("shoeSize");
    }

    private SynclineConfig config(String field) throws IOException {
        return ConfigLoader.load(Files.writeString(folder.resolve("syncline.yaml"), """
                kafka: {bootstrapServers: "127.0.0.1:9092"}
                registry: {url: "http://127.0.0.1:8081"}
                tenants:
                  - id: acme
                    defaultRegion: US
                    graph: {baseUrl: "http://127.0.0.1:1", authority: "http://127.0.0.1:1",
                            directoryId: d, clientId: c, secretFile: none}
                    policy: {fields: [{field: %s, direction: CRM_ONLY}]}
                    mailboxes: [{id: agent-1, address: agent-1@example.com}]
                """.formatted(field)), Map.of());
    }
}
