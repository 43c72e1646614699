package io.syncline.topology.run;

import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions that this instance's process before left open when it was killed. Nobody reads past them, and whoever
 * is given its partitions waits until they end: without a word from us, for {@code streams.transactionTimeout}. A producer
 * ends what its id left open as it begins; but Kafka Streams has none begin before a thread is given partitions, and takes
 * new ids at each start where there are no stores. So the ids are kept in a file of ours.
 *
 * <p>
 * The file is locked while the application runs. Of two that were given one folder the second leaves it alone: it would
 * end what the first one is about to commit. One of these for a folder and process: closing a second one would let the
 * lock go.
 */
final class LeftOpen implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LeftOpen.class);
    private static final String IDS = "transactional-ids";
    private static final String LOCK = "transactional-ids.lock";
    /** A start must not wait for long: the broker aborts them without us, too, only later. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final KafkaClients clients;
    private @Nullable FileChannel channel;
    /** Null where another has it. Kept: once it is collected, nobody in this process is told of it. */
    private @Nullable FileLock lock;

    /** @param folder where this instance keeps what is its own; the next process looks there, too */
    LeftOpen(Path folder, KafkaClients clients) {
        this.folder = folder;
        this.clients = clients;
    }

    /** Aborts what any application of that name, or that begins so, left open here: before it is known which of them run on. */
    static void abortAll(Path stateDirectory, String application, KafkaClients clients) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(stateDirectory,
                application + "*")) {
            for (Path folder : folders) {
                try (LeftOpen leftOpen = new LeftOpen(folder, clients)) {
                    leftOpen.abort();
                }
            }
        } catch (NoSuchFileException e) {
            LOGGER.debug("There was no process before this one");
        } catch (IOException | DirectoryIteratorException e) {
            LOGGER.atWarn().setCause(e).log("Cannot look for what was left open");
        }
    }

    /** Aborts them, before any producer begins. Where it fails, only the broker aborts them, at its time. */
    void abort() {
        Path file = folder.resolve(IDS);
        try {
            if (isOurs() && Files.exists(file) && areAborted(Files.readAllLines(file))) {
                Files.delete(file);
            }
        } catch (IOException e) {
            warn("cannot be read or deleted", e);
        }
    }

    /** @param ids that producers of this process may take, for the next one */
    void keep(List<String> ids) {
        try {
            if (isOurs()) {
                Files.write(folder.resolve(IDS), ids);
            }
        } catch (IOException e) {
            warn("cannot be written", e);
        }
    }

    private boolean areAborted(List<String> ids) {
        try (Admin admin = clients.admin()) {
            admin.fenceProducers(ids,
                    new FenceProducersOptions().timeoutMs((int) PATIENCE.toMillis()))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException | KafkaException e) {
            warn("cannot be aborted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean isOurs() throws IOException {
        if (channel == null) {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            lock = lockOf(channel);
            if (lock == null) {
                warn("are another's, which was given the same streams.stateDirectory", null);
            }
        }
        return lock != null;
    }

    private static @Nullable FileLock lockOf(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // By this very process.
        }
    }

    private void warn(String what, @Nullable Exception cause) {
        LOGGER.atWarn()
                .addKeyValue("folder", folder)
                .addKeyValue("ids", what)
                .setCause(cause)
                .log("What a killed process leaves open here is aborted by the broker only, after"
                        + " streams.transactionTimeout");
    }

    /** Lets another process have the folder. */
    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            warn("cannot be let go", e);
        }
    }
}
