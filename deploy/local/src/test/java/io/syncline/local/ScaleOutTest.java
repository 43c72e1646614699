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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two instances of each application on three brokers: one of them, or a broker, is killed again and again
 * while facts flow, and instances come and go. Every edit is published once, and the flow resumes.
 *
 * <p>
 * How long the flow of the partitions concerned stands still is bounded by named settings: of an instance,
 * {@code streams.sessionTimeout} until it is missed and {@code streams.transactionTimeout} until what it
 * left open is aborted; of a broker, {@code broker.session.timeout.ms} until others lead, and then the same of
 * what it coordinated. Transactions are committed every 200 ms and not every 30, since three brokers share two
 * cores here with all that they serve. Where these are full for longer than {@code streams.transactionTimeout}, a
 * transaction is aborted under an instance's hands, which throws its stores away and restores them. The number of
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
    private static final String SETTINGS = "streams: {commitInterval: PT0.2S}";
    private static final List<String> VICTIMS = List.of("merge", "sequence", "merge-2",
            "sequence-2", "broker", "broker-2", "broker-3");
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(20);
    private static final Duration RESUMES = Duration.ofSeconds(5);
    /** As {@code broker.session.timeout.ms} and {@code streams.sessionTimeout} are. */
    private static final Duration MISSED = Duration.ofSeconds(3);
    /** As {@code streams.transactionTimeout} is, and the broker's sweep for it. */
    private static final Duration ABORTED = Duration.ofMillis(5_000 + 500);
    /** Until thrown away stores are restored. */
    private static final Duration RESTORED = Duration.ofSeconds(5);
    /** One after the other; and once more, where what is full is the machine. */
    private static final Duration LONGEST = MISSED.plus(ABORTED).multipliedBy(2).plus(RESTORED);

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
            stack.startInstance("sequence", "sequence-2");
            stack.startInstance("merge", "merge-2");
            try (SteadyFlow flow = new SteadyFlow(new KafkaClients(stack.configOf("flow")),
                    FACTS_PER_SECOND)) {
                flow.start(WAITING);
                pause(BETWEEN_KILLS);
                WAITING.until("the processes are warm, and keep up with the flow",
                        () -> flow.missing().size() < FACTS_PER_SECOND);
                assertThat(flow.perSecond()).isGreaterThan(0.95 * FACTS_PER_SECOND);
                Victims victims = new Victims(stack);
                List<Kill> kills = new ArrayList<>();
                for (int i = 0; i < KILLS; i++) {
                    kills.add(kill(victims, flow, VICTIMS.get(random.nextInt(VICTIMS.size()))));
                }
                stack.startInstance("merge", "merge-3");
                pause(BETWEEN_KILLS);
                stack.supervisor().stop("merge-3");
                pause(BETWEEN_KILLS);

                assertThat(flow.perSecond()).isGreaterThan(0.95 * FACTS_PER_SECOND);
                flow.end(WAITING); // Nothing is lost.
                assertThat(flow.doubled()).as("published twice").isEmpty();
                Duration median = Victims.median(kills.stream().map(Kill::gap).toList());
                System.out.printf("ScaleOutTest: %,d edits, median gap %s%n", flow.sentCount(),
                        median);
                assertThat(median).isLessThanOrEqualTo(RESUMES);
                assertThat(kills).allSatisfy(kill -> assertThat(kill.gap()).as(kill.victim())
                        .isLessThanOrEqualTo(LONGEST));
                assertThat(victims.restarts()).as("kills that hit").isGreaterThanOrEqualTo(KILLS);
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
        WAITING.until("all that was killed before is made up for",
                () -> flow.missing().size() < 2 * FACTS_PER_SECOND);
        long now = System.nanoTime();
        assertThat(victims.get(victim).isAlive()).as(victim).isTrue();
        victims.get(victim).kill();
        pause(BETWEEN_KILLS);
        Kill kill = new Kill(victim, flow.longestGap(now));
        System.out.printf("ScaleOutTest: %s was killed, the longest gap was %d ms, %d edits wait%n",
                victim, kill.gap().toMillis(), flow.missing().size());
        return kill;
    }

    private static void pause(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
