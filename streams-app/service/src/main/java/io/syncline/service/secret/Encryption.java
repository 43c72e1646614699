package io.syncline.service.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;

/** AES-256-GCM as Tink does it; the one place that says which cipher is used. */
final class Encryption {

    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    /** Which kinds of keys Tink knows; set up before anything reads a key. */
    static final Configuration CONFIGURATION;

    static {
        try {
            AeadConfig.register();
            CONFIGURATION = RegistryConfiguration.get();
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    private Encryption() {}

    /** Encrypts under the given 32 bytes, without naming the key in what it makes. */
    @AccessesPartialKey // The master key is kept as plain bytes, which openssl can make.
    static Aead under(byte[] key) {
        try {
            AesGcmKey imported = AesGcmKey.builder()
                    .setParameters(AesGcmParameters.builder()
                            .setKeySizeBytes(KEY_BYTES)
                            .setIvSizeBytes(NONCE_BYTES)
                            .setTagSizeBytes(TAG_BYTES)
                            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                            .build())
                    .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                    .build();
            return under(KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(imported).withRandomId().makePrimary())
                    .build());
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    /** Encrypts under the primary key, decrypts with any. */
    static Aead under(KeysetHandle keyset) {
        try {
            return keyset.getPrimitive(CONFIGURATION, Aead.class);
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    /** Encrypts each text under a new key of its own, and that one under the given. */
    static Aead envelope(Aead key) {
        try {
            return KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, key);
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    static KeysetHandle newKeyset() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, CONFIGURATION);
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    /** The same keys, and a new one that encrypts from now on. */
    static KeysetHandle withNewPrimary(KeysetHandle keyset) {
        try {
            return KeysetHandle.newBuilder(keyset)
                    .addEntry(KeysetHandle
                            .generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build();
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    private static IllegalStateException impossible(GeneralSecurityException e) {
        return new IllegalStateException("This JDK cannot do AES-GCM", e);
    }
}
