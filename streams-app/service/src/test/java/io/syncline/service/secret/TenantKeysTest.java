package io.syncline.service.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.service.access.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantKeysTest {

    @TempDir
    private Path folder;

    private LocalMasterKey master;
    private Path files;
    private TenantKeys keys;

    @BeforeEach
    void open() {
        master = LocalMasterKey.newKey(folder.resolve("master"));
        files = folder.resolve("keys");
        keys = TenantKeys.of(master, files);
    }

    @Test
    void keepsTheKeyThatATenantHas() throws IOException {
        boolean first = keys.create("acme");
        byte[] before = Files.readAllBytes(files.resolve("acme.key"));

        boolean second = keys.create("acme");

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(files.resolve("acme.key")).hasBinaryContent(before);
    }

    @Test
    void saysInTheFileWhichMasterKeyWrappedIt() {
        keys.create("acme");

        assertThat(files.resolve("acme.key")).content()
                .startsWith("{\"masterKey\":\"" + master.id() + "\",\"keyset\":\"");
    }

    @Test
    void listsTenantsOfAnyName() {
        keys.create("acme");
        keys.create("../Müller & Söhne");
        keys.create("a.key.aside");

        assertThat(keys.tenants()).containsExactly("../Müller & Söhne", "a.key.aside", "acme");
        assertThat(files.getParent()).isDirectoryNotContaining("glob:**Müller*");
    }

    @Test
    void leavesNothingOfADestroyedTenant() throws IOException {
        keys.create("acme");
        Files.copy(files.resolve("acme.key"), files.resolve("acme.key.aside"));

        keys.destroy("acme");

        assertThat(keys.aead("acme")).isEmpty();
        assertThat(keys.tenants()).isEmpty();
        assertThat(names()).containsExactly("keys.lock");
    }

    @Test
    void overwritesWhatItDestroys() throws IOException {
        keys.create("acme");
        Path other = Files.createLink(folder.resolve("same-bytes"), files.resolve("acme.key"));

        keys.destroy("acme");

        assertThat(Files.readAllBytes(other)).isNotEmpty().containsOnly(0);
    }

    @Test
    void destroysTwiceWithoutHarm() {
        keys.create("acme");
        keys.destroy("acme");

        keys.destroy("acme");

        assertThat(keys.tenants()).isEmpty();
    }

    @Test
    void doesNotRotateWhatWasDestroyed() {
        keys.create("acme");
        keys.destroy("acme");

        assertThatThrownBy(() -> keys.rotate("acme")).isInstanceOf(SecretException.class)
                .hasMessageContaining("acme");
        assertThat(keys.rewrap("acme", master)).isFalse();
        assertThat(keys.tenants()).isEmpty();
    }

    @Test
    void writesOverWhatACrashLeft() throws IOException {
        keys.create("acme");
        Files.writeString(files.resolve("acme.key.aside"), "{\"masterKey\":\"66");

        int count = keys.rotate("acme");

        assertThat(count).isEqualTo(2);
        assertThat(names()).containsExactly("acme.key", "keys.lock");
    }

    @Test
    void holdsNoMoreKeysThanAServiceWraps() {
        keys.create("acme");
        while (keys.rotate("acme") < TenantKeys.KEYS_MAX) {
            assertThat(keys.aead("acme")).isPresent();
        }

        assertThatThrownBy(() -> keys.rotate("acme"))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("acme")
                .hasMessageContaining("32 keys");
    }

    @Test
    void wrapsEvenTheMostKeysInFourKilobytes() {
        Measuring measuring = new Measuring(master, new ArrayList<>());
        TenantKeys measured = TenantKeys.of(measuring, files);
        measured.create("acme");

        while (measured.rotate("acme") < TenantKeys.KEYS_MAX) {
            assertThat(measured.aead("acme")).isPresent();
        }

        assertThat(measuring.sizes).hasSize(TenantKeys.KEYS_MAX)
                .allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(4096));
    }

    @Test
    void namesTheTenantWhoseFileIsDamaged() throws IOException {
        keys.create("acme");
        Files.writeString(files.resolve("acme.key"), "{\"masterKey\":\"hunter2\"}");

        assertThatThrownBy(() -> keys.aead("acme")).isInstanceOf(SecretException.class)
                .hasMessageContaining("acme")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void namesTheTenantWhoseFileIsBlank() throws IOException {
        keys.create("acme");
        Files.write(files.resolve("acme.key"), new byte[100]);

        assertThatThrownBy(() -> keys.aead("acme")).isInstanceOf(SecretException.class)
                .hasMessageContaining("acme")
                .hasMessageContaining("blank");
    }

    @Test
    void refusesATenantWithoutName() {
        assertThatThrownBy(() -> keys.create(" ")).isInstanceOf(SecretException.class);
    }

    @Test
    void writesForTheOwnerAlone() throws IOException {
        Assumptions.assumeTrue(OwnerOnly.isPosix(files));

        keys.create("acme");
        keys.rotate("acme");

        assertThat(permissions(files)).isEqualTo("rwx------");
        assertThat(permissions(files.resolve("acme.key"))).isEqualTo("rw-------");
        assertThat(permissions(files.resolve("keys.lock"))).isEqualTo("rw-------");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(files)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Notes how large the keys are that are wrapped. */
    private record Measuring(MasterKey real, List<Integer> sizes) implements MasterKey {
        @Override
        public String id() {
            return real.id();
        }

        @Override
        public byte[] wrap(byte[] key, byte[] boundTo) {
            sizes.add(key.length);
            return real.wrap(key, boundTo);
        }

        @Override
        public byte[] unwrap(byte[] wrapped, byte[] boundTo) {
            return real.unwrap(wrapped, boundTo);
        }
    }
}
