package io.syncline.simulation;

import io.syncline.core.merge.Rules;
import io.syncline.simulation.model.Dice;
import io.syncline.simulation.play.History;
import io.syncline.simulation.play.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One history from one seed: people edit on both sides while source, sequence, merge, sink, CRM and
 * operators go on at random, late, twice or not at all; then everybody finishes what is left. After
 * every step and at the end it is checked what must stand (I1 to I8). Time is virtual; the same seed
 * always gives the same history.
 */
public final class Simulation {

    private static final int STEPS_MIN = 200;
    private static final int STEPS_MORE = 200;
    private static final String BROKE = "It broke: ";

    /** Only while generations take over: an operator who tries refused values again is among what that adds. */
    private static final Set<String> OF_REBUILDS = Set.of("R14 what was refused is tried again",
            "R14 a command of before the handover", "R14 what was withheld is released");
    /** Only where two generations have other rules than each other; tests of core tell its story. */
    private static final Set<String> OF_OTHER_RULES = Set.of("R13 ours was never sent",
            "R14 what only new rules want made");

    private final Rules rules;
    private final boolean rebuilds;

    /** @param rules by which merge decides: the sync protocol, or what a test leaves of it */
    public Simulation(Rules rules) {
        this(rules, false);
    }

    private Simulation(Rules rules, boolean rebuilds) {
        this.rules = rules;
        this.rebuilds = rebuilds;
    }

    /** The same histories, while other generations of merge take over from the first, and back. */
    public static Simulation rebuilding(Rules rules) {
        return new Simulation(rules, true);
    }

    /** The rules that no such history can hit. */
    public Set<String> outOfReach() {
        Set<String> rows = new HashSet<>(OF_OTHER_RULES);
        if (!rebuilds) {
            rows.addAll(OF_REBUILDS);
        }
        return rows;
    }

    /**
     * How a history ended.
     *
     * @param problems what did not stand as it must; empty if all is well
     * @param steps how many steps it had
     * @param tally how often each rule decided and each fault came to pass
     * @param story what happened, for people
     */
    public record Ending(List<String> problems, int steps, Tally tally, List<String> story) {
        public Ending {
            problems = List.copyOf(problems);
            story = List.copyOf(story);
        }

        /** What the oracles found; a history that broke off by an exception shows nothing of that. */
        List<String> findings() {
            return problems.stream().filter(problem -> !problem.startsWith(BROKE)).toList();
        }

        /** Which oracles were broken, as each problem names its own at its end. */
        Set<String> oracles() {
            return problems.stream()
                    .map(problem -> problem.substring(problem.lastIndexOf('(') + 1))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Plays the history of a seed. */
    public Ending run(long seed) {
        return play(seed, steps(seed));
    }

    /**
     * The shortest history found that still fails by the same oracle: steps of the seed's own are left
     * out for as long as it does.
     *
     * @param triesMax how many histories are played at most
     */
    public Ending shorten(long seed, int triesMax) {
        List<Long> steps = steps(seed);
        Ending shortest = play(seed, steps);
        Set<String> oracles = shortest.oracles();
        int tries = 0;
        for (int size = steps.size() / 2; size > 0; size /= 2) {
            for (int from = 0; from < steps.size() && tries < triesMax;) {
                tries++;
                List<Long> fewer = new ArrayList<>(steps.subList(0, from));
                fewer.addAll(steps.subList(Math.min(steps.size(), from + size), steps.size()));
                Ending ending = play(seed, fewer);
                if (Collections.disjoint(oracles, ending.oracles())) {
                    from += size;
                } else {
                    steps = fewer;
                    shortest = ending;
                }
            }
        }
        return shortest;
    }

    private Ending play(long seed, List<Long> steps) {
        try (History history = new History(seed, rules, rebuilds)) {
            return new Ending(problems(history, steps), steps.size(), history.tally(),
                    history.story());
        }
    }

    private static List<String> problems(History history, List<Long> steps) {
        try {
            return history.play(steps);
        } catch (RuntimeException | Error e) { // Whatever breaks, breaks this history and no other.
            return List.of(BROKE + e + " (bug)");
        }
    }

    /** Each step of a history has dice of its own, so that leaving one out changes no other's. */
    public static List<Long> steps(long seed) {
        Dice dice = new Dice(seed);
        int count = STEPS_MIN + dice.below(STEPS_MORE);
        List<Long> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(dice.number());
        }
        return steps;
    }
}
