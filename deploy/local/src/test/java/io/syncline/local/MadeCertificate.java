package io.syncline.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate for 127.0.0.1 that vouches for itself, made by the JDK's keytool. */
final class MadeCertificate {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "own";
    private static final int LINE = 64;

    private final KeyStore store;
    private final Path keyAndCertificate;
    private final Path certificate;

    private MadeCertificate(KeyStore store, Path keyAndCertificate, Path certificate) {
        this.store = store;
        this.keyAndCertificate = keyAndCertificate;
        this.certificate = certificate;
    }

    static MadeCertificate in(Path folder) {
        Path file = folder.resolve("own.p12");
        try {
            Files.createDirectories(folder);
            keytool(folder, file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream bytes = Files.newInputStream(file)) {
                store.load(bytes, PASSWORD.toCharArray());
            }
            String certificate = pem("CERTIFICATE",
                    store.getCertificate(ALIAS).getEncoded());
            String key = pem("PRIVATE KEY",
                    store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            return new MadeCertificate(store,
                    Files.writeString(folder.resolve("key-and-certificate.pem"),
                            key + certificate),
                    Files.writeString(folder.resolve("certificate.pem"), certificate));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("Cannot make a certificate", e);
        }
    }

    /** For who proves who it is by it. */
    Path keyAndCertificate() {
        return keyAndCertificate;
    }

    /** For who trusts it. */
    Path certificate() {
        return certificate;
    }

    SSLContext serving() {
        try {
            KeyManagerFactory keys = KeyManagerFactory
                    .getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void keytool(Path folder, Path file) throws IOException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1",
                "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1,dns:localhost", "-ext",
                "bc:c", "-validity", "2", "-storetype", "PKCS12", "-storepass", PASSWORD,
                "-keystore", file.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(Files.readString(folder.resolve("keytool.log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        String text = Base64.getMimeEncoder(LINE, "\n".getBytes(US_ASCII)).encodeToString(bytes);
        return String.join("\n", List.of("-----BEGIN " + what + "-----", text,
                "-----END " + what + "-----", ""));
    }
}
