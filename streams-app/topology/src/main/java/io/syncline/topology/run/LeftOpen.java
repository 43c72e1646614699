package io.syncline.topology.run;

import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.ThreadMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions that this instance's process before left open when it was killed. Nobody reads past them, and whoever
 * is given its partitions waits until they end: without a word from us, for {@code streams.transactionTimeout}. A producer
 * ends what its id left open as it begins; but Kafka Streams has none begin before a thread is given partitions, and keeps
 * no ids where there are no stores. So the ids are kept in a file of ours.
 */
final class LeftOpen {

    private static final Logger LOGGER = LoggerFactory.getLogger(LeftOpen.class);
    private static final String FILE = "transactional-ids";
    /** In a thread's name, between those parts of which Kafka Streams 4.3 makes its producer's transactional id. */
    private static final String THREAD = "-StreamThread-";

    private final Path file;
    private final Duration transactionTimeout;
    private final KafkaClients clients;

    /** @param folder where this instance keeps what is its own; the next process looks there, too */
    LeftOpen(Path folder, Duration transactionTimeout, KafkaClients clients) {
        this.file = folder.resolve(FILE);
        this.transactionTimeout = transactionTimeout;
        this.clients = clients;
    }

    /** Aborts them. Only the broker does, at its time, where that fails. */
    void abort() {
        if (!Files.exists(file)) {
            return;
        }
        try (Admin admin = clients.admin()) {
            // After that time nothing is left open anyway.
            admin.fenceProducers(Files.readAllLines(file))
                    .all()
                    .get(transactionTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            warn("Cannot abort what the process before this one may have left open", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the ids for the process after this one. */
    void keep(Collection<ThreadMetadata> threads) {
        List<String> ids = threads.stream()
                .map(thread -> thread.threadName().replace(THREAD, "-"))
                .toList();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, ids);
        } catch (IOException e) {
            warn("Cannot note for the next process what this one may leave open", e);
        }
    }

    private void warn(String message, Exception cause) {
        LOGGER.atWarn()
                .addKeyValue("file", file)
                .setCause(cause)
                .log(message + "; the broker aborts it after streams.transactionTimeout");
    }
}
