package io.syncline.service.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Files of keys with certificates, as an administrator's tools make them. */
final class KeyFile {

    private KeyFile() {}

    /** A new PFX file. */
    static Path pfx(Path folder, String password) {
        Path file = folder.resolve("keys.p12");
        run("-genkeypair", "-keyalg", "RSA", "-dname", "CN=syncline-test", "-storetype",
                "PKCS12", "-alias", "client", "-storepass", password, "-keystore",
                file.toString());
        return file;
    }

    private static void run(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
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
