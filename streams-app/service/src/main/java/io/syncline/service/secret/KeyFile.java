package io.syncline.service.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Objects;

/**
 * What a tenant's file holds, as JSON.
 *
 * @param masterKey the id of the master key that wrapped the keys
 * @param keyset Tink's encrypted keyset, bound to the tenant; base64 in JSON
 */
record KeyFile(String masterKey, byte[] keyset) {

    private static final ObjectMapper JSON = new ObjectMapper();

    KeyFile {
        Objects.requireNonNull(masterKey, "masterKey");
        Objects.requireNonNull(keyset, "keyset");
    }

    /**
     * Wraps a tenant's keys, and sees that they can be unwrapped: they may be the only copy.
     *
     * @throws SecretException if the master key fails, or does not open what it wrapped
     */
    static KeyFile wrap(String tenant, KeysetHandle keys, MasterKey master) {
        try {
            KeyFile wrapped = new KeyFile(master.id(), TinkProtoKeysetFormat
                    .serializeEncryptedKeyset(keys, new Wrapping(master), boundTo(tenant),
                            Encryption.CONFIGURATION));
            if (!wrapped.unwrap(tenant, master).equalsKeyset(keys)) {
                throw new SecretException("Master key " + master.id()
                        + " unwraps something else than it wrapped for tenant " + tenant);
            }
            return wrapped;
        } catch (GeneralSecurityException e) {
            throw new SecretException("Cannot wrap the key of tenant " + tenant
                    + " with master key " + master.id(), e);
        }
    }

    KeysetHandle unwrap(String tenant, MasterKey master) {
        try {
            return TinkProtoKeysetFormat.parseEncryptedKeyset(keyset, new Wrapping(master),
                    boundTo(tenant), Encryption.CONFIGURATION);
        } catch (GeneralSecurityException e) {
            throw new SecretException("Master key " + master.id()
                    + " unwraps no key of tenant " + tenant + ": its file is damaged", e);
        }
    }

    static KeyFile parse(String tenant, byte[] json) {
        try {
            return JSON.readValue(json, KeyFile.class);
        } catch (IOException e) {
            // Without its cause, which may quote the file.
            throw new SecretException("The key file of tenant " + tenant + " is damaged");
        }
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Two plain values cannot become JSON", e);
        }
    }

    @Override
    public String toString() {
        return "KeyFile[wrapped by " + masterKey + "]";
    }

    private static byte[] boundTo(String tenant) {
        return ("syncline-tenant-key/" + tenant).getBytes(UTF_8);
    }

    /** A master key as Tink wants to see it, so that Tink never hands us a key in clear. */
    private record Wrapping(MasterKey master) implements Aead {
        @Override
        public byte[] encrypt(byte[] key, byte[] boundTo) {
            return master.wrap(key, boundTo);
        }

        @Override
        public byte[] decrypt(byte[] wrapped, byte[] boundTo) {
            return master.unwrap(wrapped, boundTo);
        }
    }
}
