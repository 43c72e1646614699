package io.syncline.simulation;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Fact;
import io.syncline.core.item.ContactKind;
import io.syncline.core.item.Identity;
import io.syncline.core.item.ItemKey;
import io.syncline.core.merge.Fold;
import io.syncline.core.merge.IndexEntry;
import io.syncline.core.merge.ItemLookup;
import io.syncline.core.merge.Situation;
import io.syncline.core.merge.Target;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import io.syncline.core.state.Replica;
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
    private final List<Target.Refused> refusals = new ArrayList<>();
    private final List<Told> journal = new ArrayList<>();
    private MailboxState mailbox = MailboxState.UNKNOWN;

    /** A journal entry. */
    record Told(Instant at, Fact fact) {}

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
                refusals.addAll(folded.refusals());
                if (folded.strayGone()) {
                    mailbox = mailbox.afterStrayGone(now);
                }
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

    List<Told> journal() {
        return journal;
    }

    /** All states, in order of their keys' first appearance. */
    Map<ItemKey, ItemState> items() {
        return items;
    }

    @Override
    public Optional<ItemState> item(ItemKey key) {
        return Optional.ofNullable(items.get(key));
    }

    @Override
    public Optional<ItemState> linked(String provider, String externalId) {
        return having(IndexEntry.link(provider, externalId)).stream().findFirst();
    }

    @Override
    public Optional<ItemState> awaited(String provider, String externalId) {
        return having(IndexEntry.awaited(provider, externalId)).stream().findFirst();
    }

    @Override
    public Optional<ItemState> recorded(String recordId) {
        return having(new IndexEntry(IndexEntry.By.RECORD, recordId)).stream().findFirst();
    }

    @Override
    public List<ItemState> lacking(Replica replica, Identity identity) {
        return identity.keys()
                .stream()
                .flatMap(key -> having(IndexEntry.lacking(replica, key)).stream())
                .distinct()
                .toList();
    }

    private List<ItemState> having(IndexEntry entry) {
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
