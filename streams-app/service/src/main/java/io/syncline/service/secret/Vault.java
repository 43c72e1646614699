package io.syncline.service.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Seals secrets so that only their tenant's key opens them, for the same tenant and purpose.
 *
 * <pre>
 *   master key  --wraps-->  tenant's keys  --wrap-->  a key per secret  --encrypts-->  secret
 *   file, setting or KMS    key folder                `---- in the sealed bytes ----'
 * </pre>
 *
 * <p>Sealed bytes may be kept anywhere, in a log too: when the tenant's key is destroyed, all copies
 * are unreadable at once. They are Tink's envelope: 4 bytes length, wrapped key, encrypted secret.
 *
 * <p>May be used by several threads. Every call reads a small file and asks the master key if that
 * has changed, so it may block.
 */
public final class Vault {

    private final TenantKeys keys;

    private Vault(TenantKeys keys) {
        this.keys = keys;
    }

    /** A vault on the keys in a folder, which the first key makes if missing. */
    public static Vault of(MasterKey master, Path keyFolder) {
        return new Vault(TenantKeys.of(master, keyFolder));
    }

    /**
     * The same vault, also for tenants whose keys another master key wrapped. Services that know
     * the next master key go on while {@link #rotate} runs.
     */
    public Vault alsoReading(MasterKey other) {
        return new Vault(keys.alsoReading(other));
    }

    /** The tenants' keys, to create, rotate and destroy. */
    public TenantKeys keys() {
        return keys;
    }

    /**
     * Encrypts a secret. A missing key is not made: a straggler must not give a deleted tenant a
     * new one.
     *
     * @param purpose what the secret is for, in clear; needed again to open it
     * @throws SecretException if the tenant has no key, or it cannot be read or unwrapped
     */
    public byte[] seal(String tenant, String purpose, byte[] plaintext) {
        Aead key = keys.aead(tenant).orElseThrow(() -> keys.missing(tenant));
        try {
            return Encryption.envelope(key).encrypt(plaintext, boundTo(tenant, purpose));
        } catch (GeneralSecurityException e) {
            throw new SecretException("Cannot seal " + purpose + " of tenant " + tenant, e);
        }
    }

    /**
     * Decrypts a secret.
     *
     * @return {@link Opened.Unreadable} if it was sealed for another tenant or purpose, if a bit
     *         differs, or if the tenant's key is under a master key that this vault does not have
     * @throws SecretException if the tenant's key cannot be read or unwrapped, perhaps only now
     */
    public Opened open(String tenant, String purpose, byte[] sealed) {
        try {
            Optional<Aead> key = keys.aead(tenant);
            return key.isEmpty()
                    ? new Opened.Destroyed()
                    : new Opened.Plaintext(Encryption.envelope(key.get())
                            .decrypt(sealed, boundTo(tenant, purpose)));
        } catch (WrongMasterKey e) {
            return new Opened.Unreadable(e.why());
        } catch (GeneralSecurityException e) {
            return new Opened.Unreadable("No key of tenant " + tenant + " opens this " + purpose
                    + ": it is damaged, was sealed for another tenant or purpose, or under a key"
                    + " that was destroyed");
        }
    }

    /**
     * Wraps every tenant's key with another master key, without touching what is sealed. Each file
     * says which master key it is under, so after a crash the same call goes on where it stopped.
     * One tenant's failure does not stop the others.
     *
     * <p>Needs both master keys: a vault of either that is {@link #alsoReading} the other goes on
     * opening all; one of the former alone opens nothing more afterwards. Run it again once no
     * process creates keys under the former one.
     *
     * @throws SecretException if the key folder cannot be listed
     */
    public Rotation rotate(MasterKey next) {
        int rewrapped = 0;
        int already = 0;
        List<String> failures = new ArrayList<>();
        for (String tenant : keys.tenants()) {
            try {
                if (keys.rewrap(tenant, next)) {
                    rewrapped++;
                } else {
                    already++;
                }
            } catch (SecretException e) {
                failures.add("Tenant " + tenant + ": " + e.getMessage());
            }
        }
        return new Rotation(rewrapped, already, failures);
    }

    @Override
    public String toString() {
        return "Vault[" + keys + "]";
    }

    /** The tenant is encoded, so that no other tenant and purpose make the same text. */
    private static byte[] boundTo(String tenant, String purpose) {
        return ("syncline/" + URLEncoder.encode(tenant, UTF_8) + "/" + purpose).getBytes(UTF_8);
    }
}
