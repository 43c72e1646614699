package io.syncline.simulation.play;

import io.syncline.simulation.model.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What may happen next in a history, and how often in comparison. */
public enum Action {
    ADD(4, PeopleActions::add), EDIT_IN_MAILBOX(14, PeopleActions::editInMailbox), EDIT_IN_CRM(14,
            PeopleActions::editInCrm), DELETE(4, PeopleActions::delete), DELETE_MANY(4,
                    PeopleActions::deleteMany), COPY(2, MailboxActions::copy), DRAG_IN(1,
                            MailboxActions::dragIn), MOVE(3, MailboxActions::move), MAKE_PRIVATE(2,
                                    MailboxActions::turnPrivate), TAKE_BACK(2,
                                            MailboxActions::takeBack), SAVE_IN_CRM(3,
                                                    PeopleActions::saveInCrm), ADD_PRIVATELY(1,
                                                            PeopleActions::addPrivately), EDIT_OFTEN(
                                                                    1,
                                                                    PeopleActions::editOften), REASSIGN(
                                                                            1,
                                                                            PeopleActions::reassign), NAMELESS(
                                                                                    2,
                                                                                    PeopleActions::nameless),

    LOOK(20, ServiceActions::look), PUBLISH(14, ServiceActions::publish), SEQUENCE(16,
            ServiceActions::sequence), MERGE(18, ServiceActions::merge), CARRY_OUT(20,
                    ServiceActions::carryOut), TELL(14, ServiceActions::tell), SEND_EDIT(12,
                            ServiceActions::sendEdit), FOLLOW(14,
                                    ServiceActions::follow), REVIVE(2, ServiceActions::revive),

    KILL_SOURCE(1, FailureActions::killSource), KILL_SEQUENCE(1,
            FailureActions::killSequence), KILL_MERGE(2, FailureActions::killMerge), KILL_SINK(2,
                    FailureActions::killSink), KILL_CRM(1, FailureActions::killCrm), REBALANCE(1,
                            FailureActions::rebalance), MAILBOX_DOWN(1,
                                    FailureActions::mailboxDown), MAILBOX_UP(2,
                                            FailureActions::mailboxUp),

    DECIDE_DELETES(1, OperatorActions::decideDeletes), DECIDE_MATCH(1,
            OperatorActions::decideMatch), POLICY(1, OperatorActions::policy), SWITCH(1,
                    OperatorActions::switchMailbox), MIGRATE(1, OperatorActions::migrate);

    private static final List<Action> WEIGHTED = weighted();

    private final int weight;
    private final BiConsumer<World, Dice> effect;

    Action(int weight, BiConsumer<World, Dice> effect) {
        this.weight = weight;
        this.effect = effect;
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
