package io.syncline.console.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.console.system.ConsoleException;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Direction;
import io.syncline.schemas.contact.FieldPolicy;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Preference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {

    static {
        AvroTrust.install();
    }

    @TempDir
    private Path folder;

    @Test
    void takesThePolicyOfEachTenantOutOfAConfiguration() throws IOException {
        Path file = write(
                """
                        tenants:
                        - id: acme
                          defaultRegion: US
                          provider: ews
                          ews: {url: "https://mail.example.com/EWS", login: BASIC, username: "sync", passwordFile: "secret"}
                          policy: {deletes: CRM_ONLY, fields: [{field: jobTitle, direction: MAILBOX_ONLY}]}
                          mailboxes: []
                        - id: beta
                          defaultRegion: US
                          provider: ews
                          ews: {url: "https://mail.example.com/EWS", login: BASIC, username: "sync", passwordFile: "secret"}
                          mailboxes: []
                        """);

        Map<String, Policy> policies = PolicyFile.ofConfiguration(file);

        assertThat(policies).containsOnlyKeys("acme", "beta");
        assertThat(policies).containsEntry("beta", Policy.newBuilder().build())
                .containsEntry("acme", Policy.newBuilder()
                        .setDeletes(Direction.CRM_ONLY)
                        .setFields(List.of(new FieldPolicy("jobTitle", Direction.MAILBOX_ONLY,
                                Preference.LATEST)))
                        .build());
    }

    @Test
    void saysWhichSettingNobodyKnows() throws IOException {
        Path file = write("tennants: []\n");

        assertThatThrownBy(() -> PolicyFile.ofConfiguration(file))
                .isInstanceOf(ConsoleException.class)
                .hasMessageContaining("tennants")
                .hasMessageContaining("other.yaml");
    }

    @Test
    void saysWhichFieldNoContactHas() throws IOException {
        Path file = write("fields: [{field: shoeSize}]\n");

        assertThatThrownBy(() -> PolicyFile.read(file)).hasMessageContaining("shoeSize");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("other.yaml"), text);
    }
}
