package io.syncline.service.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import io.syncline.service.access.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A master key that this process holds: 32 random bytes, written as base64 in a file or a setting.
 * Its id is the start of the key's SHA-256, so equal keys have equal ids wherever they are read.
 * Immutable; may be used by several threads.
 */
public final class LocalMasterKey implements MasterKey {

    private static final int ID_DIGITS = 8;
    private static final String WAY_OUT = "; make one with: openssl rand -base64 32 > file";

    private final String id;
    private final Aead aead;

    private LocalMasterKey(byte[] key) {
        id = HexFormat.of().formatHex(sha256(key)).substring(0, ID_DIGITS);
        aead = Encryption.under(key);
    }

    /**
     * The key that a text says; space around it does not count.
     *
     * @param source the setting or file it comes from, for whoever must mend it
     * @throws SecretException naming the source, if the text is not 32 bytes in base64
     */
    public static LocalMasterKey of(String source, String base64) {
        byte[] key = decode(source, base64);
        try {
            if (key.length != Encryption.KEY_BYTES) {
                throw new SecretException("The master key in " + source + " has " + key.length
                        + " bytes, must have " + Encryption.KEY_BYTES + WAY_OUT);
            }
            return new LocalMasterKey(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /**
     * Makes a key and the file that keeps it, readable by its owner alone.
     *
     * @throws SecretException naming the file, if it cannot be written or exists: what its key has
     *         wrapped could never be opened again
     */
    public static LocalMasterKey newKey(Path file) {
        byte[] key = new byte[Encryption.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try (FileChannel out = OwnerOnly.create(file)) {
            ByteBuffer line = US_ASCII.encode(Base64.getEncoder().encodeToString(key) + "\n");
            while (line.hasRemaining()) {
                out.write(line);
            }
            out.force(true);
            return new LocalMasterKey(key);
        } catch (FileAlreadyExistsException e) {
            throw new SecretException("The file " + file + " exists and is not overwritten: what"
                    + " a master key in it has wrapped could never be opened again", e);
        } catch (IOException e) {
            throw new SecretException("Cannot write a master key to " + file, e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] wrap(byte[] key, byte[] boundTo) {
        try {
            return aead.encrypt(key, boundTo);
        } catch (GeneralSecurityException e) {
            throw new SecretException("Master key " + id + " cannot wrap "
                    + new String(boundTo, UTF_8), e);
        }
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] boundTo) {
        try {
            return aead.decrypt(wrapped, boundTo);
        } catch (GeneralSecurityException e) {
            throw new SecretException("Master key " + id + " cannot unwrap "
                    + new String(boundTo, UTF_8) + ": it is damaged, or was wrapped otherwise", e);
        }
    }

    @Override
    public String toString() {
        return "LocalMasterKey[" + id + "]";
    }

    private static byte[] decode(String source, String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // Without its cause, which quotes a character of the key.
            throw new SecretException("The master key in " + source + " is not base64" + WAY_OUT);
        }
    }

    private static byte[] sha256(byte[] key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK cannot do SHA-256", e);
        }
    }
}
