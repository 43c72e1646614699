package io.syncline.service.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.service.secret.Opened.Destroyed;
import io.syncline.service.secret.Opened.Plaintext;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key management service takes the place of the local master key, and may be away. */
class KmsAsMasterKeyTest {

    private static final byte[] PLAINTEXT = "hunter2".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private FakeKms kms;
    private Vault vault;

    @BeforeEach
    void open() {
        kms = new FakeKms("kms-1");
        vault = Vault.of(kms, folder);
        vault.keys().create("acme");
    }

    @Test
    void opensWhatItSealedInAnotherProcess() {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);

        Opened opened = Vault.of(kms, folder).open("acme", "graph", sealed);

        assertThat(opened).isInstanceOfSatisfying(Plaintext.class,
                plaintext -> assertThat(plaintext.bytes()).isEqualTo(PLAINTEXT));
    }

    @Test
    void isAskedOnceUntilTheTenantsKeyChanges() {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);
        int before = kms.unwraps();

        for (int i = 0; i < 10; i++) {
            vault.open("acme", "graph", sealed);
        }

        assertThat(kms.unwraps()).isEqualTo(before);
    }

    @Test
    void isNotNeededForAnUnwrappedKeyWhileItIsAway() {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);

        kms.goAway();

        assertThat(vault.open("acme", "graph", sealed)).isInstanceOf(Plaintext.class);
    }

    @Test
    void givesNoVerdictOnASecretWhileItIsAway() {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);
        Vault second = Vault.of(kms, folder);

        kms.goAway();

        assertThatThrownBy(() -> second.open("acme", "graph", sealed))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("kms-1 is away");
        kms.comeBack();
        assertThat(second.open("acme", "graph", sealed)).isInstanceOf(Plaintext.class);
    }

    @Test
    void isNotNeededToDestroyATenantsKey() {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);
        kms.goAway();

        vault.keys().destroy("acme");

        assertThat(vault.open("acme", "graph", sealed)).isEqualTo(new Destroyed());
    }

    @Test
    void leavesNoFileIfItFailsToWrapANewKey() {
        kms.goAway();

        assertThatThrownBy(() -> vault.keys().create("beta")).isInstanceOf(SecretException.class);

        assertThat(vault.keys().tenants()).containsExactly("acme");
    }

    @Test
    void stopsIfItUnwrapsSomethingElse() {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);

        kms.mixUp();

        assertThatThrownBy(() -> Vault.of(kms, folder).open("acme", "graph", sealed))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("acme")
                .hasMessageContaining("kms-1");
    }
}
