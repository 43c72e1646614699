package io.syncline.service.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.service.access.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalMasterKeyTest {

    private static final byte[] KEY = "a tenant's key".getBytes(UTF_8);
    private static final byte[] ACME = "syncline-tenant-key/acme".getBytes(UTF_8);
    private static final byte[] OTHER = "syncline-tenant-key/other".getBytes(UTF_8);
    private static final String ZEROS = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    @Test
    void unwrapsWhatTheSameKeyWrapped() {
        byte[] wrapped = LocalMasterKey.of("masterKeyFile", ZEROS).wrap(KEY, ACME);

        byte[] unwrapped = LocalMasterKey.of("elsewhere", " " + ZEROS + "\r\n")
                .unwrap(wrapped, ACME);

        assertThat(unwrapped).isEqualTo(KEY);
    }

    @Test
    void doesNotUnwrapForAnotherTenant() {
        MasterKey master = LocalMasterKey.of("masterKeyFile", ZEROS);
        byte[] wrapped = master.wrap(KEY, ACME);

        assertThatThrownBy(() -> master.unwrap(wrapped, OTHER))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining(master.id())
                .hasMessageContaining("syncline-tenant-key/other");
    }

    @Test
    void isNamedAfterTheHashOfTheKey() {
        // printf of 32 zero bytes piped into sha256sum starts so.
        assertThat(LocalMasterKey.of("masterKeyFile", ZEROS).id()).isEqualTo("66687aad");
    }

    @Test
    void showsNothingOfTheKey() {
        assertThat(LocalMasterKey.of("masterKeyFile", ZEROS))
                .hasToString("LocalMasterKey[66687aad]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void saysWhereAKeyOfTheWrongLengthStandsWithTheWayOut(String text) {
        assertThatThrownBy(() -> LocalMasterKey.of("SYNCLINE_MASTER_KEY", text))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("SYNCLINE_MASTER_KEY")
                .hasMessageContaining("must have 32")
                .hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void saysWhereAKeyIsNotBase64WithoutQuotingIt() {
        assertThatThrownBy(() -> LocalMasterKey.of("keys/master", "!hunter2!"))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("keys/master is not base64")
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void readsTheFileThatItMade() throws IOException {
        Path file = folder.resolve("master");

        LocalMasterKey made = LocalMasterKey.newKey(file);

        LocalMasterKey read = LocalMasterKey.of(file.toString(), Files.readString(file));
        assertThat(read.id()).isEqualTo(made.id());
        assertThat(read.unwrap(made.wrap(KEY, ACME), ACME)).isEqualTo(KEY);
    }

    @Test
    void makesAFileForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("master");
        Assumptions.assumeTrue(OwnerOnly.isPosix(file));

        LocalMasterKey.newKey(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void doesNotOverwriteAKey() throws IOException {
        Path file = Files.writeString(folder.resolve("master"), ZEROS);

        assertThatThrownBy(() -> LocalMasterKey.newKey(file))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent(ZEROS);
    }

    @Test
    void namesTheFileThatCannotBeWritten() {
        Path file = folder.resolve("nowhere").resolve("master");

        assertThatThrownBy(() -> LocalMasterKey.newKey(file))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining(file.toString());
    }
}
