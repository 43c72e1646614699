package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.demo.CrmDesk;
import io.syncline.local.demo.Outlook;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.AvroTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two instances of source and of sink on three brokers: one of them, or a broker, is killed again and again
 * while people edit on both sides. Nothing is lost or doubled, and edits of each mailbox flow on.
 *
 * <p>
 * At each kill somebody edits on both sides of several mailboxes, which lie in all partitions. The median edit
 * arrives as if nothing had happened; how long the last one takes is bounded by named settings: of an
 * instance by {@code group.consumer.session.timeout.ms} until it is missed; of the source by
 * {@code source.pollIntervalIdle} until its mailboxes are asked again; of the sink by {@code sink.requestTimeout}, for
 * which a new owner waits, once more when the killed instance is back; of a broker by
 * {@code broker.session.timeout.ms} until others lead. The number of kills is set by {@code -Dsyncline.kills}.
 */
@Tag("soak")
class ConnectorsScaleOutTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofMinutes(1));
    private static final int BROKERS = 3;
    private static final int KILLS = Integer.getInteger("syncline.kills", 20);
    private static final int EDITS_PER_SECOND = 15;
    private static final List<String> AGENTS = List.of("agent-1@example.com",
            "agent-2@example.com", "agent-3@example.com");
    private static final List<String> WATCHED = IntStream.rangeClosed(1, 8)
            .mapToObj(number -> "watched-" + number + "@example.com")
            .toList();
    private static final List<String> VICTIMS = List.of("source", "source-2", "sink", "sink-2",
            "source", "source-2", "broker-2");
    /** A process that was killed works again by then. */
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(12);
    /** Until then the machine is busy with the code of a dozen new processes. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration RESUMES = Duration.ofSeconds(5);
    /** As {@code group.consumer.session.timeout.ms} is, and longer than {@code broker.session.timeout.ms}. */
    private static final Duration MISSED = Duration.ofSeconds(3);
    /** As {@code source.pollIntervalIdle} is. */
    private static final Duration ASKED = Duration.ofSeconds(2);
    /** From one side to the other, while a new process takes most of the machine. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(7);
    /** As {@code sink.requestTimeout} is, for which each new owner waits: the survivor, then the restarted one. */
    private static final Duration WAITED_FOR = Duration.ofSeconds(2 * 5);

    private final long seed = Long.getLong("syncline.seed", 20261122L);
    /** Kept after the test: its logs say what happened. */
    private final Path folder = Path.of("target", "connectors-" + System.nanoTime());

    /** One kill, and how long it took until an edit had arrived, of each mailbox in either direction. */
    private record Kill(String victim, List<Duration> flows) {

        Duration longest() {
            return Collections.max(flows);
        }
    }

    /** A mailbox with two contacts: one is edited there, the other one in the CRM. */
    private record Watched(TwoSides sides, List<String> emails, String contact, String record) {

        static Watched of(TwoSides sides) {
            List<String> emails = sides.filled(2);
            return new Watched(sides, emails, sides.contactId(emails.getFirst()),
                    sides.recordId(emails.getLast()));
        }

        void edit(String value) {
            EditScript.untilDone(
                    () -> sides.inOutlook(contact, TwoSides.set("jobTitle", value)));
            EditScript.untilDone(() -> sides.inCrm(record, TwoSides.set("manager", value)));
        }

        boolean isInMailbox(String value) {
            return sides.contacts()
                    .stream()
                    .anyMatch(contact -> contact.path("manager").asText().equals(value));
        }

        boolean isInCrm(String value) {
            return sides.recordedContacts()
                    .stream()
                    .anyMatch(contact -> contact.path("jobTitle").asText().equals(value));
        }
    }

    @Test
    void losesAndDoublesNothingAndGoesOnWhoeverIsKilled() throws Exception {
        try (Workspace workspace = Workspace.open(folder);
                Stack stack = Stack.onCluster(workspace,
                        Path.of(System.getProperty("syncline.registry")), BROKERS,
                        System.out::println)) {
            stack.startSimulation(Stream.of(AGENTS, WATCHED).flatMap(List::stream).toList());
            try (Outlook outlook = new Outlook(stack.simulatorAdmin());
                    CrmDesk crm = new CrmDesk(stack.crm())) {
                AGENTS.forEach(outlook::addMailbox);
                WATCHED.forEach(outlook::addMailbox);
                stack.startServices();
                stack.startInstance("source", "source-2");
                stack.startInstance("sink", "sink-2");
                List<Watched> watched = WATCHED.stream()
                        .map(address -> Watched.of(new TwoSides(outlook, crm, WAITING, address)))
                        .toList();
                EditScript script = new EditScript(outlook, crm, AGENTS, seed);
                Victims victims = new Victims(stack);
                List<Kill> kills = new ArrayList<>();
                try (ExecutorService people = Executors.newSingleThreadExecutor()) {
                    AtomicBoolean goesOn = new AtomicBoolean(true);
                    Future<?> edits = people.submit(() -> {
                        while (goesOn.get()) {
                            script.goOn(Duration.ofSeconds(1), EDITS_PER_SECOND);
                        }
                    });
                    try {
                        Waiting.letPass(WARM_UP);
                        for (String victim : inTurn()) {
                            Waiting.letPass(BETWEEN_KILLS);
                            kills.add(kill(victims, victim, watched, kills.size()));
                        }
                    } finally {
                        goesOn.set(false);
                    }
                    edits.get();
                }

                new Reckoning(stack, outlook, script, AGENTS).check(Long.toString(seed));
                assertThat(watched).allSatisfy(mailbox -> assertThat(
                        mailbox.sides().settled(mailbox.emails())).isEmpty());
                Duration median = Victims.median(
                        kills.stream().flatMap(kill -> kill.flows().stream()).toList());
                System.out.printf("ConnectorsScaleOutTest: %d edits, median %d ms%n",
                        script.edits(), median.toMillis());
                assertThat(median).isLessThanOrEqualTo(RESUMES);
                assertThat(kills).allSatisfy(kill -> assertThat(kill.longest()).as(kill.victim())
                        .isLessThanOrEqualTo(longest(kill.victim())));
                assertThat(victims.restarts()).isEqualTo(KILLS);
            }
        }
    }

    private List<String> inTurn() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            names.add(VICTIMS.get(i % VICTIMS.size()));
        }
        Collections.shuffle(names, new Random(seed));
        return names;
    }

    private static Kill kill(Victims victims, String victim, List<Watched> watched,
            int number) {
        WAITING.until(victim + " runs", () -> victims.get(victim).isAlive());
        long start = System.nanoTime();
        victims.get(victim).kill();
        String value = victim + " " + number;
        watched.forEach(mailbox -> mailbox.edit(value));
        List<BooleanSupplier> awaited = new ArrayList<>();
        watched.forEach(mailbox -> {
            awaited.add(() -> mailbox.isInCrm(value));
            awaited.add(() -> mailbox.isInMailbox(value));
        });
        List<Duration> flows = new ArrayList<>();
        WAITING.until("what was typed after " + victim + " was killed is on the other side", () -> {
            awaited.removeIf(arrived -> {
                boolean is = arrived.getAsBoolean();
                if (is) {
                    flows.add(Duration.ofNanos(System.nanoTime() - start));
                }
                return is;
            });
            return awaited.isEmpty();
        });
        Kill kill = new Kill(victim, flows);
        System.out.printf(
                "ConnectorsScaleOutTest: %s was killed; an edit arrived after %d ms in the"
                        + " median, the last one after %d ms%n",
                victim, Victims.median(flows).toMillis(),
                kill.longest().toMillis());
        return kill;
    }

    private static Duration longest(String victim) {
        return victim.startsWith("source")
                ? MISSED.plus(ASKED).plus(ON_THE_WAY)
                : MISSED.plus(WAITED_FOR).plus(ON_THE_WAY); // A broker may coordinate the sinks.
    }
}
