package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.AvroTrust;
import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two instances of one application after the other, on three brokers: one of them, or a broker, is killed again and again
 * while facts flow; then one of the two is stopped. Every edit is published once, and the flow resumes.
 *
 * <p>
 * How long the flow of the partitions concerned stands still is bounded by named settings: of an instance,
 * {@code streams.sessionTimeout} until it is missed, and its own start until it ends what it left open; of a broker,
 * {@code broker.session.timeout.ms} until others lead, and before that {@code controller.quorum.fetch.timeout.ms} where it
 * was the controller that counts sessions. Transactions are committed every 200 ms and not every 30, since three brokers
 * share two cores here with all that they serve. Where these are full for longer than {@code streams.transactionTimeout},
 * a transaction is aborted under an instance's hands, which throws its stores away and restores them. The number of
 * kills and the rate are set by {@code -Dsyncline.kills} and {@code -Dsyncline.facts}.
 */
@Tag("soak")
class ScaleOutTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofMinutes(3));
    private static final int BROKERS = 3;
    private static final int KILLS = Integer.getInteger("syncline.kills", 20);
    private static final int FACTS_PER_SECOND = Integer.getInteger("syncline.facts", 2_000);
    private static final String SETTINGS = "streams: {commitInterval: PT0.2S, sessionTimeout: PT2S}";
    private static final List<String> NODES = List.of("broker", "broker-2", "broker-3");
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(20);
    private static final Duration RESUMES = Duration.ofSeconds(5);
    /** As {@code broker.session.timeout.ms} and {@code streams.sessionTimeout} are. */
    private static final Duration MISSED = Duration.ofSeconds(2);
    /** As {@code streams.transactionTimeout} is, and the broker's sweep for it. */
    private static final Duration ABORTED = Duration.ofMillis(10_000 + 500);
    /** Until an instance that only stood by is warm, on cores that are full. */
    private static final Duration WARM = Duration.ofSeconds(10);
    /** One after the other, where the machine is full. */
    private static final Duration LONGEST = MISSED.plus(ABORTED).plus(WARM);

    private final long seed = Long.getLong("syncline.seed", 20261122L);
    private final Path folder = Path.of("target", "scale-out-" + System.nanoTime());

    /** One kill, and how long something stood still after it. */
    private record Kill(String victim, Duration gap) {}

    @Test
    void losesAndDoublesNothingAndGoesOnWhoeverIsKilled() {
        Random random = new Random(seed);
        try (Workspace workspace = Workspace.open(folder);
                Stack stack = Stack.onCluster(workspace,
                        Path.of(System.getProperty("syncline.registry")), BROKERS,
                        System.out::println)) {
            stack.configure(settings(workspace));
            stack.startAndAwait(List.of("sequence", "merge"));
            try (SteadyFlow flow = new SteadyFlow(new KafkaClients(stack.configOf("flow")),
                    FACTS_PER_SECOND)) {
                flow.start(WAITING);
                Victims victims = new Victims(stack);
                List<Kill> kills = new ArrayList<>();
                for (String service : List.of("sequence", "merge")) {
                    String second = service + "-2";
                    stack.startInstance(service, second);
                    pause(BETWEEN_KILLS);
                    WAITING.until("the processes are warm, and keep up with the flow",
                            () -> flow.missing().size() < FACTS_PER_SECOND);
                    List<String> names = Stream.concat(Stream.of(service, second, service, second),
                            NODES.stream()).toList();
                    for (int i = 0; i < (KILLS + 1) / 2; i++) {
                        kills.add(kill(victims, flow, names.get(random.nextInt(names.size()))));
                    }
                    stack.supervisor().stop(second);
                    pause(BETWEEN_KILLS);
                }

                assertThat(flow.perSecond()).isGreaterThan(0.95 * FACTS_PER_SECOND);
                flow.end(WAITING); // Nothing is lost.
                assertThat(flow.doubled()).as("published twice").isEmpty();
                Duration median = Victims.median(kills.stream().map(Kill::gap).toList());
                System.out.printf("ScaleOutTest: %,d edits, median gap %s%n", flow.sentCount(),
                        median);
                assertThat(median).isLessThanOrEqualTo(RESUMES);
                assertThat(kills).allSatisfy(kill -> assertThat(kill.gap()).as(kill.victim())
                        .isLessThanOrEqualTo(LONGEST));
            }
        }
    }

    private static Path settings(Workspace workspace) {
        try {
            return Files.writeString(workspace.folder("scale-out.yaml"), SETTINGS);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the settings of a test", e);
        }
    }

    private static Kill kill(Victims victims, SteadyFlow flow, String victim) {
        int restarts = victims.restarts();
        long now = System.nanoTime();
        victims.get(victim).kill();
        pause(BETWEEN_KILLS);
        int waiting = flow.missing().size();
        WAITING.until("what waited is made up for",
                () -> flow.missing().size() < 2 * FACTS_PER_SECOND);
        assertThat(victims.restarts()).as(victim + " was hit").isGreaterThan(restarts);
        Kill kill = new Kill(victim, flow.longestGap(now));
        System.out.printf(
                "ScaleOutTest: %s was killed, the longest gap was %d ms; after %d s %d edits waited%n",
                victim, kill.gap().toMillis(), BETWEEN_KILLS.toSeconds(), waiting);
        return kill;
    }

    private static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
