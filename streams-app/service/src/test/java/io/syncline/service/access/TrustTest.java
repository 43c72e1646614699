package io.syncline.service.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An added authority is trusted besides the JDK's, not in their place. */
class TrustTest {

    private static final String PASSWORD = "simulated-secret";

    @TempDir
    private Path folder;

    @Test
    void addsAnAuthorityToThoseOfTheJdk() throws IOException, InterruptedException {
        Set<X509Certificate> known = authorities(Optional.empty());

        Set<X509Certificate> trusted = authorities(Optional.of(madeAuthority()));

        assertThat(trusted).containsAll(known).hasSize(known.size() + 1);
    }

    @Test
    void namesTheFileThatItCannotRead() {
        assertThatThrownBy(() -> Trust.pem(folder.resolve("nowhere.pem")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nowhere.pem");
    }

    @Test
    void namesTheFileThatHoldsNoCertificate() throws IOException {
        Path rubbish = Files.writeString(folder.resolve("rubbish.pem"), "no certificate");

        assertThatThrownBy(() -> Trust.pem(rubbish))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rubbish.pem");
    }

    private static Set<X509Certificate> authorities(Optional<Path> added) {
        return Set.of(Trust.with(added.map(Trust::pem)).manager().getAcceptedIssuers());
    }

    private Path madeAuthority() throws IOException, InterruptedException {
        String keys = folder.resolve("authority.p12").toString();
        Path pem = folder.resolve("authority.pem");
        keytool("-genkeypair", "-alias", "authority", "-keyalg", "RSA", "-dname", "CN=authority",
                "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", keys);
        keytool("-exportcert", "-rfc", "-alias", "authority", "-storepass", PASSWORD, "-keystore",
                keys, "-file", pem.toString());
        return pem;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }
}
