package io.syncline.topology.replay;

import io.syncline.core.fact.Command;
import io.syncline.core.item.ItemKey;
import io.syncline.core.merge.Fold;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemEvent.ChangeKind;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Slot;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Policy;
import io.syncline.topology.wire.ContactMapping;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Says what another policy would lead to, decided after all that a {@link Replay} was told: the decision and
 * the reviews that follow it are folded, and nothing is published. What people do afterwards, it cannot say,
 * nor what a source tells anew because the policy takes other categories or private contacts in.
 */
public final class WhatIf {

    private static final String NAMELESS = "(no name)";

    private final Policy policy;

    /** What would happen to an item. */
    public enum Effect {
        /** A CREATE would go to the mailbox. */
        CREATED_IN_MAILBOX("createdInMailbox"),
        /** A PATCH would go to the mailbox. */
        CHANGED_IN_MAILBOX("changedInMailbox"),
        /** A DELETE would go to the mailbox. */
        DELETED_IN_MAILBOX("deletedInMailbox"),
        /** The CRM would be told of it as of a new contact, or of one that lives again. */
        CREATED_IN_CRM("createdInCrm"),
        /** The CRM would be told other values. */
        CHANGED_IN_CRM("changedInCrm"),
        /** The CRM would be told that it is deleted. */
        DELETED_IN_CRM("deletedInCrm"),
        /** It should be written to the mailbox, which takes no commands, or it waits for an operator. */
        WAITING("waiting"),
        /** A command of before is outstanding; what follows is decided by its result. */
        UNDECIDED("undecided");

        private final String text;

        Effect(String text) {
            this.text = text;
        }

        /** As JSON names it. */
        public String text() {
            return text;
        }
    }

    /** Is told of each item to which something would happen. */
    public interface Watcher {
        /**
         * @param key as it stands on {@code merged}
         * @param name for people; never to be logged
         */
        void wouldHappen(String key, String name, Set<Effect> effects);
    }

    public WhatIf(Policy policy) {
        this.policy = policy;
    }

    /** Decides so in every mailbox that the replay holds; the replay is used up. */
    public void decide(Replay replay, Watcher watcher) {
        replay.foldings().forEach(folding -> {
            folding.fold().review(replay.now(), step -> {});
            Map<String, Set<Effect>> effects = new HashMap<>();
            Map<String, Boolean> wasDue = new HashMap<>();
            Consumer<Fold.Step> steps = step -> {
                String item = step.after().key().item();
                wasDue.putIfAbsent(item, step.before().trouble().due());
                note(step, effects.computeIfAbsent(item, id -> EnumSet.noneOf(Effect.class)));
            };
            MailboxFold fold = folding.fold();
            fold.fold(decision(fold), replay.now(), steps);
            fold.review(replay.now(), steps);
            effects.forEach((item, found) -> fold.items()
                    .item(new ItemKey(fold.place().tenant(), fold.place().mailbox(), item))
                    .ifPresent(state -> tell(state, wasDue.getOrDefault(item, false), found,
                            watcher)));
        });
    }

    private JournalEntry decision(MailboxFold fold) {
        return MailboxFold.decided(Decision.newBuilder()
                .setTenant(fold.place().tenant())
                .setMailbox(fold.place().mailbox())
                .setEventId("what-if")
                .setKind(DecisionKind.POLICY)
                .setDecidedBy("source")
                .setPolicy(policy)
                .build());
    }

    private static void note(Fold.Step step, Set<Effect> effects) {
        for (ItemEvent event : step.events()) {
            if (event instanceof ItemEvent.CommandIssued(Command command)) {
                switch (command.verb()) {
                    case CREATE -> effects.add(Effect.CREATED_IN_MAILBOX);
                    case PATCH -> effects.add(Effect.CHANGED_IN_MAILBOX);
                    case DELETE -> effects.add(Effect.DELETED_IN_MAILBOX);
                    case READ -> effects.add(Effect.UNDECIDED);
                }
            } else if (event instanceof ItemEvent.Published published) {
                effects.add(inCrm(published.kind()));
            }
        }
    }

    private static Effect inCrm(ChangeKind kind) {
        return switch (kind) {
            case CREATED, RESTORED -> Effect.CREATED_IN_CRM;
            case UPDATED, REPEATED -> Effect.CHANGED_IN_CRM;
            case DELETED -> Effect.DELETED_IN_CRM;
        };
    }

    private static void tell(ItemState state, boolean wasDue, Set<Effect> effects,
            Watcher watcher) {
        if (state.trouble().due() && !wasDue) {
            effects.add(Effect.WAITING);
        }
        boolean isNew = effects.stream()
                .anyMatch(Set.of(Effect.CREATED_IN_MAILBOX, Effect.CHANGED_IN_MAILBOX,
                        Effect.DELETED_IN_MAILBOX)::contains);
        if (!isNew && state.slot() instanceof Slot.Taken) {
            effects.add(Effect.UNDECIDED);
        }
        if (!effects.isEmpty()) {
            watcher.wouldHappen(Replay.key(state.key()), name(state), effects);
        }
    }

    private static String name(ItemState state) {
        Contact contact = ContactMapping.contact(state.contents());
        String joined = (contact.getGivenName().orElse("") + " "
                + contact.getSurname().orElse("")).strip();
        return Stream.of(contact.getDisplayName().orElse(""), joined,
                contact.getCompanyName().orElse(""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(NAMELESS);
    }
}
