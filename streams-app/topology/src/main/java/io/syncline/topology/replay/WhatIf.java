package io.syncline.topology.replay;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.merge.Fold;
import io.syncline.core.state.ItemEvent;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Presence;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.topology.wire.OutputWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folds one partition of the journal twice, as it is and with other policies from its beginning, and says in
 * what the two end differently: what the CRM would know, and what would have to be written to mailboxes as they
 * are now.
 *
 * <p>
 * The journal tells what people and mailboxes did under the policy that held; what they would have done under
 * another, nobody knows. A command that only the other policy decides on was never sent: it is answered at once
 * that the mailbox is unavailable, so that the item goes on, and is asked for again at the end.
 */
public final class WhatIf implements JournalFold {

    private static final String NAMELESS = "(no name)";
    /** A mailbox that was ready at that very moment is asked once more, a millisecond later. */
    private static final int ASKED_MAX = 3;

    private final Replay actual;
    private final Replay other;
    /** What was decided on by the entry that is being told. */
    private final Set<String> sent = new HashSet<>();
    private final List<Command> decided = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private long answers;

    /** What would be different of an item. */
    public enum Effect {
        /** A CREATE would go to the mailbox. */
        CREATED_IN_MAILBOX("createdInMailbox"),
        /** A PATCH would go to the mailbox. */
        CHANGED_IN_MAILBOX("changedInMailbox"),
        /** A DELETE would go to the mailbox. */
        DELETED_IN_MAILBOX("deletedInMailbox"),
        /** The CRM would have it, and has it not. */
        CREATED_IN_CRM("createdInCrm"),
        /** The CRM would have other values. */
        CHANGED_IN_CRM("changedInCrm"),
        /** The CRM has it, and would not have it. */
        DELETED_IN_CRM("deletedInCrm");

        private final String text;

        Effect(String text) {
            this.text = text;
        }

        /** As JSON names it. */
        public String text() {
            return text;
        }
    }

    /** Is told of each item of which something would be different. */
    public interface Watcher {
        /**
         * @param key as it stands on {@code merged}
         * @param name for people; never to be logged
         */
        void wouldBe(String key, String name, Set<Effect> effects);
    }

    /**
     * @param policies by the ids of the tenants that have another one
     * @param partition of the journal
     * @param after only mailboxes whose keys come after this one; empty: from the first
     * @param itemsMax how many items it holds at most, but for a single mailbox
     */
    public WhatIf(Map<String, Policy> policies, int partition, Scope scope, String after,
            int itemsMax) {
        this.actual = new Replay(partition, scope, after, itemsMax / 2, Optional.empty(),
                step -> commands(step).forEach(command -> sent.add(command.writeId())));
        this.other = new Replay(partition, scope, after, itemsMax / 2,
                Optional.of(new OtherPolicies(policies)),
                step -> commands(step).forEach(decided::add));
    }

    @Override
    public boolean needs(String key) {
        return actual.needs(key);
    }

    @Override
    public void tick(Instant at) {
        now = at.isAfter(now) ? at : now;
        actual.tick(at);
        other.tick(at);
    }

    @Override
    public void tell(JournalEntry entry, long offset, Instant at) {
        tick(at);
        sent.clear();
        decided.clear();
        actual.tell(entry, offset, at);
        other.tell(entry, offset, at);
        for (int asked = 0; asked < ASKED_MAX && !decided.isEmpty(); asked++) {
            List<Command> neverSent = decided.stream()
                    .filter(command -> !sent.contains(command.writeId()))
                    .toList();
            decided.clear();
            neverSent.forEach(command -> other.tell(unavailable(command), offset,
                    now.plusMillis(1)));
        }
        keepTheSameMailboxes();
    }

    @Override
    public Optional<String> rest() {
        return actual.rest();
    }

    /** How many items were looked at. */
    public int items() {
        return actual.items().size();
    }

    /** Says what would be different; it is used up by that. */
    public void differences(Watcher watcher) {
        Map<String, Merged> here = actual.items();
        Map<String, Merged> there = other.items();
        Map<String, Verb> asked = wishes(actual);
        Map<String, Verb> wished = wishes(other);
        Set<String> keys = new TreeSet<>(here.keySet());
        keys.addAll(there.keySet());
        for (String key : keys) {
            Set<Effect> effects = EnumSet.noneOf(Effect.class);
            inCrm(here.get(key), there.get(key)).ifPresent(effects::add);
            Verb verb = wished.get(key);
            if (verb != null && verb != asked.get(key)) {
                inMailbox(verb).ifPresent(effects::add);
            }
            if (!effects.isEmpty()) {
                watcher.wouldBe(key, name(there.getOrDefault(key, here.get(key))), effects);
            }
        }
    }

    private void keepTheSameMailboxes() {
        if (!actual.rest().equals(other.rest())) {
            String first = Stream.of(actual.rest(), other.rest())
                    .flatMap(Optional::stream)
                    .min(String::compareTo)
                    .orElseThrow();
            actual.giveUpAfter(first);
            other.giveUpAfter(first);
        }
    }

    /** What goes out when every mailbox takes commands again, by item. */
    private Map<String, Verb> wishes(Replay replay) {
        Map<String, Verb> wishes = new HashMap<>();
        replay.foldings().forEach(folding -> {
            MailboxFold fold = folding.fold();
            if (!fold.mailbox().provider().isEmpty()) {
                fold.fold(available(fold), now, step -> note(step, wishes));
                fold.review(now, step -> note(step, wishes));
            }
        });
        return wishes;
    }

    private static void note(Fold.Step step, Map<String, Verb> wishes) {
        commands(step).forEach(command -> wishes.put(Replay.key(command.key()), command.verb()));
    }

    private static Stream<Command> commands(Fold.Step step) {
        return step.events()
                .stream()
                .flatMap(event -> event instanceof ItemEvent.CommandIssued(Command command)
                        ? Stream.of(command)
                        : Stream.empty());
    }

    private JournalEntry unavailable(Command command) {
        answers++;
        String id = "what-if#" + answers;
        return JournalEntry.newBuilder()
                .setTenant(command.key().tenant())
                .setMailbox(command.key().mailbox())
                .setEventId(id)
                .setKind(JournalKind.WRITE_RESULT)
                .setResult(WriteResult.newBuilder()
                        .setEventId(id)
                        .setWrite(OutputWriter.write(command))
                        .setOutcome(WriteOutcome.UNAVAILABLE)
                        .setPresence(Presence.UNKNOWN)
                        .build())
                .build();
    }

    private static JournalEntry available(MailboxFold fold) {
        String id = "what-if-available";
        return JournalEntry.newBuilder()
                .setTenant(fold.place().tenant())
                .setMailbox(fold.place().mailbox())
                .setEventId(id)
                .setKind(JournalKind.OBSERVED)
                .setObserved(Observed.newBuilder()
                        .setTenant(fold.place().tenant())
                        .setMailbox(fold.place().mailbox())
                        .setProvider(fold.mailbox().provider())
                        .setEventId(id)
                        .setKind(ObservedKind.AVAILABLE)
                        .build())
                .build();
    }

    private static Optional<Effect> inCrm(@Nullable Merged here, @Nullable Merged there) {
        boolean has = here != null && !here.getDeleted();
        boolean would = there != null && !there.getDeleted();
        if (has != would) {
            return Optional.of(would ? Effect.CREATED_IN_CRM : Effect.DELETED_IN_CRM);
        }
        return has && here != null && there != null
                && !here.getContact().equals(there.getContact())
                        ? Optional.of(Effect.CHANGED_IN_CRM)
                        : Optional.empty();
    }

    private static Optional<Effect> inMailbox(Verb verb) {
        return switch (verb) {
            case CREATE -> Optional.of(Effect.CREATED_IN_MAILBOX);
            case PATCH -> Optional.of(Effect.CHANGED_IN_MAILBOX);
            case DELETE -> Optional.of(Effect.DELETED_IN_MAILBOX);
            case READ -> Optional.empty();
        };
    }

    private static String name(@Nullable Merged item) {
        if (item == null) {
            return NAMELESS;
        }
        Contact contact = item.getContact();
        String joined = (contact.getGivenName().orElse("") + " "
                + contact.getSurname().orElse("")).strip();
        return Stream.of(contact.getDisplayName().orElse(""), joined,
                contact.getCompanyName().orElse(""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(NAMELESS);
    }
}
