package io.syncline.conformance.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.service.access.CertificateFormat;
import io.syncline.service.access.Credential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A new key with its certificate, as an administrator makes one for an application.
 *
 * @param file a PKCS12 file, in which the key is called {@value #ALIAS}
 * @param password of the file
 */
public record ClientKey(Path file, String password) {

    /** What the key is called in its file. */
    public static final String ALIAS = "client";

    /** Makes one in a folder. */
    public static ClientKey in(Path folder, String password) {
        ClientKey made = new ClientKey(folder.resolve("client.p12"), password);
        made.keytool("-genkeypair", "-keyalg", "RSA", "-dname", "CN=client", "-storetype",
                "PKCS12");
        return made;
    }

    /** Writes the certificate beside the key; returns its file, as PEM. */
    public Path certificate() {
        Path certificate = file.resolveSibling("client.pem");
        keytool("-exportcert", "-rfc", "-file", certificate.toString());
        return certificate;
    }

    /** The key with its certificate, as the file's reader finds them. */
    public Credential credential() {
        try {
            return switch (CertificateFormat.read(Files.readAllBytes(file), password)) {
                case CertificateFormat.Parsed.Read(Credential.Certificate read) -> read;
                case CertificateFormat.Parsed.Refused(String why) -> throw new AssertionError(why);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "ClientKey[" + file + "]";
    }

    private void keytool(String... arguments) {
        List<String> command = Stream.concat(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()),
                Stream.concat(Stream.of(arguments), Stream.of("-alias", ALIAS, "-storepass",
                        password, "-keystore", file.toString())))
                .toList();
        try {
            Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
            if (keytool.waitFor() != 0) {
                throw new AssertionError(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
