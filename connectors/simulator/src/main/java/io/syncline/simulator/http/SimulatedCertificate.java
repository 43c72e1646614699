package io.syncline.simulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key and certificate of the simulated tenant for 127.0.0.1 and localhost, made once by the JDK's
 * keytool. Whoever is to trust it is given {@link #pem}.
 */
final class SimulatedCertificate {

    static final String PASSWORD = "simulated";

    private static final String ALIAS = "simulator";

    private static byte @Nullable [] ofThisProcess;

    private final Path keyStore;
    private final Path pem;

    SimulatedCertificate(Path folder) {
        this.keyStore = folder.resolve("simulator.p12");
        this.pem = folder.resolve("simulator.pem");
        if (!Files.exists(pem)) {
            make();
            export();
        }
    }

    Path keyStore() {
        return keyStore;
    }

    Path pem() {
        return pem;
    }

    private void make() {
        try {
            Files.createDirectories(keyStore.getParent());
            Files.write(keyStore, ofThisProcess());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a certificate in " + keyStore, e);
        }
    }

    /** One for all simulators of a process: keytool takes longer than all else that a start does. */
    private static synchronized byte[] ofThisProcess() throws IOException {
        byte[] known = ofThisProcess;
        if (known == null) {
            known = generated();
            ofThisProcess = known;
        }
        return known;
    }

    private static byte[] generated() throws IOException {
        Path folder = Files.createTempDirectory("syncline-simulator-");
        Path file = folder.resolve("simulator.p12");
        try {
            Process keytool = new ProcessBuilder(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1",
                    "-validity", "3650", "-dname", "CN=localhost", "-ext",
                    "san=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-storepass",
                    PASSWORD, "-keystore", file.toString())).redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(),
                    StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
            return Files.readAllBytes(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making a certificate", e);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private void export() {
        try {
            KeyStore store = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
            Certificate certificate = store.getCertificate(ALIAS);
            String base64 = Base64.getMimeEncoder(64, new byte[]{'\n'})
                    .encodeToString(certificate.getEncoded());
            Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n" + base64
                    + "\n-----END CERTIFICATE-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot export to " + pem, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot read " + keyStore, e);
        }
    }
}
