package io.syncline.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig.ApplicationFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What proves an application comes from files that the configuration names. */
class CredentialTest {

    private static final String SECTION = "tenants.graph";

    @TempDir
    private Path folder;

    @Test
    void isTheSecretOfItsFile() throws IOException {
        Path secret = written("secret.txt", "hidden\n");

        Credential credential = Credential.of(SECTION,
                new Named(Optional.of(secret), Optional.empty(), Optional.empty()));

        assertThat(credential).isEqualTo(new Credential.Secret("hidden"));
    }

    @Test
    void isTheCertificateWithThePasswordOfItsFile() throws IOException {
        Path keys = KeyFile.pfx(folder, "open-it");
        Path password = written("password.txt", " open-it \n");

        Credential credential = Credential.of(SECTION,
                new Named(Optional.empty(), Optional.of(keys), Optional.of(password)));

        assertThat(credential).isInstanceOf(Credential.Certificate.class);
    }

    @Test
    void saysThatTheNamedPasswordIsNotTheFiles() {
        Path keys = KeyFile.pfx(folder, "open-it");

        assertThatThrownBy(() -> Credential.of(SECTION,
                new Named(Optional.empty(), Optional.of(keys), Optional.empty())))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Setting tenants.graph.certificateFile names " + keys
                        + ": its password is another one");
    }

    @Test
    void namesTheSettingWhoseFileCannotBeRead() {
        Path nowhere = folder.resolve("nowhere.txt");

        assertThatThrownBy(() -> Credential.of(SECTION,
                new Named(Optional.of(nowhere), Optional.empty(), Optional.empty())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Cannot read tenants.graph.secretFile " + nowhere);
    }

    @Test
    void namesTheSettingThatIsMissing() {
        assertThatThrownBy(() -> Credential.of("tenants.ews",
                new Named(Optional.empty(), Optional.empty(), Optional.empty())))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Missing setting tenants.ews.secretFile");
    }

    @Test
    void showsNoSecret() {
        assertThat(new Credential.Secret("hidden-value").toString()).doesNotContain("hidden-value");
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private record Named(Optional<Path> secret, Optional<Path> certificate,
            Optional<Path> certificatePassword) implements ApplicationFiles {}
}
