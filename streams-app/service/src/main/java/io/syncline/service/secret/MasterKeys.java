package io.syncline.service.secret;

import io.syncline.service.access.SecretFile;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.SecretsConfig;
import java.util.Optional;

/** The master keys that a configuration names. */
public final class MasterKeys {

    private MasterKeys() {}

    /**
     * The one that seals.
     *
     * @throws ConfigException naming the setting whose key is no good
     */
    public static Optional<MasterKey> now(SecretsConfig config) {
        return Optional.ofNullable(config.masterKey())
                .map(text -> key("secrets.masterKey", text))
                .or(() -> Optional.ofNullable(config.masterKeyFile())
                        .map(file -> key("secrets.masterKeyFile " + file,
                                SecretFile.read("secrets.masterKeyFile", file))));
    }

    /**
     * The one before, which still opens.
     *
     * @throws ConfigException naming the setting whose key is no good
     */
    public static Optional<MasterKey> former(SecretsConfig config) {
        return Optional.ofNullable(config.formerMasterKeyFile())
                .map(file -> key("secrets.formerMasterKeyFile " + file,
                        SecretFile.read("secrets.formerMasterKeyFile", file)));
    }

    private static MasterKey key(String source, String base64) {
        try {
            return LocalMasterKey.of(source, base64);
        } catch (SecretException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }
}
