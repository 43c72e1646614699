package io.syncline.simulation;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Fact;
import io.syncline.core.item.ContactKind;
import io.syncline.core.item.ItemKey;
import io.syncline.core.merge.Fold;
import io.syncline.core.merge.IndexEntry;
import io.syncline.core.merge.ItemLookup;
import io.syncline.core.merge.Situation;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The journal of one mailbox, folded by the real core; what it emits is queued for the others. */
final class FoldedMailbox implements ItemLookup {

    static final String TENANT = "acme";
    static final String MAILBOX = "m1";

    private final Map<ItemKey, ItemState> items = new LinkedHashMap<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<ItemEvent.ConflictFound> conflicts = new ArrayList<>();
    private final List<Told> journal = new ArrayList<>();
    private MailboxState mailbox = MailboxState.UNKNOWN;

    /** A journal entry. */
    private record Told(Instant at, Fact fact) {}

    /** What the CRM hears. */
    record Change(String item, String recordId, ItemState after, ItemEvent.ChangeKind kind) {}

    void append(Instant now, Fact fact) {
        journal.add(new Told(now, fact));
        switch (fact) {
            case Fact.OfMailbox ofMailbox -> {
                mailbox = mailbox.after(ofMailbox);
                List<ItemState> due = items.values()
                        .stream()
                        .filter(item -> item.trouble().due())
                        .toList();
                Fold.review(due, ofMailbox, situation(now)).forEach(this::keep);
            }
            case Fact.OfItem ofItem -> {
                Fold.Folded folded = Fold.fold(TENANT, MAILBOX, ofItem, situation(now), this);
                mailbox = folded.mailbox();
                folded.steps().forEach(this::keep);
            }
        }
    }

    List<Command> commands() {
        return commands;
    }

    List<Change> changes() {
        return changes;
    }

    List<ItemEvent.ConflictFound> conflicts() {
        return conflicts;
    }

    /** Whether the journal, folded again from its start, gives the same states and outputs (I6). */
    boolean isReplayable() {
        FoldedMailbox again = new FoldedMailbox();
        journal.forEach(entry -> again.append(entry.at(), entry.fact()));
        return again.items.equals(items) && again.commands.equals(commands)
                && again.changes.equals(changes) && again.conflicts.equals(conflicts);
    }

    @Override
    public Optional<ItemState> item(ItemKey key) {
        return Optional.ofNullable(items.get(key));
    }

    @Override
    public List<ItemState> having(IndexEntry entry) {
        return items.values()
                .stream()
                .filter(item -> IndexEntry.of(item, ContactKind.CONTACT).contains(entry))
                .toList();
    }

    private void keep(Fold.Step step) {
        ItemState after = step.after();
        items.put(after.key(), after);
        for (ItemEvent event : step.events()) {
            if (event instanceof ItemEvent.CommandIssued(Command command)) {
                commands.add(command);
            } else if (event instanceof ItemEvent.ConflictFound conflict) {
                conflicts.add(conflict);
            } else if (event instanceof ItemEvent.Published published) {
                changes.add(new Change(after.key().item(), after.crm().recordId(), after,
                        published.kind()));
            }
        }
    }

    private Situation situation(Instant now) {
        return new Situation(ContactKind.CONTACT, mailbox, now);
    }
}
