package io.syncline.service.secret;

/**
 * The key under which all tenants' keys are wrapped; a port, so that a key management service may
 * hold it. {@link LocalMasterKey} is the one that needs no such service.
 *
 * <p>Called on any thread, by several at once, once per look at a tenant's changed key; an
 * implementation may block, and limits by itself how long. It never shows what it wraps, neither
 * in messages nor in {@code toString}.
 */
public interface MasterKey {

    /** Names this key and its version, goes in clear beside what it wrapped; never changes. */
    String id();

    /**
     * Encrypts a tenant's key.
     *
     * @param key up to 4 KiB
     * @param boundTo what it is for, in clear; needed again, byte by byte, to unwrap
     * @return whatever {@link #unwrap} needs, of any form
     * @throws SecretException if the service is away or refuses
     */
    byte[] wrap(byte[] key, byte[] boundTo);

    /**
     * What was wrapped.
     *
     * @throws SecretException if it was damaged, wrapped by another key or bound to something else,
     *         or if the service is away or refuses
     */
    byte[] unwrap(byte[] wrapped, byte[] boundTo);
}
