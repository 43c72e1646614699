package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.demo.CrmDesk;
import io.syncline.local.demo.Outlook;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.AvroTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
                    script.goOn(BETWEEN_KILLS, EDITS_PER_SECOND);
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
                script.goOn(BETWEEN_KILLS, EDITS_PER_SECOND);
                double perSecond = 1000.0 * script.edits()
                        / Duration.between(start, Instant.now()).toMillis();

                new Reckoning(stack, outlook, script, AGENTS).check(Long.toString(seed));
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

    private static void kill(Stack stack, String victim) {
        new Victims(stack).get(victim).kill();
    }
}
