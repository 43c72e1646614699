package io.syncline.service.access;

import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SynclineConfig.ApplicationFiles;
import java.nio.file.Path;
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

    /** A PKCS12 file with key and certificate. */
    record CertificateFile(Path file, String password) implements Credential {
        @Override
        public String toString() {
            return "CertificateFile[" + file + "]";
        }
    }

    /**
     * What the named files hold. A certificate's file is read by whoever uses it, its password here.
     *
     * @param section under which the settings of the files stand, such as {@code tenants.graph}
     * @throws ConfigException naming a file that cannot be read
     */
    static Credential of(String section, ApplicationFiles files) {
        Optional<Credential> certificate = files.certificate()
                .map(file -> new CertificateFile(file, files.certificatePassword()
                        .map(password -> SecretFile.read(section + ".certificatePasswordFile",
                                password))
                        .orElse("")));
        return certificate.orElseGet(() -> files.secret()
                .map(file -> new Secret(SecretFile.read(section + ".secretFile", file)))
                .orElseThrow(() -> new ConfigException(
                        "Missing setting " + section + ".secretFile")));
    }
}
