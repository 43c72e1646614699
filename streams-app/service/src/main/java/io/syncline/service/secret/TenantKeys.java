package io.syncline.service.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One key per tenant, each in a file of its own, wrapped by the master key and bound to the tenant.
 *
 * <p>Every use reads the file, a few hundred bytes: what another process on the folder rotated or
 * destroyed counts at once. An unwrapped key is kept in memory only as long as its file says the
 * same, so that the master key is not asked each time.
 *
 * <p>Not guaranteed: that a file system with snapshots, or a backup, forgets with us; see
 * {@code RATIONALE.md}. May be used by several threads, and by several processes.
 */
public final class TenantKeys {

    /** A key is about 100 bytes, and services wrap up to 4 KiB. */
    static final int KEYS_MAX = 32;

    private final KeyFolder folder;
    private final MasterKey master;
    private final Map<String, MasterKey> masters;
    /** No more entries than tenants with a key. */
    private final Map<String, Unwrapped> unwrapped = new ConcurrentHashMap<>();

    private TenantKeys(KeyFolder folder, MasterKey master, Map<String, MasterKey> masters) {
        this.folder = folder;
        this.master = master;
        this.masters = masters;
    }

    /** The keys in a folder, which {@link #create} makes if missing. */
    public static TenantKeys of(MasterKey master, Path folder) {
        return new TenantKeys(new KeyFolder(folder), master, Map.of(master.id(), master));
    }

    /** The same keys, also those that another master key wrapped. */
    TenantKeys alsoReading(MasterKey other) {
        Map<String, MasterKey> more = new LinkedHashMap<>(masters);
        more.put(other.id(), other);
        return new TenantKeys(folder, master, more);
    }

    /**
     * Encrypts under the tenant's newest key and decrypts with any; empty if it has none.
     *
     * @throws SecretException if the key cannot be read or unwrapped
     */
    Optional<Aead> aead(String tenant) {
        Optional<byte[]> content = folder.read(tenant);
        if (content.isEmpty()) {
            unwrapped.remove(tenant);
        }
        return content.map(now -> {
            Unwrapped known = unwrapped.get(tenant);
            return known != null && Arrays.equals(known.content, now)
                    ? known.aead
                    : unwrap(tenant, now);
        });
    }

    /**
     * Gives the tenant a key; one that it has is kept.
     *
     * @return whether it is new
     */
    public boolean create(String tenant) {
        folder.make();
        return folder.alone(() -> {
            if (folder.read(tenant).isPresent()) {
                return false;
            }
            write(tenant, Encryption.newKeyset(), master);
            return true;
        });
    }

    /**
     * Gives the tenant a new key for what is sealed from now on; older ones still open.
     *
     * @return how many keys it has now
     * @throws SecretException if it has none, or {@value #KEYS_MAX} already
     */
    public int rotate(String tenant) {
        return folder.alone(() -> {
            KeyFile file = read(tenant).orElseThrow(() -> missing(tenant));
            MasterKey wrapper = masterOf(tenant, file);
            KeysetHandle keys = file.unwrap(tenant, wrapper);
            if (keys.size() >= KEYS_MAX) {
                throw new SecretException("Tenant " + tenant + " has " + KEYS_MAX
                        + " keys, no more fit; destroy them and enter its secrets anew");
            }
            // Under the same master key: a process that was not told of the next one yet must not
            // undo its rotation.
            KeysetHandle grown = Encryption.withNewPrimary(keys);
            write(tenant, grown, wrapper);
            return grown.size();
        });
    }

    /**
     * Wraps the tenant's key with another master key.
     *
     * @return whether there was something to do: not if it is wrapped so, or destroyed meanwhile
     */
    boolean rewrap(String tenant, MasterKey next) {
        return folder.alone(() -> {
            Optional<KeyFile> file = read(tenant)
                    .filter(found -> !found.masterKey().equals(next.id()));
            file.ifPresent(found -> write(tenant,
                    found.unwrap(tenant, masterOf(tenant, found)), next));
            return file.isPresent();
        });
    }

    /**
     * Makes all that was sealed for the tenant unreadable, for ever and for every process; nothing
     * happens if it has no key. Repeat it after an error.
     */
    public void destroy(String tenant) {
        unwrapped.remove(tenant);
        folder.alone(() -> {
            folder.destroy(tenant);
            return tenant;
        });
    }

    /** Who has a key now. */
    public SortedSet<String> tenants() {
        return folder.tenants();
    }

    @Override
    public String toString() {
        return "TenantKeys[" + folder + " under " + String.join(" and ", masters.keySet()) + "]";
    }

    SecretException missing(String tenant) {
        return new SecretException("Tenant " + tenant + " has no key in " + folder
                + ": it was destroyed, or never made");
    }

    private Aead unwrap(String tenant, byte[] content) {
        KeyFile file = KeyFile.parse(tenant, content);
        Aead aead = Encryption.under(file.unwrap(tenant, masterOf(tenant, file)));
        unwrapped.put(tenant, new Unwrapped(content, aead));
        return aead;
    }

    private Optional<KeyFile> read(String tenant) {
        return folder.read(tenant).map(content -> KeyFile.parse(tenant, content));
    }

    private void write(String tenant, KeysetHandle keys, MasterKey wrapper) {
        folder.write(tenant, KeyFile.wrap(tenant, keys, wrapper).toJson());
    }

    private MasterKey masterOf(String tenant, KeyFile file) {
        MasterKey wrapper = masters.get(file.masterKey());
        if (wrapper == null) {
            throw WrongMasterKey.of(tenant, file.masterKey(), masters.keySet());
        }
        return wrapper;
    }

    private record Unwrapped(byte[] content, Aead aead) {}
}
