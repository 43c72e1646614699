package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.local.demo.CrmDesk;
import io.syncline.local.demo.Outlook;
import io.syncline.local.process.JavaChild;
import io.syncline.local.process.LocalException;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Workspace;
import io.syncline.schemas.AvroTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
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
    private static final int EDITS_PER_SECOND = Integer.getInteger("syncline.edits", 50);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(4);
    private static final Duration QUIET_TIMEOUT = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final long seed = Long.getLong("syncline.seed", 20261120L);

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
                for (String victim : victims) {
                    holdTheNextCreateIfItMatters(stack, victim);
                    editFor(BETWEEN_KILLS, script);
                    kill(stack, victim);
                }
                editFor(BETWEEN_KILLS, script);

                List<String> problems = untilQuiet(script);

                assertThat(problems).as("seed " + seed + ", " + script.edits() + " edits, "
                        + stack.supervisor().restarts()).isEmpty();
                assertThat(doubleCreates(stack)).isEmpty();
                System.out.println("KillTest: " + script.edits() + " edits, " + script.people()
                        + " people, restarts " + stack.supervisor().restarts()
                        + stack.infrastructure().supervisor().restarts());
            }
        }
    }

    /** The sink is killed between a create's effect and its answer. */
    private void holdTheNextCreateIfItMatters(Stack stack, String victim) {
        if (victim.equals("sink")) {
            post(stack, "/admin/faults", "{\"kind\":\"hold_answer\",\"method\":\"POST\","
                    + "\"times\":3,\"seconds\":4}");
        }
    }

    private static void editFor(Duration time, EditScript script) {
        long start = System.nanoTime();
        int done = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            if (script.people() < 4 || done % 10 == 0) {
                script.create();
            } else {
                script.edit();
            }
            done++;
            long due = start + done * 1_000_000_000L / EDITS_PER_SECOND;
            LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        }
    }

    private static void kill(Stack stack, String victim) {
        (INFRASTRUCTURE.contains(victim)
                ? stack.infrastructure().supervisor()
                : stack.supervisor()).child(victim).ifPresent(JavaChild::kill);
    }

    private static List<String> untilQuiet(EditScript script) {
        long deadline = System.nanoTime() + QUIET_TIMEOUT.toNanos();
        List<String> problems = problems(script);
        while (!problems.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            problems = problems(script);
        }
        return problems;
    }

    private static List<String> problems(EditScript script) {
        try {
            return script.problems();
        } catch (LocalException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** The items for which more than one create had an effect, by the tenant's request log. */
    private List<String> doubleCreates(Stack stack) {
        Map<String, Integer> creates = new TreeMap<>();
        try {
            JsonNode lines = new ObjectMapper().readTree(http.send(HttpRequest
                    .newBuilder(stack.simulatorAdmin().resolve("/admin/requests"))
                    .build(),
                    BodyHandlers.ofString()).body());
            lines.forEach(line -> {
                if (line.path("effect").asText().startsWith("created")) {
                    creates.merge(line.path("stamp").asText().split(" ")[0], 1, Integer::sum);
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        assertThat(creates).isNotEmpty();
        return creates.entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void post(Stack stack, String path, String body) {
        URI uri = stack.simulatorAdmin().resolve(path);
        try {
            http.send(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build(),
                    BodyHandlers.discarding());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
