package io.syncline.simulation.truth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whoever rejects what is held takes back as well what was let through in the hour before (R20): no such
 * item may go on being deleted as if nobody had said anything. Times are those at which something became
 * visible, which follow the journal's: so it is blind to what the two have in another order.
 */
final class Rejections {

    private static final long HOUR_MS = 3_600_000;

    private final Map<String, List<Step>> steps = new HashMap<>();
    private final Map<String, List<Hold>> holds = new HashMap<>();
    private final List<Rejection> rejections = new ArrayList<>();

    /** @param deleted whether it was deleted, and counted by the guard; else it lives */
    private record Step(long at, boolean deleted) {}

    private record Hold(long at, boolean held) {}

    private record Rejection(String home, long at) {}

    /** @param item as tenant/mailbox/item */
    void deleted(String item, long at) {
        step(item, at, true);
    }

    void lives(String item, long at) {
        step(item, at, false);
    }

    /** Whether its delete is held from then on. */
    void held(String item, long at, boolean held) {
        holds.computeIfAbsent(item, key -> new ArrayList<>()).add(new Hold(at, held));
    }

    /** An operator rejects all that is held in a mailbox. */
    void rejected(String home, long at) {
        rejections.add(new Rejection(home, at));
    }

    /** What did not come back, once everything has come to rest. */
    List<String> problems() {
        return rejections.stream()
                .filter(this::isAboutSomething)
                .flatMap(this::problems)
                .distinct()
                .toList();
    }

    private void step(String item, long at, boolean deleted) {
        steps.computeIfAbsent(item, key -> new ArrayList<>()).add(new Step(at, deleted));
    }

    /** A rejection where nothing is held says nothing. */
    private boolean isAboutSomething(Rejection rejection) {
        return holds.entrySet()
                .stream()
                .filter(item -> item.getKey().startsWith(rejection.home() + "/"))
                .anyMatch(item -> wasHeld(item.getValue(), rejection.at()));
    }

    private static boolean wasHeld(List<Hold> holds, long at) {
        boolean before = holds.stream()
                .filter(hold -> hold.at() < at)
                .reduce((one, other) -> other)
                .map(Hold::held)
                .orElse(false);
        return before && holds.stream().noneMatch(hold -> hold.at() == at && !hold.held());
    }

    private Stream<String> problems(Rejection rejection) {
        return steps.entrySet()
                .stream()
                .filter(item -> item.getKey().startsWith(rejection.home() + "/"))
                .filter(item -> wasLetThrough(item.getValue(), rejection.at()))
                .filter(item -> item.getValue()
                        .stream()
                        .noneMatch(step -> step.at() >= rejection.at() && !step.deleted()))
                .map(item -> item.getKey() + " was deleted within the hour before a rejection,"
                        + " and did not come back (I7)");
    }

    private static boolean wasLetThrough(List<Step> steps, long at) {
        return steps.stream()
                .filter(step -> step.at() < at)
                .reduce((one, other) -> other)
                .filter(last -> last.deleted() && last.at() > at - HOUR_MS)
                .isPresent();
    }
}
