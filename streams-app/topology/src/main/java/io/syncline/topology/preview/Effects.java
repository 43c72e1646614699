package io.syncline.topology.preview;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.merge.Fold;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemEvent.ChangeKind;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy.Presence;
import io.syncline.core.state.Slot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a listing did to one item, so far. */
final class Effects {

    private final ItemState before;
    private final List<ItemEvent> events = new ArrayList<>();

    /** @param before the item as the journal left it */
    Effects(ItemState before) {
        this.before = before;
    }

    /** One more decision about it. */
    void add(Fold.Step step) {
        step.events()
                .stream()
                .filter(ItemEvent.Outward.class::isInstance)
                .forEach(events::add);
    }

    /** What came of all of them; {@link Effect} says what each means. */
    Set<Effect> after(ItemState after, Set<String> listedIds) {
        Set<Effect> effects = EnumSet.noneOf(Effect.class);
        inTheMailbox(effects);
        inTheCrm(effects);
        asItStands(after, listedIds, effects);
        if (effects.isEmpty() && !after.isDeleted()
                && after.mailbox().presence() == Presence.THERE) {
            effects.add(Effect.UNCHANGED);
        }
        if (!before.crm().recordId().isEmpty() && !before.mailbox().exists()
                && after.mailbox().exists()) {
            effects.add(Effect.LINKED);
        }
        return effects;
    }

    private void inTheMailbox(Set<Effect> effects) {
        if (isCommanded(Verb.CREATE)) {
            effects.add(Effect.CREATED_IN_MAILBOX);
        }
        if (isCommanded(Verb.PATCH)) {
            effects.add(Effect.CHANGED_IN_MAILBOX);
        }
        if (isCommanded(Verb.DELETE)) {
            effects.add(Effect.DELETED_IN_MAILBOX);
        }
    }

    private void inTheCrm(Set<Effect> effects) {
        if (isPublished(kind -> kind == ChangeKind.CREATED
                || kind == ChangeKind.RESTORED && before.isDeleted())) {
            effects.add(Effect.CREATED_IN_CRM);
        } else if (isPublished(kind -> kind == ChangeKind.UPDATED
                || kind == ChangeKind.RESTORED)) {
            effects.add(Effect.CHANGED_IN_CRM);
        }
        if (events.stream().anyMatch(ItemEvent.ConflictFound.class::isInstance)) {
            effects.add(Effect.CONFLICTING);
        }
    }

    private void asItStands(ItemState after, Set<String> listedIds, Set<Effect> effects) {
        if (after.trouble().ambiguous() && !after.isDeleted()) {
            effects.add(Effect.AMBIGUOUS);
        }
        if (after.trouble().due()) {
            effects.add(Effect.WAITING);
        }
        if (after.slot() instanceof Slot.Taken(Command command, var waiting, var asked)
                && (command.verb() == Verb.READ || command.number() <= before.commands())) {
            effects.add(Effect.UNDECIDED);
        }
        if (before.mailbox().presence() == Presence.THERE && !before.isDeleted()
                && !listedIds.contains(before.mailbox().externalId())) {
            effects.add(Effect.MISSING);
        }
    }

    private boolean isCommanded(Verb verb) {
        return events.stream()
                .anyMatch(event -> event instanceof ItemEvent.CommandIssued(Command command)
                        && command.verb() == verb);
    }

    private boolean isPublished(Predicate<ChangeKind> kind) {
        return events.stream()
                .anyMatch(event -> event instanceof ItemEvent.Published published
                        && kind.test(published.kind()));
    }
}
