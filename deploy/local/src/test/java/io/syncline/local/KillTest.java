package io.syncline.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.demo.CrmDesk;
import io.syncline.local.demo.Outlook;
import io.syncline.local.process.LocalException;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.serde.KafkaAvroDeserializer;
import io.syncline.schemas.serde.RegistryConfig;
import io.syncline.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Processes are killed with SIGKILL while people edit on both sides. Nothing may be lost or doubled,
 * by the people's own account and by the simulated tenant's request log.
 *
 * <p>
 * A seed that fails is given back with {@code -Dsyncline.seed}.
 */
class KillTest {

    static {
        AvroTrust.install();
    }

    private static final List<String> AGENTS = List.of("agent-1@example.com",
            "agent-2@example.com");
    private static final List<String> SERVICES = List.of("sequence", "merge", "gateway", "sink",
            "source", "simulator", "crm");
    private static final List<String> INFRASTRUCTURE = List.of("broker", "registry");
    private static final int EDITS_PER_SECOND = Integer.getInteger("syncline.edits", 70);
    private static final int HOLD_SECONDS = 4;
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(4);
    private static final Duration STAYS = Duration.ofSeconds(5);
    private static final Duration QUIET_TIMEOUT = Duration.ofSeconds(90);

    private final long seed = Long.getLong("syncline.seed", 20261120L);

    private int betweenEffectAndAnswer;

    /** Kept after the test: its logs say what happened. */
    private final Path folder = Path.of("target", "kill-" + System.nanoTime());

    @Test
    void losesAndDoublesNothingOverThreeKills() {
        run(List.of("sink", "merge", "source"));
    }

    @Test
    @Tag("soak")
    void losesAndDoublesNothingOverThreeKillsOfEveryProcess() {
        List<String> victims = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            victims.addAll(SERVICES);
            victims.addAll(INFRASTRUCTURE);
        }
        Collections.shuffle(victims, new Random(seed));
        run(victims);
    }

    private void run(List<String> victims) {
        System.out.println("KillTest with seed " + seed + " kills " + victims);
        try (Workspace workspace = Workspace.open(folder);
                Stack stack = Stack.start(workspace,
                        Path.of(System.getProperty("syncline.registry")), text -> {})) {
            stack.startSimulation(AGENTS);
            try (Outlook outlook = new Outlook(stack.simulatorAdmin());
                    CrmDesk crm = new CrmDesk(stack.crm())) {
                AGENTS.forEach(outlook::addMailbox);
                stack.startServices();
                EditScript script = new EditScript(outlook, crm, AGENTS, seed);
                Instant start = Instant.now();
                for (String victim : victims) {
                    editFor(BETWEEN_KILLS, script);
                    if (victim.equals("sink")) {
                        editUntilACreateIsHeld(outlook, script);
                        kill(stack, victim);
                        // Held still, so nobody had the answer when the sink died.
                        betweenEffectAndAnswer += EditScript.untilDone(outlook::heldAnswers) > 0
                                ? 1
                                : 0;
                    } else {
                        kill(stack, victim);
                    }
                }
                editFor(BETWEEN_KILLS, script);
                double perSecond = 1000.0 * script.edits()
                        / Duration.between(start, Instant.now()).toMillis();

                List<String> problems = untilQuiet(stack, script);

                assertThat(problems).as("seed " + seed + ", " + script.edits() + " edits, "
                        + stack.supervisor().restarts()).isEmpty();
                assertThat(doubleCreates(outlook)).isEmpty();
                staysSo(stack, script, outlook);
                assertThat(betweenEffectAndAnswer)
                        .isEqualTo(Collections.frequency(victims, "sink"));
                System.out.printf("KillTest: %d edits, %.0f/s, %d people, restarts ",
                        script.edits(), perSecond, script.people());
                System.out.println("" + stack.supervisor().restarts()
                        + stack.infrastructure().supervisor().restarts());
            }
        }
    }

    /** Goes on until a create has had its effect and waits for its answer. */
    private static void editUntilACreateIsHeld(Outlook outlook, EditScript script) {
        EditScript.untilDone(() -> outlook.holdAnswer("POST", HOLD_SECONDS));
        long deadline = System.nanoTime() + QUIET_TIMEOUT.toNanos();
        while (EditScript.untilDone(outlook::heldAnswers) == 0) {
            assertThat(System.nanoTime()).as("a create was held").isLessThan(deadline);
            script.step();
        }
    }

    private static void editFor(Duration time, EditScript script) {
        long start = System.nanoTime();
        int done = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            script.step();
            done++;
            long due = start + done * 1_000_000_000L / EDITS_PER_SECOND;
            LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        }
    }

    private static void kill(Stack stack, String victim) {
        (INFRASTRUCTURE.contains(victim)
                ? stack.infrastructure().supervisor()
                : stack.supervisor()).child(victim).orElseThrow().kill();
    }

    private static List<String> untilQuiet(Stack stack, EditScript script) {
        long deadline = System.nanoTime() + QUIET_TIMEOUT.toNanos();
        List<String> problems = problems(stack, script);
        while (!problems.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            problems = problems(stack, script);
        }
        return problems;
    }

    private static List<String> problems(Stack stack, EditScript script) {
        try {
            approveDeletes(stack);
            return script.problems(valuesInConflicts(stack));
        } catch (LocalException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** So many deletes within an hour are held until an operator has looked at them. */
    private static void approveDeletes(Stack stack) {
        Topics topics = new Topics(stack.infrastructure());
        AGENTS.stream()
                .map(Stack::mailboxOf)
                .filter(mailbox -> topics.heldDeletes(mailbox) > 0)
                .forEach(mailbox -> topics.decide(mailbox, DecisionKind.DELETES_APPROVED));
    }

    /** What the topic of Conflicts keeps, read with nothing of ours but the deserializer. */
    private static Set<String> valuesInConflicts(Stack stack) {
        Set<String> values = new TreeSet<>();
        KafkaAvroDeserializer avro = new KafkaAvroDeserializer();
        avro.configure(Map.of(RegistryConfig.URL, stack.infrastructure().registryUrl()), false);
        try (avro;
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", stack.infrastructure().bootstrapServers(),
                                "isolation.level", "read_committed"),
                        new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            String topic = TopicCatalogue.CONFLICTS.name();
            List<TopicPartition> places = consumer.partitionsFor(topic)
                    .stream()
                    .map(place -> new TopicPartition(topic, place.partition()))
                    .toList();
            consumer.assign(places);
            consumer.seekToBeginning(places);
            Map<TopicPartition, Long> ends = consumer.endOffsets(places);
            while (places.stream()
                    .anyMatch(place -> consumer.position(place) < ends.getOrDefault(place, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    Conflict conflict = requireNonNull(
                            (Conflict) avro.deserialize(topic, record.value()));
                    conflict.getLost().ifPresent(values::add);
                    conflict.getKept().ifPresent(values::add);
                });
            }
        }
        return values;
    }

    /** With no more edits there are no more writes, and nothing comes back. */
    private static void staysSo(Stack stack, EditScript script, Outlook outlook) {
        long writes = effects(outlook);
        LockSupport.parkNanos(STAYS.toNanos());
        assertThat(problems(stack, script)).isEmpty();
        assertThat(effects(outlook)).as("writes after everything was equal").isEqualTo(writes);
    }

    private static long effects(Outlook outlook) {
        return outlook.requests()
                .valueStream()
                .filter(line -> !line.path("effect").asText().isEmpty())
                .count();
    }

    /** The items for which more than one create had an effect, by the tenant's request log. */
    private static List<String> doubleCreates(Outlook outlook) {
        Map<String, Integer> creates = new TreeMap<>();
        outlook.requests().forEach(line -> {
            if (line.path("effect").asText().startsWith("created")) {
                creates.merge(line.path("stamp").asText().split(" ")[0], 1, Integer::sum);
            }
        });
        assertThat(creates).isNotEmpty();
        return creates.entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }
}
