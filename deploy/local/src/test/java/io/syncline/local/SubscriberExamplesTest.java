package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.stack.Infrastructure;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples for subscribers, run while contacts are edited, hold the truth at the end. */
class SubscriberExamplesTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(60));
    private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();
    private static final int BEFORE = 150;
    private static final int MEANWHILE = 10;
    private static final int AFTER = 100;

    private final Infrastructure infrastructure = Running.infrastructure();
    private final long seed = Long.getLong("syncline.seed", System.nanoTime());
    private final String tenant = "s" + Long.toString(System.nanoTime(), 36);

    @TempDir
    private Path folder;

    /** What the example took at one step. */
    private record Step(String key, long version, String what, String name) {

        static Step of(String line) {
            String[] parts = line.split("\t", -1);
            return new Step(parts[0], Long.parseLong(parts[1]), parts[2], parts[3]);
        }
    }

    @Test
    void theJavaExampleMissesNoStepAndTakesNoneTwice() throws Exception {
        List<Step> steps = followed(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path", System.getProperty("java.class.path"),
                EXAMPLES.resolve("java").resolve("FollowContacts.java").toString()));

        Map<String, Long> known = new HashMap<>();
        assertThat(steps).as("seed " + seed).allSatisfy(step -> {
            Long before = known.put(step.key(), step.version());
            if (before != null && step.version() > 0 && !step.what().equals("IS")) {
                assertThat(step.version()).as(step.key()).isEqualTo(before + 1);
            }
        });
        assertThat(steps).extracting(Step::what).contains("IS", "UPDATED", "DELETED");
    }

    @Test
    @Tag("node")
    void theNodeExampleHoldsTheTruthAndTakesNoStepTwice() throws Exception {
        NodeProgram example = NodeProgram.installed("example-node", EXAMPLES.resolve("node"),
                "package.json", "follow-contacts.js");

        List<Step> steps = followed(example.command("follow-contacts.js"));
        Map<String, Long> known = new HashMap<>();
        assertThat(steps).as("seed " + seed)
                .filteredOn(step -> !step.what().equals("FORGOTTEN"))
                .allSatisfy(step -> assertThat(known.put(step.key(), step.version()))
                        .as(step.key())
                        .satisfiesAnyOf(before -> assertThat(before).isNull(),
                                before -> assertThat(before).isLessThan(step.version())));
    }

    /** Runs an example under edits until it holds what merged holds; returns what it took of the tenant. */
    private List<Step> followed(List<String> command) throws IOException {
        KafkaClients clients = clients();
        List<String> whole = new ArrayList<>(command);
        whole.add(infrastructure.bootstrapServers());
        whole.add(infrastructure.registryUrl());
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        try (TenantRecords published = new TenantRecords(clients, List.of(tenant), seed)) {
            publish(published, BEFORE);
            Process example = new ProcessBuilder(whole).redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                WAITING.until("the example begins; " + Files.readString(err), () -> {
                    publish(published, MEANWHILE); // While it notes, reads, and goes over to following.
                    return !example.isAlive() || !steps(out).isEmpty();
                });
                publish(published, AFTER);
                Map<String, String> truth = truth(clients);
                WAITING.until("it holds the truth, seed " + seed + "; " + Files.readString(err),
                        () -> held(out).equals(truth));
                assertThat(example.isAlive()).as(Files.readString(err)).isTrue();
                return steps(out);
            } finally {
                example.destroy();
            }
        }
    }

    private Map<String, String> held(Path out) {
        Map<String, String> held = new TreeMap<>();
        steps(out).forEach(step -> {
            if (step.what().equals("FORGOTTEN")) {
                held.remove(step.key());
            } else {
                held.put(step.key(), step.version() + (step.what().equals("DELETED")
                        ? " deleted "
                        : " ") + step.name());
            }
        });
        return held;
    }

    private List<Step> steps(Path out) {
        try {
            String said = Files.readString(out);
            return said.substring(0, said.lastIndexOf('\n') + 1)
                    .lines()
                    .filter(line -> line.startsWith(tenant + "/"))
                    .map(Step::of)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, String> truth(KafkaClients clients) {
        Map<String, String> truth = new TreeMap<>();
        String topic = TopicCatalogue.MERGED.name();
        CommittedRecords records = new CommittedRecords(clients);
        try (Deserializer<SpecificRecord> values = clients.deserializer()) {
            records.read(topic, records.ends(topic, IsolationLevel.READ_COMMITTED), record -> {
                if (!record.key().startsWith(tenant + "/")) {
                    return;
                }
                if (record.value() == null) {
                    truth.remove(record.key());
                    return;
                }
                Merged item = (Merged) Objects
                        .requireNonNull(values.deserialize(topic, record.value()));
                truth.put(record.key(), item.getVersion() + (item.getDeleted()
                        ? " deleted "
                        : " ") + item.getContact().getDisplayName().orElse(""));
            });
        }
        return truth;
    }

    private static void publish(TenantRecords published, int transactions) {
        for (int i = 0; i < transactions; i++) {
            published.publish();
        }
    }

    private KafkaClients clients() throws IOException {
        return new KafkaClients(ConfigLoader.load(Files.writeString(folder.resolve("c.yaml"),
                "{kafka: {bootstrapServers: \"%s\"}, registry: {url: \"%s\"}}".formatted(
                        infrastructure.bootstrapServers(), infrastructure.registryUrl())),
                Map.of()));
    }
}
