package io.syncline.service.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.service.access.OwnerOnly;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A folder with one file per tenant, shared by processes. A reader sees a file whole or not at all,
 * and needs no lock; whoever writes goes through {@link #alone}.
 *
 * <pre>
 *   acme.key        a tenant's file, under its URL-encoded id
 *   acme.key.aside  being written or destroyed; whatever a crash left here is wiped before the next
 *   keys.lock       one writer at a time; also says that this folder is in use
 * </pre>
 */
final class KeyFolder {

    private static final String SUFFIX = ".key";
    private static final int READ_TRIES_MAX = 3;
    /** File locks hold between processes only; this one holds between threads. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path folder;
    private final Path lock;

    KeyFolder(Path folder) {
        this.folder = folder;
        lock = folder.resolve("keys.lock");
    }

    /**
     * Makes the folder usable; nothing happens if it is. An existing lock file is not even opened:
     * closing it again would let go of the lock that another thread of this process holds.
     */
    void make() {
        try {
            OwnerOnly.makeFolder(folder);
            OwnerOnly.create(lock).close();
        } catch (FileAlreadyExistsException e) {
            mustBeInUse();
        } catch (IOException e) {
            throw new SecretException("Cannot make the key folder " + folder, e);
        }
    }

    /**
     * What a tenant's file holds now.
     *
     * @throws SecretException if it cannot be read, or if the folder was never used: a volume that
     *         is not mounted must not look like tenants that were deleted
     */
    Optional<byte[]> read(String tenant) {
        Path file = file(tenant);
        try {
            for (int tries = 0; tries < READ_TRIES_MAX; tries++) {
                byte[] content = Files.readAllBytes(file);
                if (!isWiped(content)) {
                    return Optional.of(content);
                }
            }
        } catch (NoSuchFileException e) {
            mustBeInUse();
            return Optional.empty();
        } catch (IOException e) {
            throw new SecretException("Cannot read the key of tenant " + tenant + " in " + folder,
                    e);
        }
        throw new SecretException("The key file of tenant " + tenant + " in " + folder
                + " is blank");
    }

    SortedSet<String> tenants() {
        mustBeInUse();
        SortedSet<String> tenants = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                tenants.add(tenant(file));
            }
            return tenants;
        } catch (IOException | DirectoryIteratorException e) {
            throw new SecretException("Cannot list the key folder " + folder, e);
        }
    }

    /**
     * Runs the work while no other thread or process does so in this folder. Without it, a rotation
     * that read before a destruction would write the key back after it.
     */
    <T> T alone(Supplier<T> work) {
        mustBeInUse();
        THREADS.lock();
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            channel.lock();
            return work.get();
        } catch (IOException e) {
            throw new SecretException("Cannot lock the key folder " + folder, e);
        } finally {
            THREADS.unlock();
        }
    }

    /** Puts the content in place of what the tenant's file held; on disk when this returns. */
    void write(String tenant, byte[] content) {
        Path aside = aside(tenant);
        try {
            wipe(aside);
            try (FileChannel out = OwnerOnly.create(aside)) {
                writeAll(out, content);
            }
            Files.move(aside, file(tenant), StandardCopyOption.ATOMIC_MOVE);
            sync();
        } catch (IOException e) {
            throw new SecretException("Cannot write the key of tenant " + tenant + " in " + folder,
                    e);
        }
    }

    /** Overwrites and deletes the tenant's file, and what a crash may have left beside it. */
    void destroy(String tenant) {
        Path file = file(tenant);
        Path aside = aside(tenant);
        try {
            wipe(aside);
            if (Files.exists(file)) {
                Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
                sync();
                wipe(aside);
            }
            sync();
        } catch (IOException e) {
            throw new SecretException("Cannot destroy the key of tenant " + tenant + " in "
                    + folder + ", try again", e);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    private void mustBeInUse() {
        if (!Files.exists(lock)) {
            throw new SecretException("The folder " + folder + " holds no tenants' keys: it lacks "
                    + lock.getFileName() + ". Is its volume mounted?");
        }
    }

    private Path file(String tenant) {
        if (tenant.isBlank()) {
            throw new SecretException("A tenant without an id has no key");
        }
        return folder.resolve(URLEncoder.encode(tenant, UTF_8) + SUFFIX);
    }

    private Path aside(String tenant) {
        return folder.resolve(file(tenant).getFileName() + ".aside");
    }

    private static String tenant(Path file) {
        String name = file.getFileName().toString();
        try {
            return URLDecoder.decode(name.substring(0, name.length() - SUFFIX.length()), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SecretException("The file " + file + " is not named after a tenant", e);
        }
    }

    private static void wipe(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            writeAll(out, new byte[Math.toIntExact(out.size())]);
        }
        Files.delete(file);
    }

    /** Our JSON has no zero byte; a reader sees some if it opened a file before its destruction. */
    private static boolean isWiped(byte[] content) {
        for (byte each : content) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }

    private static void writeAll(FileChannel out, byte[] content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            out.write(rest);
        }
        out.force(true);
    }

    /** A new name is on disk only when its folder is; a secret may depend on it right away. */
    private void sync() throws IOException {
        if (OwnerOnly.isPosix(folder)) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }
}
