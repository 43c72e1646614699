package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Policy;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Field;
import io.syncline.core.item.ItemKind;
import io.syncline.core.item.Value;
import io.syncline.core.state.Evolution;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.MailboxState;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Slot;
import io.syncline.core.state.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A decision in the making: the events so far and the state that they lead to. */
final class Draft {

    private final Rules rules;
    private final Situation situation;
    private final Fact fact;
    private final ItemLookup lookup;
    private final ItemState before;
    private final List<ItemEvent> events = new ArrayList<>();
    private ItemState state;
    private boolean repeatWanted;
    private boolean planWanted = true;

    Draft(Rules rules, ItemState state, Fact fact, Situation situation, ItemLookup lookup) {
        this.rules = rules;
        this.situation = situation;
        this.fact = fact;
        this.lookup = lookup;
        this.before = state;
        this.state = state;
    }

    void add(ItemEvent event) {
        events.add(event);
        state = Evolution.evolve(state, event);
    }

    /** The CRM's edit did not become the merged value: publish even if nothing changed (R8). */
    void wantRepeat() {
        repeatWanted = true;
    }

    /** The mailbox did not answer: leave what is due until it does (R14). */
    void wantNoPlan() {
        planWanted = false;
    }

    boolean repeatWanted() {
        return repeatWanted;
    }

    boolean planWanted() {
        return planWanted;
    }

    ItemState before() {
        return before;
    }

    ItemState state() {
        return state;
    }

    List<ItemEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /** What was decided. */
    Fold.Step step() {
        return new Fold.Step(before, state, List.copyOf(events));
    }

    Rules rules() {
        return rules;
    }

    Policy policy() {
        return situation.mailbox().policy();
    }

    /** The other items of the mailbox, as they were before this decision. */
    ItemLookup lookup() {
        return lookup;
    }

    ItemKind kind() {
        return situation.kind();
    }

    MailboxState mailbox() {
        return situation.mailbox();
    }

    /** Whether a write may go out now. */
    boolean takesCommands() {
        return situation.takesCommands();
    }

    /** Whether a delete of what we made may go out now, though the mailbox takes no part. */
    boolean takesRemovals() {
        return situation.takesRemovals();
    }

    /** Whether a command was decided before the present generation of merge took over. */
    boolean isOfFormerGeneration(Command command) {
        return situation.generations().isOfFormer(command.decidedAt());
    }

    Instant now() {
        return situation.now();
    }

    /** Where the contact goes or comes from, if the fact says that it changes hands; else empty. */
    String otherMailbox() {
        return fact instanceof Fact.RecordEdited edited ? edited.otherMailbox() : "";
    }

    String causeId() {
        return fact.eventId();
    }

    boolean isFree() {
        return state.slot() instanceof Slot.Free;
    }

    /** A stamp for something that a replica did at that time; never later than now (R1). */
    Stamp stamp(Instant at, Replica replica) {
        return new Stamp(at.isAfter(now()) ? now() : at, replica, causeId());
    }

    /** Whether the mailbox can hold the field at all; only then is it believed about it (R10). */
    boolean mailboxHolds(String field) {
        return mailbox().entriesMax().containsKey(field);
    }

    /** The merged value as far as the mailbox can hold it. */
    Value rendition(Field field) {
        return field.within(state.value(field.name()), room(field));
    }

    /** Whether the mailbox has room for all of the merged value. */
    boolean isShownWhole(Field field) {
        return mailboxHolds(field.name())
                && field.same(rendition(field), state.value(field.name()));
    }

    /** Whether this value was refused alone and is not tried again (R14). */
    boolean isParked(Field field) {
        if (state.trouble().parked().isEmpty()) {
            return false;
        }
        Value parked = state.trouble().parked().get(field.name());
        return parked != null && field.same(parked, rendition(field));
    }

    /** Whether this value is not written although it is wished: it was refused, or is withheld. */
    boolean isKeptBack(Field field) {
        return isParked(field) || isWithheld(field);
    }

    /** Whether only the rules of a generation that took over want this value written (design §5). */
    boolean isWithheld(Field field) {
        Value withheld = state.trouble().withheld().get(field.name());
        return withheld != null && field.same(withheld, rendition(field));
    }

    /** Whether a generation of merge sends writes now, or is to take over from another one first. */
    boolean sendsWrites() {
        return situation.generations().sendsWrites();
    }

    /** Whether what a generation decided before it took over may go out. */
    boolean isReleased() {
        return situation.generations().released();
    }

    /** Whether the fact answers a create: what it found is our own doing. */
    boolean answersCreate() {
        return fact instanceof Fact.CommandAnswered answer
                && answer.command().verb() == Command.Verb.CREATE;
    }

    /** Whether the fact answers a look. */
    boolean answersLook() {
        return fact instanceof Fact.CommandAnswered answer
                && answer.command().verb() == Command.Verb.READ;
    }

    /** The fields that were read and do not show what the base says (R3). */
    Map<String, Value> differing(Reading reading) {
        Map<String, Value> differing = new TreeMap<>();
        for (String name : reading.fields()) {
            Field field = kind().fields().get(name);
            if (field != null && mailboxHolds(name)) {
                Value value = reading.contents().get(name);
                if (!field.same(value, base(field))) {
                    differing.put(name, value);
                }
            }
        }
        return differing;
    }

    /** What a reading is compared with: what the mailbox showed, as far as it has room for it now (R10). */
    Value base(Field field) {
        return field.within(state.mailbox().held(field.name()).shown(), room(field));
    }

    private int room(Field field) {
        return mailbox().entriesMax().getOrDefault(field.name(), 0);
    }

    /**
     * Whether the reading may be of the linked object under another id: ids change, it was made in that
     * second, and says who it is. A copy of that second has another name, if anybody gave it one.
     */
    boolean maySeeItMoved(Reading reading) {
        return !mailbox().reach().idsStay() && state.mailbox().isMadeWith(reading)
                && isAlike(reading);
    }

    /** Whether the reading says the same of itself as the item. */
    boolean isAlike(Reading reading) {
        return kind().identityOf(reading.contents()).isAlike(kind().identityOf(state.contents()));
    }

    /** Whether the reading is of the linked object, under an id that it had before. */
    boolean wasShownBy(Reading reading) {
        MailboxCopy copy = state.mailbox();
        return maySeeItMoved(reading) && copy.provider().equals(reading.provider())
                && !copy.isLinkedTo(reading.provider(), reading.externalId())
                && reading.modifiedAt().isBefore(copy.modifiedAt());
    }

    /** Whether the mailbox does not hold what it should. */
    boolean mailboxDiffers(Field field) {
        Value meant = state.mailbox().held(field.name()).meant();
        return !field.same(rendition(field), field.within(meant, room(field)));
    }
}
