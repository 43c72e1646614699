package io.syncline.service.access;

import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig.ApplicationFiles;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** How an application proves itself; never shows the secret. */
public sealed interface Credential {

    /** A client secret. */
    record Secret(String secret) implements Credential {
        @Override
        public String toString() {
            return "Secret[hidden]";
        }
    }

    /**
     * A certificate and its key; {@link CertificateFormat} reads them.
     *
     * @param chain the application's own certificate first, and those who vouch for it
     */
    record Certificate(PrivateKey key, List<X509Certificate> chain) implements Credential {
        public Certificate {
            chain = List.copyOf(chain);
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("There is no certificate of the key");
            }
        }

        /** The application's own. */
        public X509Certificate own() {
            return chain.getFirst();
        }

        @Override
        public String toString() {
            return "Certificate[" + own().getSubjectX500Principal() + "]";
        }
    }

    /**
     * What the named files hold.
     *
     * @param section under which the settings of the files stand, such as {@code tenants.graph}
     * @throws ConfigException naming a file that cannot be read, or does not hold what it should
     */
    static Credential of(String section, ApplicationFiles files) {
        Optional<Credential> certificate = files.certificate()
                .map(file -> certificate(section, file, files));
        return certificate.orElseGet(() -> files.secret()
                .map(file -> new Secret(SecretFile.read(section + ".secretFile", file)))
                .orElseThrow(() -> new ConfigException(
                        "Missing setting " + section + ".secretFile")));
    }

    private static Certificate certificate(String section, Path file, ApplicationFiles files) {
        String password = files.certificatePassword()
                .map(named -> SecretFile.read(section + ".certificatePasswordFile", named))
                .orElse("");
        String key = section + ".certificateFile";
        return switch (CertificateFormat.read(SecretFile.bytes(key, file), password)) {
            case CertificateFormat.Parsed.Read(Certificate certificate) -> certificate;
            case CertificateFormat.Parsed.Refused(String why) -> throw new ConfigException(
                    "Setting " + key + " names " + file + ": " + why);
        };
    }
}
