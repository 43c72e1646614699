package io.syncline.service.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * By what registered tenants' credentials are sealed.
 *
 * @param masterKey 32 bytes in base64; meant for an environment variable
 * @param masterKeyFile a file that holds the same
 * @param formerMasterKeyFile the one before, while keys are moved from it to the new one
 * @param keyFolder where the tenants' own keys lie, wrapped by the master key; on several machines, a
 *        volume that they share
 */
public record SecretsConfig(@Nullable String masterKey, @Nullable Path masterKeyFile,
        @Nullable Path formerMasterKeyFile, Path keyFolder) {

    public SecretsConfig {
        Check.present("secrets.keyFolder", keyFolder);
        if (masterKey != null && masterKeyFile != null) {
            throw new ConfigException("Set either secrets.masterKey or secrets.masterKeyFile");
        }
    }

    @Override
    public String toString() {
        return "SecretsConfig[" + keyFolder + "]";
    }
}
