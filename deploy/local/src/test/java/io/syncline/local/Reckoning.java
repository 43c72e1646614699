package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.demo.Outlook;
import io.syncline.local.process.LocalException;
import io.syncline.local.stack.Stack;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether all that people did on both sides stands on both, once and for good: by their own account, by the
 * topic of Conflicts, and by the simulated tenant's request log.
 */
final class Reckoning {

    private static final Waiting QUIET = new Waiting(Duration.ofSeconds(90));
    private static final Duration STAYS = Duration.ofSeconds(5);

    private final Stack stack;
    private final Topics topics;
    private final Outlook outlook;
    private final EditScript script;
    private final List<String> agents;

    Reckoning(Stack stack, Outlook outlook, EditScript script, List<String> agents) {
        this.stack = stack;
        this.topics = new Topics(stack.infrastructure());
        this.outlook = outlook;
        this.script = script;
        this.agents = agents;
    }

    /** Waits until everything has arrived; fails if something is lost, doubled, or written once more later. */
    void check(String seed) {
        assertThat(QUIET.untilNone(this::problems)).as("seed " + seed + ", " + script.edits()
                + " edits, " + stack.supervisor().restarts()).isEmpty();
        assertThat(doubleCreates()).isEmpty();
        long writes = effects();
        Waiting.letPass(STAYS);
        assertThat(problems()).isEmpty();
        assertThat(effects()).as("writes after everything was equal").isEqualTo(writes);
    }

    private List<String> problems() {
        try {
            approveDeletes();
            return script.problems(valuesInConflicts());
        } catch (LocalException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** So many deletes within an hour are held until an operator has looked at them. */
    private void approveDeletes() {
        agents.stream()
                .map(Stack::mailboxOf)
                .filter(mailbox -> topics.heldDeletes(mailbox) > 0)
                .forEach(mailbox -> topics.decide(mailbox, DecisionKind.DELETES_APPROVED));
    }

    private Set<String> valuesInConflicts() {
        Set<String> values = new TreeSet<>();
        topics.all(TopicCatalogue.CONFLICTS, Conflict.class).forEach(conflict -> {
            conflict.getLost().ifPresent(values::add);
            conflict.getKept().ifPresent(values::add);
        });
        return values;
    }

    private long effects() {
        return outlook.requests()
                .valueStream()
                .filter(line -> !line.path("effect").asText().isEmpty())
                .count();
    }

    /** The items for which more than one create had an effect. */
    private List<String> doubleCreates() {
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
