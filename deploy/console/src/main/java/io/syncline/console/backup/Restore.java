package io.syncline.console.backup;

import io.syncline.console.backup.Contents.File;
import io.syncline.console.backup.Contents.KnownSchema;
import io.syncline.console.system.ConsoleException;
import io.syncline.schemas.bootstrap.Bootstrap;
import io.syncline.schemas.serde.RegistryClient;
import io.syncline.schemas.serde.RegistryException;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Copies a backup into an empty system whose services do not run. Once they are started, sequence has
 * nothing to take, merge folds the journal from its beginning and publishes what it published before, and the
 * sink skips what was carried out, command by command (rule R13): nothing is written to a mailbox twice.
 */
public final class Restore {

    private final SynclineConfig config;
    private final KafkaClients clients;
    private final Path folder;
    private final Teller teller;

    public Restore(SynclineConfig config, Path folder, Teller teller) {
        this.config = config;
        this.clients = new KafkaClients(config);
        this.folder = folder;
        this.teller = teller;
    }

    /**
     * Does it.
     *
     * @throws ConsoleException if the folder is no whole backup, or the system is not empty; nothing is
     *         changed then
     */
    public Copied run() {
        try (Admin admin = clients.admin();
                RegistryClient registry = Backup.registry(clients)) {
            Contents contents = Contents.read(folder);
            EmptySystem.check(admin, contents, config);
            if (!KeyFiles.isEmpty(config.secrets().keyFolder())) {
                throw ConsoleException.failed("There are tenants' keys in "
                        + config.secrets().keyFolder() + " already; move them away, or name"
                        + " another folder as secrets.keyFolder");
            }
            Map<String, Map<Integer, Integer>> ids = registered(registry, contents);
            try (JournalTime time = JournalTime.ofProducer(admin)) {
                long done = 0;
                for (File file : contents.files()) {
                    restore(file, ids.getOrDefault(file.topic(), Map.of()), done,
                            contents.records());
                    done += file.records();
                }
                teller.done("Restored " + contents.records() + " records; the topic "
                        + time.topic() + " takes its time from the broker again");
            }
            int keys = KeyFiles.copy(folder.resolve(KeyFiles.FOLDER),
                    config.secrets().keyFolder());
            teller.done("Restored " + keys + " files of tenants' keys; they are read with the"
                    + " master key that they were sealed by");
            teller.done("Delete the services' local state (streams.stateDirectory) and start them:"
                    + " merge makes everything else again from the journal");
            return new Copied(contents.begunAt(), contents.records(), keys);
        } catch (IOException e) {
            throw ConsoleException.failed(String.valueOf(e.getMessage()), e);
        } catch (KafkaException e) {
            throw ConsoleException.failed("Cannot restore: " + e.getMessage() + ". Delete the"
                    + " topics that have begun to fill, and begin again", e);
        } catch (ExecutionException e) {
            throw ConsoleException.failed("The broker refuses: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted", e);
        }
    }

    /** By topic, the new number of each schema by its old one. */
    private static Map<String, Map<Integer, Integer>> registered(RegistryClient registry,
            Contents contents) {
        registry.setCompatibility(Bootstrap.COMPATIBILITY);
        Map<String, Map<Integer, Integer>> ids = new TreeMap<>();
        List<KnownSchema> oldestFirst = contents.schemas()
                .stream()
                .sorted(Comparator.comparing(KnownSchema::id))
                .toList();
        for (KnownSchema known : oldestFirst) {
            Schema schema = new Schema.Parser().parse(known.schema());
            try {
                ids.computeIfAbsent(known.topic(), topic -> new HashMap<>())
                        .put(known.id(), registry.register(known.topic() + "-value", schema));
            } catch (RegistryException e) {
                throw ConsoleException.failed("The registry does not take the schema " + known.id()
                        + " of " + known.topic() + ": " + e.getMessage(), e);
            }
        }
        return ids;
    }

    /** @param done how many records of all were restored before */
    private void restore(File file, Map<Integer, Integer> ids, long done, long all)
            throws IOException {
        boolean isJournal = file.topic().equals(TopicCatalogue.JOURNAL.name());
        try (Refilling refilling = new Refilling(clients, file, ids, isJournal)) {
            LongAdder sent = new LongAdder();
            long read = RecordFile.read(file.in(folder), entry -> {
                refilling.send(entry);
                sent.increment();
                teller.at("Restoring " + file.topic(), done + sent.sum(), all);
            });
            refilling.finish();
            if (read != file.records()) {
                throw new IOException(file.in(folder) + " holds " + read + " records, and not "
                        + file.records() + " as when the backup was made");
            }
        }
    }
}
