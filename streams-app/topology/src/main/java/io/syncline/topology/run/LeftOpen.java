package io.syncline.topology.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions that this instance's process before left open when it was killed. Nobody reads past them, and whoever
 * is given its partitions waits until they end: without a word from us, for {@code streams.transactionTimeout}. A producer
 * ends what its id left open as it begins, but Kafka Streams has none begin before a thread is given partitions, and those
 * of a killed instance are another's by then.
 */
final class LeftOpen {

    private static final Logger LOGGER = LoggerFactory.getLogger(LeftOpen.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where Kafka Streams 4.3 keeps the id of an instance, beside its stores. */
    private static final String PROCESS_FILE = "kafka-streams-process-metadata";

    private final String application;
    private final SynclineConfig.Streams settings;
    private final KafkaClients clients;

    LeftOpen(String application, SynclineConfig.Streams settings, KafkaClients clients) {
        this.application = application;
        this.settings = settings;
        this.clients = clients;
    }

    /**
     * Aborts them. Only while this process holds the lock of the instance's folder and has no producer yet: it would end
     * what these have begun.
     */
    void abort() {
        Duration patience = settings.transactionTimeout(); // After that nothing is left open anyway.
        try (Admin admin = clients.admin()) {
            admin.fenceProducers(transactionalIds())
                    .all()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOGGER.atWarn()
                    .addKeyValue("application", application)
                    .setCause(e)
                    .log("Cannot abort what the process before this one may have left open; the"
                            + " broker does after streams.transactionTimeout");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As Kafka Streams 4.3 forms them: application, instance, and number of the thread. */
    private List<String> transactionalIds() throws IOException {
        Path file = LocalState.folder(settings, application)
                .resolve(application)
                .resolve(PROCESS_FILE);
        String process = JSON.readTree(file.toFile()).path("processId").asText();
        return IntStream.rangeClosed(1, settings.threads())
                .mapToObj(thread -> application + "-" + process + "-" + thread)
                .toList();
    }
}
