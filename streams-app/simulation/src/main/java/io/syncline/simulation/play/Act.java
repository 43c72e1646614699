package io.syncline.simulation.play;

import io.syncline.simulation.model.Dice;
import java.util.function.BiConsumer;

/** What people may do, and how often in comparison. */
public enum Act {
    ADD(4, PeopleActions::add),
    EDIT_IN_MAILBOX(14, PeopleActions::editInMailbox),
    EDIT_IN_CRM(14, CrmActions::edit),
    DELETE(4, PeopleActions::delete),
    DELETE_MANY(4, PeopleActions::deleteMany),
    COPY(2, MailboxActions::copy),
    DRAG_IN(1, MailboxActions::dragIn),
    MOVE(3, MailboxActions::move),
    MAKE_PRIVATE(2, MailboxActions::turnPrivate),
    TAKE_BACK(2, MailboxActions::takeBack),
    SAVE_IN_CRM(3, CrmActions::save),
    ADD_PRIVATELY(1, CrmActions::addPrivately),
    EDIT_OFTEN(1, PeopleActions::editOften),
    REASSIGN(1, CrmActions::reassign),
    RESTORE_IN_CRM(1, CrmActions::restore),
    EDIT_AND_DELETE_IN_CRM(1, CrmActions::editAndDelete),
    NAMELESS(2, PeopleActions::nameless);

    private final int weight;
    private final BiConsumer<Workplace, Dice> effect;

    Act(int weight, BiConsumer<Workplace, Dice> effect) {
        this.weight = weight;
        this.effect = effect;
    }

    /** What both sides hold before they first meet. */
    public static void begin(Workplace workplace, Dice dice) {
        PeopleActions.fill(workplace, dice);
    }

    /** Whoever hid contacts from us shows them again. */
    public static void end(Workplace workplace) {
        workplace.places().forEach(place -> MailboxActions.comeBack(workplace, place));
    }

    /** Somebody does it, if it can be done now. */
    public void happen(Workplace workplace, Dice dice) {
        effect.accept(workplace, dice);
    }

    int weight() {
        return weight;
    }
}
