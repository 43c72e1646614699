package io.syncline.local.stack;

import io.syncline.local.process.Disk;
import io.syncline.local.process.LocalException;
import io.syncline.local.process.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The folder in which local mode keeps everything: data, logs, and the ports that were picked at the
 * first start, so that a second start goes on where the first ended. One process uses it at a time.
 */
public final class Workspace implements AutoCloseable {

    private static final String PORTS = "ports.properties";
    private static final int NEEDED_MB = 300;

    private final Path folder;
    private final Properties ports = new Properties();
    private final FileChannel lockFile;
    private final FileLock lock;

    private Workspace(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** @throws LocalException if the folder is full, not writable, or used by another process */
    public static Workspace open(Path folder) {
        try {
            Path absolute = Files.createDirectories(folder).toRealPath();
            Disk.problem(absolute, NEEDED_MB)
                    .ifPresent(problem -> {
                        throw new LocalException(problem);
                    });
            FileChannel file = FileChannel.open(absolute.resolve("lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = Optional.ofNullable(file.tryLock())
                    .orElseThrow(
                            () -> new LocalException("Another syncline uses the folder " + absolute
                                    + "; end it, or name another folder with --data"));
            Workspace workspace = new Workspace(absolute, file, lock);
            workspace.readPorts();
            return workspace;
        } catch (IOException e) {
            throw new LocalException("Cannot use the folder " + folder + ": " + e.getMessage()
                    + "; name another one with --data", e);
        }
    }

    public Path folder(String name) {
        return folder.resolve(name);
    }

    public Path logs() {
        return folder("logs");
    }

    /** The port that this name was given, at this or an earlier start. */
    public int port(String name) {
        String known = ports.getProperty(name);
        if (known != null) {
            return Integer.parseInt(known);
        }
        int port = Ports.free();
        while (ports.containsValue(Integer.toString(port))) { // Of a name that is not started yet.
            port = Ports.free();
        }
        ports.setProperty(name, Integer.toString(port));
        try (OutputStream out = Files.newOutputStream(folder.resolve(PORTS))) {
            ports.store(out, null);
            return port;
        } catch (IOException e) {
            throw new LocalException("Cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new LocalException("Cannot release " + folder, e);
        }
    }

    private void readPorts() throws IOException {
        Path file = folder.resolve(PORTS);
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                ports.load(in);
            }
        }
    }
}
