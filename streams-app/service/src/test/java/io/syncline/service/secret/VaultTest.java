package io.syncline.service.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.service.secret.Opened.Destroyed;
import io.syncline.service.secret.Opened.Plaintext;
import io.syncline.service.secret.Opened.Unreadable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {

    private static final String SECRET = "hunter2";
    private static final byte[] PLAINTEXT = SECRET.getBytes(UTF_8);

    @TempDir
    private Path folder;

    private LocalMasterKey master;
    private Path keys;
    private Vault vault;

    @BeforeEach
    void open() {
        master = LocalMasterKey.newKey(folder.resolve("master"));
        keys = folder.resolve("keys");
        vault = Vault.of(master, keys);
        vault.keys().create("acme");
    }

    @Test
    void opensWhatItSealed() {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);

        assertThat(clear(vault.open("acme", "graph", sealed))).isEqualTo(SECRET);
        assertThat(new String(sealed, UTF_8)).doesNotContain(SECRET);
    }

    @Test
    void opensWhatAnotherProcessSealed() {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);

        Opened opened = Vault.of(master, keys).open("acme", "graph", sealed);

        assertThat(clear(opened)).isEqualTo(SECRET);
    }

    @Test
    void sealsAnEmptySecret() {
        byte[] sealed = vault.seal("acme", "graph", new byte[0]);

        assertThat(clear(vault.open("acme", "graph", sealed))).isEmpty();
    }

    @Test
    void doesNotOpenForAnotherTenant() {
        vault.keys().create("other");
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);

        assertThat(vault.open("other", "graph", sealed)).isInstanceOf(Unreadable.class);
    }

    @Test
    void doesNotOpenForATenantWhoseFileIsACopyOfTheOwners() throws IOException {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);

        Files.copy(keys.resolve("acme.key"), keys.resolve("thief.key"));

        assertThatThrownBy(() -> vault.open("thief", "graph", sealed))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("thief")
                .hasMessageContaining(master.id());
    }

    @Test
    void doesNotOpenForAnotherPurpose() {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);

        assertThat(vault.open("acme", "ews", sealed))
                .isInstanceOfSatisfying(Unreadable.class, unreadable -> assertThat(unreadable.why())
                        .contains("acme", "ews")
                        .doesNotContain(SECRET));
    }

    @Test
    void doesNotOpenIfAnyBitIsFlipped() {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);

        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(vault.open("acme", "graph", flipped))
                    .as("bit %s", bit)
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void doesNotOpenWhatIsCutShort() {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);

        for (int length = 0; length < sealed.length; length++) {
            assertThat(vault.open("acme", "graph", Arrays.copyOf(sealed, length)))
                    .as("%s bytes", length)
                    .isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void sealsNothingForATenantWithoutKey() {
        assertThatThrownBy(() -> vault.seal("unknown", "graph", PLAINTEXT))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("unknown")
                .hasMessageNotContaining(SECRET);
        assertThat(vault.keys().tenants()).containsExactly("acme");
    }

    @Test
    void forgetsADestroyedTenantAtOnceInEveryProcess() {
        Vault second = Vault.of(master, keys);
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);
        assertThat(second.open("acme", "graph", sealed)).isInstanceOf(Plaintext.class);

        vault.keys().destroy("acme");

        assertThat(vault.open("acme", "graph", sealed)).isEqualTo(new Destroyed());
        assertThat(second.open("acme", "graph", sealed)).isEqualTo(new Destroyed());
        assertThatThrownBy(() -> second.seal("acme", "graph", PLAINTEXT))
                .isInstanceOf(SecretException.class);
    }

    @Test
    void doesNotOpenWithAKeyMadeAnew() {
        Vault second = Vault.of(master, keys);
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);
        assertThat(second.open("acme", "graph", sealed)).isInstanceOf(Plaintext.class);

        vault.keys().destroy("acme");
        vault.keys().create("acme");

        assertThat(second.open("acme", "graph", sealed)).isInstanceOf(Unreadable.class);
        byte[] anew = second.seal("acme", "graph", PLAINTEXT);
        assertThat(clear(vault.open("acme", "graph", anew))).isEqualTo(SECRET);
    }

    @Test
    void opensOldSecretsAfterTheTenantsKeyWasRotated() {
        Vault second = Vault.of(master, keys);
        byte[] before = second.seal("acme", "graph", PLAINTEXT);

        vault.keys().rotate("acme");

        byte[] after = second.seal("acme", "graph", PLAINTEXT);
        assertThat(clear(second.open("acme", "graph", before))).isEqualTo(SECRET);
        assertThat(clear(vault.open("acme", "graph", after))).isEqualTo(SECRET);
        assertThat(tenantKeyOf(after)).isNotEqualTo(tenantKeyOf(before));
    }

    @Test
    void doesNotOpenNewSecretsWithTheKeyBeforeARotation() throws IOException {
        byte[] formerFile = Files.readAllBytes(keys.resolve("acme.key"));
        vault.keys().rotate("acme");
        byte[] after = vault.seal("acme", "graph", PLAINTEXT);

        Files.write(keys.resolve("acme.key"), formerFile);

        assertThat(vault.open("acme", "graph", after)).isInstanceOf(Unreadable.class);
    }

    @Test
    void namesBothMasterKeysIfItHasTheWrongOne() {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);
        LocalMasterKey wrong = LocalMasterKey.newKey(folder.resolve("wrong"));

        Opened opened = Vault.of(wrong, keys).open("acme", "graph", sealed);

        assertThat(opened).isInstanceOfSatisfying(Unreadable.class, unreadable -> assertThat(
                unreadable.why()).contains("acme", master.id(), wrong.id()));
    }

    @Test
    void doesNotTakeAMissingVolumeForADeletedTenant() throws IOException {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);

        Files.move(keys, folder.resolve("unmounted"), StandardCopyOption.ATOMIC_MOVE);
        Files.createDirectory(keys);

        assertThatThrownBy(() -> vault.open("acme", "graph", sealed))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("mounted");
    }

    @Test
    void keepsApartTenantsAndPurposesWithSlashes() {
        vault.keys().create("acme/eu");
        byte[] sealed = vault.seal("acme/eu", "graph", PLAINTEXT);

        assertThat(vault.open("acme", "eu/graph", sealed)).isInstanceOf(Unreadable.class);
        assertThat(clear(vault.open("acme/eu", "graph", sealed))).isEqualTo(SECRET);
    }

    @Test
    void showsNeitherKeysNorSecrets() throws IOException {
        byte[] sealed = vault.seal("acme", "graph", PLAINTEXT);
        Opened opened = vault.open("acme", "graph", sealed);
        String masterText = Files.readString(folder.resolve("master")).strip();
        KeyFile file = KeyFile.parse("acme", Files.readAllBytes(keys.resolve("acme.key")));

        String shown = vault + " " + vault.keys() + " " + opened + " " + master + " " + file + " "
                + file.unwrap("acme", master);

        assertThat(shown).contains("Plaintext[hidden]", master.id())
                .doesNotContain(SECRET, masterText, Arrays.toString(PLAINTEXT), "[B@");
    }

    private static String clear(Opened opened) {
        return switch (opened) {
            case Plaintext plaintext -> new String(plaintext.bytes(), UTF_8);
            case Destroyed destroyed -> throw new AssertionError(destroyed);
            case Unreadable unreadable -> throw new AssertionError(unreadable);
        };
    }

    /** Tink's number of the tenant's key, after 4 bytes length and 1 byte version. */
    private static int tenantKeyOf(byte[] sealed) {
        return ByteBuffer.wrap(sealed).getInt(5);
    }
}
