package io.syncline.simulation.play;

import io.syncline.simulation.model.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What may happen next in a history, and how often in comparison. */
public enum Action {
    ADD(Act.ADD),
    EDIT_IN_MAILBOX(Act.EDIT_IN_MAILBOX),
    EDIT_IN_CRM(Act.EDIT_IN_CRM),
    DELETE(Act.DELETE),
    DELETE_MANY(Act.DELETE_MANY),
    COPY(Act.COPY),
    DRAG_IN(Act.DRAG_IN),
    MOVE(Act.MOVE),
    MAKE_PRIVATE(Act.MAKE_PRIVATE),
    TAKE_BACK(Act.TAKE_BACK),
    SAVE_IN_CRM(Act.SAVE_IN_CRM),
    ADD_PRIVATELY(Act.ADD_PRIVATELY),
    EDIT_OFTEN(Act.EDIT_OFTEN),
    REASSIGN(Act.REASSIGN),
    RESTORE_IN_CRM(Act.RESTORE_IN_CRM),
    EDIT_AND_DELETE_IN_CRM(Act.EDIT_AND_DELETE_IN_CRM),
    NAMELESS(Act.NAMELESS),

    LOOK(20, ServiceActions::look),
    PUBLISH(14, ServiceActions::publish),
    SEQUENCE(16, ServiceActions::sequence),
    MERGE(18, ServiceActions::merge),
    CARRY_OUT(20, ServiceActions::carryOut),
    TELL(14, ServiceActions::tell),
    SEND_EDIT(12, ServiceActions::sendEdit),
    FOLLOW(14, ServiceActions::follow),
    REVIVE(2, ServiceActions::revive),

    KILL_SOURCE(1, FailureActions::killSource),
    KILL_SEQUENCE(1, FailureActions::killSequence),
    KILL_MERGE(2, FailureActions::killMerge),
    KILL_SINK(2, FailureActions::killSink),
    KILL_CRM(1, FailureActions::killCrm),
    REBALANCE(1, FailureActions::rebalance),
    MAILBOX_DOWN(1, FailureActions::mailboxDown),
    MAILBOX_UP(2, FailureActions::mailboxUp),

    DECIDE_DELETES(1, OperatorActions::decideDeletes),
    DECIDE_MATCH(1, OperatorActions::decideMatch),
    POLICY(1, OperatorActions::policy),
    SWITCH(1, OperatorActions::switchMailbox),
    MIGRATE(1, OperatorActions::migrate);

    private static final List<Action> WEIGHTED = weighted();

    private final int weight;
    private final BiConsumer<World, Dice> effect;
    private final Optional<Act> act;

    Action(Act act) {
        this.weight = act.weight();
        this.effect = act::happen;
        this.act = Optional.of(act);
    }

    Action(int weight, BiConsumer<World, Dice> effect) {
        this.weight = weight;
        this.effect = effect;
        this.act = Optional.empty();
    }

    /** What people do, where it is they who act. */
    public Optional<Act> act() {
        return act;
    }

    /** One of them, the frequent ones more often. */
    public static Action any(Dice dice) {
        return WEIGHTED.get(dice.below(WEIGHTED.size()));
    }

    /** Does it, if it can be done now. */
    public void happen(World world, Dice dice) {
        effect.accept(world, dice);
    }

    private static List<Action> weighted() {
        List<Action> all = new ArrayList<>();
        for (Action action : values()) {
            for (int i = 0; i < action.weight; i++) {
                all.add(action);
            }
        }
        return List.copyOf(all);
    }
}
