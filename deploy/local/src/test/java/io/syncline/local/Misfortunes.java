package io.syncline.local;

import io.syncline.local.demo.Outlook;
import io.syncline.local.process.JavaChild;
import io.syncline.local.stack.Stack;
import io.syncline.local.stack.Supervisor;
import io.syncline.simulation.model.Dice;
import io.syncline.simulation.play.Action;
import io.syncline.simulation.play.Place;
import io.syncline.simulation.play.Workplace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What goes wrong with processes and with what the simulated tenant answers. */
final class Misfortunes {

    /** Longer than the sink waits for an answer here. */
    private static final int HOLD_SECONDS = 6;
    private static final Map<Action, String> VICTIMS = Map.of(Action.KILL_SOURCE, "source",
            Action.KILL_SEQUENCE, "sequence", Action.KILL_MERGE, "merge", Action.KILL_SINK, "sink",
            Action.KILL_CRM, "crm");
    /** Whom a rebalance of the simulation stands for here. */
    private static final List<String> OTHERS = List.of("gateway", "simulator", "broker",
            "registry");
    private static final List<Fault> FAULTS = List.of(new Fault("throttle", "GET", 2),
            new Fault("throttle", "PATCH", 2), new Fault("throttle", "POST", 1),
            new Fault("error", "GET", 0), new Fault("error", "PATCH", 1),
            new Fault("error", "POST", 0), new Fault("error", "DELETE", 0),
            new Fault("slow", "GET", 2), new Fault("slow", "PATCH", 1),
            new Fault("drop_answer", "PATCH", 0), new Fault("drop_answer", "POST", 0),
            new Fault("drop_answer", "DELETE", 0), new Fault("hold_answer", "PATCH", 1),
            new Fault("hold_answer", "POST", HOLD_SECONDS), new Fault("resync", "GET", 0));
    private static final int TIMES_MAX = 3;
    private static final int FAULT_ONE_IN = 3;

    private final Workplace world;
    private final Stack stack;
    private final Outlook outlook;
    private final Map<Place, String> addresses;
    private final Set<Place> down = new TreeSet<>(
            (one, other) -> one.toString().compareTo(other.toString()));
    private final Map<String, Integer> kills = new TreeMap<>();
    private final Map<String, Integer> arranged = new TreeMap<>();

    private record Fault(String kind, String method, int seconds) {}

    Misfortunes(Workplace world, Stack stack, Outlook outlook, Map<Place, String> addresses) {
        this.world = world;
        this.stack = stack;
        this.outlook = outlook;
        this.addresses = Map.copyOf(addresses);
    }

    /** Kills whom the action names, if it names anybody. */
    void kill(Action action, Dice dice) {
        Optional.ofNullable(action == Action.REBALANCE
                ? dice.one(OTHERS).orElseThrow()
                : VICTIMS.get(action)).ifPresent(this::kill);
    }

    /** Now and then the tenant answers otherwise than it should, soon and a few times. */
    void arrangeSome(Dice dice) {
        if (!dice.oneIn(FAULT_ONE_IN)) {
            return;
        }
        Place place = dice.one(world.places()).orElseThrow();
        Fault fault = dice.one(FAULTS).orElseThrow();
        int times = 1 + dice.below(TIMES_MAX);
        world.say(place + " will " + fault + " " + times + " times");
        EditScript.untilDone(() -> outlook.arrange(fault.kind(), address(place), fault.method(),
                times, fault.seconds()));
        arranged.merge(fault.kind(), 1, Integer::sum);
    }

    void takeDown(Place place) {
        world.say(place + " is down");
        down.add(place);
        arranged.merge("down", 1, Integer::sum);
        EditScript.untilDone(() -> outlook.refuse(address(place)));
    }

    void bringUp(Place place) {
        if (down.remove(place)) {
            world.say(place + " is up");
            EditScript.untilDone(outlook::endFaults);
            down.forEach(other -> EditScript.untilDone(() -> outlook.refuse(address(other))));
        }
    }

    void end() {
        down.clear();
        EditScript.untilDone(outlook::endFaults);
    }

    /** How often who was killed. */
    Map<String, Integer> kills() {
        return Map.copyOf(kills);
    }

    /** How often which fault was arranged. */
    Map<String, Integer> arranged() {
        return Map.copyOf(arranged);
    }

    private void kill(String victim) {
        supervisor(victim).child(victim).filter(JavaChild::isAlive).ifPresent(child -> {
            world.say("kill -9 " + victim);
            child.kill();
            kills.merge(victim, 1, Integer::sum);
        });
    }

    private Supervisor supervisor(String victim) {
        return stack.supervisor().child(victim).isPresent()
                ? stack.supervisor()
                : stack.infrastructure().supervisor();
    }

    private String address(Place place) {
        return Optional.ofNullable(addresses.get(place)).orElseThrow();
    }
}
