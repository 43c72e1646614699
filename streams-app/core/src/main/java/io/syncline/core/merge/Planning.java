package io.syncline.core.merge;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Field;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent.CommandIssued;
import io.syncline.core.state.ItemEvent.DueSet;
import io.syncline.core.state.ItemState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plans what the mailbox must be told (rule R11): at most one command an item is outstanding, and it
 * carries only the fields in which the wish differs from the base.
 *
 * <pre>
 * item      mailbox's copy   wish                         command
 * ambiguous -                -                            none, until an operator decides (R16)
 * deleted   there            -                            DELETE
 * deleted   none             -                            none
 * alive     there            differs from the base        PATCH of the differing fields
 * alive     none             -                            CREATE, once the mailbox was listed (R16)
 * </pre>
 *
 * While the mailbox takes no commands the item is marked due instead.
 */
final class Planning {

    /** Stands for the whole item where a refusal names no field. */
    static final String WHOLE_ITEM = "the whole item";

    private Planning() {}

    static void plan(Draft draft) {
        ItemState state = draft.state();
        if (!draft.isFree() || state.trouble().ambiguous()) {
            return;
        }
        if (state.isDeleted()) {
            planDelete(draft);
        } else {
            planWrite(draft);
        }
    }

    private static void planDelete(Draft draft) {
        ItemState state = draft.state();
        boolean wanted = state.mailbox().isThere()
                && !state.trouble().parked().containsKey(WHOLE_ITEM);
        if (isReady(draft, wanted, true)) {
            issue(draft, Verb.DELETE, state.mailbox().externalId(), Set.of());
        }
    }

    private static void planWrite(Draft draft) {
        boolean there = draft.state().mailbox().isThere();
        Set<String> fields = fieldsToWrite(draft);
        if (isReady(draft, !fields.isEmpty(), there || draft.mailbox().listed())) {
            issue(draft, there ? Verb.PATCH : Verb.CREATE,
                    there ? draft.state().mailbox().externalId() : "", fields);
        }
    }

    /** Notes whether the item is due; true if a command is wanted and can go now. */
    private static boolean isReady(Draft draft, boolean wanted, boolean allowed) {
        boolean ready = wanted && allowed && draft.mailbox().takesCommands();
        boolean due = wanted && !ready;
        if (due != draft.state().trouble().due()) {
            draft.add(new DueSet(due));
        }
        return ready;
    }

    private static Set<String> fieldsToWrite(Draft draft) {
        List<String> differing = draft.kind()
                .fields()
                .values()
                .stream()
                .filter(field -> draft.mailbox().provider().isEmpty()
                        ? !draft.state().value(field.name()).isEmpty()
                        : draft.mailboxHolds(field.name()) && draft.mailboxDiffers(field))
                .filter(field -> !draft.isParked(field))
                .map(Field::name)
                .toList();
        Set<String> suspects = draft.state().trouble().suspects();
        Set<String> trusted = new TreeSet<>(differing);
        trusted.removeAll(suspects);
        if (!trusted.isEmpty()) {
            return trusted;
        }
        return differing.stream().min(Comparator.naturalOrder()).map(Set::of).orElse(Set.of());
    }

    /** Sends a command out; the caller has made sure that none is outstanding. */
    static void issue(Draft draft, Verb verb, String externalId, Set<String> fields) {
        ItemState state = draft.state();
        ItemKey key = state.key();
        long number = state.commands() + 1;
        String writeId = ItemKey.uuid5(key.tenant(), key.mailbox(), key.item(),
                Long.toString(number), draft.causeId());
        draft.add(new CommandIssued(new Command(key, number, writeId, draft.causeId(), verb,
                draft.mailbox().provider(), externalId, state.mailbox().version(), fields,
                wished(draft), draft.now())));
    }

    private static Contents wished(Draft draft) {
        Map<String, Value> wished = new TreeMap<>();
        draft.kind()
                .fields()
                .values()
                .stream()
                .filter(field -> draft.mailboxHolds(field.name()) && !draft.isParked(field))
                .forEach(field -> wished.put(field.name(), draft.rendition(field)));
        return Contents.of(wished);
    }
}
