package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.item.ByName;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Field;
import io.syncline.core.item.ItemKey;
import io.syncline.core.state.ItemEvent.CommandIssued;
import io.syncline.core.state.ItemEvent.DueSet;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy.Made;
import io.syncline.core.state.MailboxCopy.Presence;
import io.syncline.core.state.Register;
import io.syncline.core.state.Trouble;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plans what the mailbox must be told (rule R11). The first row that holds decides:
 *
 * <pre>
 * an item                                         the command
 * with a command outstanding                      none; later differences go out as one (R11)
 * that may be another item's person               none, until an operator decides (R16)
 * whose delete is held                            none, until an operator decides (R20)
 * whose copy is not ours to follow                none (R18)
 * whose copy only the former provider can name    none, until it is found again (R21)
 * that we made in a mailbox to be emptied         DELETE; the item lives on
 * deleted, its copy there                         DELETE
 * deleted, no copy there, or to stay for now      none
 * that is wanted again, and perhaps deleted by    READ: is it there? (R14)
 *   us: nobody heard what came of it
 * as it should be                                 none
 * not in the mailbox, which is not listed yet     due (R16)
 * not in the mailbox, and not to be               none: private, or without the chosen category (R18)
 * not in the mailbox, unless as a contact of      due, until an operator decides (R16)
 *   which nobody knows who it is
 * not in the mailbox, as only the rules want      none, until an operator releases it (design §5)
 *   of a generation that took over
 * in a mailbox that takes no commands             due (R14)
 * while a generation of merge is to take over     due (design §5)
 * not in the mailbox                              CREATE
 * that differs from the base                      PATCH of the differing fields
 * </pre>
 */
final class Planning {

    private static final Table<Wish> WISHED = new Table<>("planned");

    static final List<Rule<?>> ROWS = List.of(
            WISHED.row("R11 a command is outstanding", wish -> !wish.draft().isFree(), wish -> {}),
            WISHED.row("R16 an ambiguous item is written nowhere",
                    wish -> wish.state().trouble().ambiguous(), wish -> {}),
            WISHED.row("R20 an item whose delete is held is written nowhere",
                    wish -> wish.state().isDeleteHeld(), Wish::nothing),
            WISHED.row("R18 what is not ours to follow is not written",
                    wish -> wish.has(Presence.UNTRACKED), Wish::nothing),
            WISHED.row("R21 a copy that only the former provider can name",
                    Wish::isOfFormerProvider, wish -> wish.due(true)),
            WISHED.row("R18 what we made goes from a mailbox to be emptied", Wish::isToBeRemoved,
                    Wish::remove),
            WISHED.row("R19 a deleted item goes", Wish::isToGo,
                    wish -> wish.send(Verb.DELETE, Set.of())),
            WISHED.row("R19 a deleted item is gone", wish -> wish.state().isDeleted(),
                    Wish::nothing),
            WISHED.row("R14 perhaps deleted by us, and wanted again", Wish::mayBeGone, Wish::ask),
            WISHED.row("R11 as it should be", wish -> wish.fields().isEmpty(), Wish::nothing),
            WISHED.row("R14 what only new rules want made",
                    wish -> !wish.has(Presence.THERE) && Withholding.isOfTheWhole(wish.draft()),
                    Wish::nothing),
            WISHED.row("R16 nothing is made before the first listing", Wish::isTooEarly,
                    wish -> wish.due(true)),
            WISHED.row("R18 what does not take part is not made", Wish::isWithheld, Wish::nothing),
            WISHED.row("R16 perhaps in the mailbox, as somebody unknown", Wish::mayStandUnknown,
                    wish -> wish.due(true)),
            WISHED.row("R11 not in the mailbox", wish -> !wish.has(Presence.THERE),
                    wish -> wish.send(Verb.CREATE, wish.fields())),
            WISHED.otherwise("R11 differs from the base",
                    wish -> wish.send(Verb.PATCH, wish.fields())));

    private Planning() {}

    static boolean isMadeByUs(ItemState state) {
        return state.mailbox().made() != Made.BY_OTHERS;
    }

    static void plan(Draft draft) {
        Withholding.forgetWhatIsSettled(draft);
        draft.rules().decide(WISHED, new Wish(draft, fieldsToWrite(draft)));
    }

    /** An item as the mailbox should have it. */
    private record Wish(Draft draft, Set<String> fields) {

        ItemState state() {
            return draft.state();
        }

        boolean has(Presence presence) {
            return state().mailbox().presence() == presence;
        }

        boolean isOfFormerProvider() {
            return (has(Presence.THERE) || has(Presence.UNTRACKED))
                    && state().mailbox().isOfAnother(draft.mailbox().provider())
                    && !draft.mailbox().provider().isEmpty();
        }

        boolean isToGo() {
            return state().isDeleted() && has(Presence.THERE)
                    && !isParkedAsAWhole() && !Withholding.isOfTheWhole(draft);
        }

        boolean mayBeGone() {
            return has(Presence.THERE) && state().trouble().isPerhapsGoneByUs();
        }

        boolean isTooEarly() {
            return !has(Presence.THERE) && !draft.mailbox().reach().listed();
        }

        boolean isWithheld() {
            return !has(Presence.THERE) && draft.policy()
                    .withholds(draft.kind(), draft.kind().fields().keySet(),
                            state().contents());
        }

        boolean isToBeRemoved() {
            return draft.mailbox().reach().emptied() && isMadeByUs(state())
                    && has(Presence.THERE) && !isParkedAsAWhole();
        }

        /** A contact that may be this person, or another one like it, waits for an operator. */
        boolean mayStandUnknown() {
            return !has(Presence.THERE)
                    && draft.lookup().mayStandUnknown(state(), draft.kind());
        }

        private boolean isParkedAsAWhole() {
            return state().trouble().parked().containsKey(Trouble.WHOLE_ITEM);
        }

        void nothing() {
            due(false);
        }

        void due(boolean due) {
            if (due != state().trouble().due()) {
                draft.add(new DueSet(due));
            }
        }

        /** A look that told nothing is not repeated before something else does. */
        void ask() {
            if (draft.answersLook()) {
                due(true);
            } else {
                send(Verb.READ, Set.of());
            }
        }

        void remove() {
            boolean ready = draft.takesRemovals();
            due(!ready);
            if (ready) {
                issue(draft, Verb.DELETE, state().mailbox().externalId(), Set.of());
            }
        }

        void send(Verb verb, Set<String> named) {
            boolean ready = draft.takesCommands();
            due(!ready);
            if (ready) {
                issue(draft, verb, verb == Verb.CREATE ? "" : state().mailbox().externalId(),
                        named);
            }
        }
    }

    /** Only what is merged, or held, can differ. */
    private static Set<String> differing(Draft draft) {
        Set<String> differing = new TreeSet<>();
        Map<String, Register> registers = draft.state().registers();
        registers.forEach((name, register) -> {
            if (differs(draft, name)) {
                differing.add(name);
            }
        });
        draft.state().mailbox().held().forEach((name, held) -> {
            if (!registers.containsKey(name) && differs(draft, name)) {
                differing.add(name);
            }
        });
        return differing;
    }

    private static boolean differs(Draft draft, String name) {
        Field field = draft.kind().fields().get(name);
        if (field == null) {
            return false;
        }
        boolean differs = draft.mailbox().provider().isEmpty()
                ? !draft.state().value(name).isEmpty()
                : draft.mailboxHolds(name) && draft.mailboxDiffers(field);
        return differs && !draft.isKeptBack(field);
    }

    private static Set<String> fieldsToWrite(Draft draft) {
        Set<String> differing = differing(draft);
        if (differing.isEmpty()) {
            return differing;
        }
        Set<String> suspects = draft.state().trouble().suspects();
        Set<String> trusted = new TreeSet<>(differing);
        trusted.removeAll(suspects);
        if (!trusted.isEmpty()) {
            return trusted;
        }
        return Set.of(differing.iterator().next());
    }

    /** Sends a command out; the caller has made sure that none is outstanding. */
    static void issue(Draft draft, Verb verb, String externalId, Set<String> fields) {
        ItemState state = draft.state();
        ItemKey key = state.key();
        long number = state.commands() + 1;
        String writeId = ItemKey.uuid5(key.tenant(), key.mailbox(), key.item(),
                Long.toString(number), draft.causeId());
        draft.add(new CommandIssued(new Command(key, number, writeId, draft.causeId(), verb,
                draft.mailbox().provider(), externalId,
                verb == Verb.CREATE ? state.trouble().othersObjects() : Set.of(),
                state.mailbox().version(), fields, wished(draft), draft.now())));
    }

    private static Contents wished(Draft draft) {
        return Contents.of(ByName.copyOf(draft.state().registers()).map((name, register) -> {
            Field field = draft.kind().fields().get(name);
            return field != null && draft.mailboxHolds(name) && !draft.isKeptBack(field)
                    ? draft.rendition(field)
                    : null;
        }));
    }
}
