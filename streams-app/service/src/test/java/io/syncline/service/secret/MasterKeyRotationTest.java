package io.syncline.service.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.service.secret.Opened.Plaintext;
import io.syncline.service.secret.Opened.Unreadable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyRotationTest {

    private static final byte[] PLAINTEXT = "hunter2".getBytes(UTF_8);
    private static final List<String> TENANTS = List.of("acme", "beta", "corp", "delta");

    @TempDir
    private Path folder;

    @Test
    void movesEveryTenantUnderTheNextMasterKey() {
        LocalMasterKey former = LocalMasterKey.newKey(folder.resolve("former"));
        LocalMasterKey next = LocalMasterKey.newKey(folder.resolve("next"));
        Map<String, byte[]> sealed = sealOneEach(former);

        Rotation rotation = vault(former).rotate(next);

        assertThat(rotation).isEqualTo(new Rotation(4, 0, List.of()));
        sealed.forEach((tenant, secret) -> assertThat(vault(next).open(tenant, "graph", secret))
                .isInstanceOf(Plaintext.class));
        assertThat(vault(former).open("acme", "graph", secretOf(sealed, "acme")))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void goesOnAfterTheServiceFailedHalfway() {
        LocalMasterKey former = LocalMasterKey.newKey(folder.resolve("former"));
        FakeKms next = new FakeKms("kms-2");
        Map<String, byte[]> sealed = sealOneEach(former);
        next.allowWraps(2);
        Rotation interrupted = vault(former).rotate(next);
        next.comeBack();

        Rotation continued = vault(former).rotate(next);

        assertThat(interrupted.rewrapped()).isEqualTo(2);
        assertThat(interrupted.isComplete()).isFalse();
        assertThat(interrupted.failures()).hasSize(2).first().asString().contains("corp", "kms-2");
        assertThat(continued).isEqualTo(new Rotation(2, 2, List.of()));
        sealed.forEach((tenant, secret) -> assertThat(vault(next).open(tenant, "graph", secret))
                .isInstanceOf(Plaintext.class));
    }

    @Test
    void goesOnAfterTheProcessDiedHalfway() {
        LocalMasterKey former = LocalMasterKey.newKey(folder.resolve("former"));
        LocalMasterKey next = LocalMasterKey.newKey(folder.resolve("next"));
        Map<String, byte[]> sealed = sealOneEach(former);
        assertThatThrownBy(() -> vault(former).rotate(new DyingAt("corp", next)))
                .isInstanceOf(Died.class);

        Rotation continued = vault(former).rotate(next);

        assertThat(continued).isEqualTo(new Rotation(2, 2, List.of()));
        sealed.forEach((tenant, secret) -> assertThat(vault(next).open(tenant, "graph", secret))
                .isInstanceOf(Plaintext.class));
    }

    @Test
    void letsServicesGoOnThatKnowBothMasterKeys() {
        LocalMasterKey former = LocalMasterKey.newKey(folder.resolve("former"));
        LocalMasterKey next = LocalMasterKey.newKey(folder.resolve("next"));
        Map<String, byte[]> sealed = sealOneEach(former);
        Vault running = vault(former).alsoReading(next);

        vault(former).rotate(next);
        running.keys().rotate("acme");

        byte[] since = running.seal("acme", "graph", PLAINTEXT);
        assertThat(running.open("acme", "graph", secretOf(sealed, "acme")))
                .isInstanceOf(Plaintext.class);
        assertThat(vault(next).open("acme", "graph", since)).isInstanceOf(Plaintext.class);
    }

    @Test
    void takesTheFormerMasterKeyBesideTheNext() {
        LocalMasterKey former = LocalMasterKey.newKey(folder.resolve("former"));
        LocalMasterKey next = LocalMasterKey.newKey(folder.resolve("next"));
        Map<String, byte[]> sealed = sealOneEach(former);
        Vault both = vault(next).alsoReading(former);
        both.keys().create("new");

        Rotation rotation = both.rotate(next);

        assertThat(rotation).isEqualTo(new Rotation(4, 1, List.of()));
        sealed.forEach((tenant, secret) -> assertThat(vault(next).open(tenant, "graph", secret))
                .isInstanceOf(Plaintext.class));
    }

    @Test
    void namesTheTenantWhoseMasterKeyIsUnknown() {
        LocalMasterKey former = LocalMasterKey.newKey(folder.resolve("former"));
        LocalMasterKey next = LocalMasterKey.newKey(folder.resolve("next"));
        LocalMasterKey third = LocalMasterKey.newKey(folder.resolve("third"));
        sealOneEach(former);
        vault(third).keys().create("stray");

        Rotation rotation = vault(former).rotate(next);

        assertThat(rotation.rewrapped()).isEqualTo(4);
        assertThat(rotation.failures()).singleElement()
                .asString()
                .contains("stray", third.id(), former.id());
    }

    @Test
    void keepsTheFormerKeyIfTheNextDoesNotUnwrapWhatItWraps() {
        LocalMasterKey former = LocalMasterKey.newKey(folder.resolve("former"));
        Map<String, byte[]> sealed = sealOneEach(former);

        Rotation rotation = vault(former).rotate(new WrapOnly());

        assertThat(rotation.failures()).hasSize(4);
        assertThat(vault(former).open("acme", "graph", secretOf(sealed, "acme")))
                .isInstanceOf(Plaintext.class);
    }

    private Vault vault(MasterKey master) {
        return Vault.of(master, folder.resolve("keys"));
    }

    private Map<String, byte[]> sealOneEach(MasterKey master) {
        Vault vault = vault(master);
        Map<String, byte[]> sealed = new HashMap<>();
        for (String tenant : TENANTS) {
            vault.keys().create(tenant);
            sealed.put(tenant, vault.seal(tenant, "graph", PLAINTEXT));
        }
        return sealed;
    }

    private static byte[] secretOf(Map<String, byte[]> sealed, String tenant) {
        return sealed.getOrDefault(tenant, new byte[0]);
    }

    /** Ends the rotation as a crash would: by nothing that it knows of. */
    private record DyingAt(String tenant, MasterKey real) implements MasterKey {
        @Override
        public String id() {
            return real.id();
        }

        @Override
        public byte[] wrap(byte[] key, byte[] boundTo) {
            if (new String(boundTo, UTF_8).endsWith("/" + tenant)) {
                throw new Died();
            }
            return real.wrap(key, boundTo);
        }

        @Override
        public byte[] unwrap(byte[] wrapped, byte[] boundTo) {
            return real.unwrap(wrapped, boundTo);
        }
    }

    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A KMS key whose policy lets us encrypt, but not decrypt. */
    private static final class WrapOnly implements MasterKey {
        @Override
        public String id() {
            return "wrap-only";
        }

        @Override
        public byte[] wrap(byte[] key, byte[] boundTo) {
            return new byte[]{1};
        }

        @Override
        public byte[] unwrap(byte[] wrapped, byte[] boundTo) {
            throw new SecretException("KMS wrap-only refuses");
        }
    }
}
