package io.syncline.core.merge;

import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemEvent.ChangeKind;
import io.syncline.core.state.ItemEvent.Deleted;
import io.syncline.core.state.ItemEvent.FieldChange;
import io.syncline.core.state.ItemEvent.FieldSet;
import io.syncline.core.state.ItemEvent.Published;
import io.syncline.core.state.ItemEvent.Restored;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what a decision changed, if it changed anything that others see. */
final class Publishing {

    private Publishing() {}

    static void publish(Draft draft) {
        if (draft.state().trouble().ambiguous() || !exists(draft.state())) {
            return;
        }
        List<FieldChange> changes = changes(draft);
        kind(draft, changes).ifPresent(
                kind -> draft.add(new Published(kind, changes, draft.causeId(), rule(draft),
                        draft.otherMailbox())));
    }

    /** The rule by which the item was deleted or lives again, if it was. */
    private static String rule(Draft draft) {
        String rule = "";
        for (ItemEvent event : draft.events()) {
            if (event instanceof Deleted deleted) {
                rule = deleted.rule();
            } else if (event instanceof Restored restored) {
                rule = restored.rule();
            }
        }
        return rule;
    }

    private static boolean exists(ItemState state) {
        return state.mailbox().presence() != MailboxCopy.Presence.NEVER
                || !state.crm().recordId().isEmpty();
    }

    private static Optional<ChangeKind> kind(Draft draft, List<FieldChange> changes) {
        boolean wasDeleted = draft.before().isDeleted();
        boolean isDeleted = draft.state().isDeleted();
        if (draft.before().version() == 0) { // Of what was gone before anybody heard of it, nobody needs to.
            return isDeleted ? Optional.empty() : Optional.of(ChangeKind.CREATED);
        }
        if (wasDeleted != isDeleted) {
            return Optional.of(isDeleted ? ChangeKind.DELETED : ChangeKind.RESTORED);
        }
        if (draft.before().isDeleteHeld() && !draft.state().isDeleteHeld()) {
            return Optional.of(ChangeKind.RESTORED);
        }
        if (changes.isEmpty() && !draft.repeatWanted()) {
            return Optional.empty();
        }
        if (isDeleted) {
            return Optional.of(ChangeKind.DELETED); // A follower takes every other kind for alive.
        }
        return Optional.of(changes.isEmpty() ? ChangeKind.REPEATED : ChangeKind.UPDATED);
    }

    private static List<FieldChange> changes(Draft draft) {
        Map<String, FieldSet> last = new TreeMap<>();
        draft.events().forEach(event -> {
            if (event instanceof FieldSet set) {
                last.put(set.field(), set);
            }
        });
        return last.values()
                .stream()
                .filter(set -> !set.value().equals(draft.before().value(set.field())))
                .map(set -> new FieldChange(set.field(), draft.before().value(set.field()),
                        set.value(), set.stamp(), set.rule()))
                .toList();
    }
}
