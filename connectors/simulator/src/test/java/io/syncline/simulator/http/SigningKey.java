package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A key with its certificate, and the assertions that an application signs with it. */
record SigningKey(Path file) {

    private static final String PASSWORD = "password";

    /** @param options of keytool, such as when the certificate begins to be valid */
    static SigningKey in(Path folder, String... options) {
        SigningKey made = new SigningKey(folder.resolve("key" + Instant.now().toEpochMilli()
                + options.length + ".p12"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keyalg", "RSA", "-dname", "CN=client", "-storetype", "PKCS12",
                "-alias", "key", "-storepass", PASSWORD, "-keystore", made.file().toString()));
        command.addAll(List.of(options));
        try {
            Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
            if (keytool.waitFor() != 0) {
                throw new AssertionError(said);
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The certificate, as PEM. */
    String certificate() {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder()
                    .encodeToString(store().getCertificate("key").getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String assertion(String client) {
        String signed = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                + encoded("{\"iss\":\"" + client + "\",\"sub\":\"" + client + "\",\"exp\":"
                        + Instant.now().plusSeconds(300).getEpochSecond() + "}");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign((PrivateKey) store().getKey("key", PASSWORD.toCharArray()));
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private KeyStore store() throws GeneralSecurityException {
        try {
            return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(Files.exists(file) ? "unreadable" : "missing", e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
