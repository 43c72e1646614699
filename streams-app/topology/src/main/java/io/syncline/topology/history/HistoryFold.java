package io.syncline.topology.history;

import io.syncline.core.fact.Fact;
import io.syncline.core.item.ContactKind;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.ItemKind;
import io.syncline.core.merge.Fold;
import io.syncline.core.merge.Situation;
import io.syncline.core.state.Generations;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.store.HandoverStore;
import io.syncline.topology.store.ItemStateCodec;
import io.syncline.topology.store.MailboxStateCodec;
import io.syncline.topology.store.MailboxStores;
import io.syncline.topology.store.MergeStores;
import io.syncline.topology.store.StoredItems;
import io.syncline.topology.wire.JournalReader;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Folds one partition of the journal by merge's own rules, stores and index, and says what each fact led
 * to. Publishes nothing: since a replay comes to what merge came to (I6 of the design), it tells what
 * merge published, issued and kept back.
 *
 * <p>
 * Told each entry once, in order; by one thread. Others may {@link #glance} meanwhile.
 */
public final class HistoryFold {

    private static final ItemKind KIND = ContactKind.CONTACT;
    private static final ItemStateCodec CODEC = new ItemStateCodec(KIND);
    /** Comes after every key: what is encoded in one holds letters, digits and little else. */
    private static final String LAST = "~";

    private final MailboxStores stores;
    private final HandoverStore handover;
    private final Memory items;
    /** As {@link #handover} keeps them. */
    private Generations generations;

    /**
     * What a fact led to.
     *
     * @param turns what is worth telling, in order
     * @param steps every item that is not as it was
     */
    public record Folded(List<Turn> turns, List<Step> steps) {
        public Folded {
            turns = List.copyOf(turns);
            steps = List.copyOf(steps);
        }
    }

    /** An item before and after a fact. */
    public record Step(Glance before, Glance after) {}

    /** Where an entry stands in the journal, and its timestamp. */
    public record Place(int partition, long offset, Instant timestamp) {}

    /** @param memories gives what is kept under a name, for this partition alone */
    public HistoryFold(Function<String, Memory> memories) {
        this.items = memories.apply(MergeStores.ITEMS);
        this.stores = new MailboxStores(
                new MemoryStore<>(MergeStores.ITEMS, items, CODEC::encode, CODEC::decode),
                new MemoryStore<>(MergeStores.INDEX, memories.apply(MergeStores.INDEX),
                        bytes -> bytes, bytes -> bytes),
                new MemoryStore<>(MergeStores.MAILBOXES, memories.apply(MergeStores.MAILBOXES),
                        MailboxStateCodec::encode, MailboxStateCodec::decode),
                new MemoryStore<>(MergeStores.CLOCK, memories.apply(MergeStores.CLOCK),
                        time -> ByteBuffer.allocate(Long.BYTES).putLong(time).array(),
                        bytes -> ByteBuffer.wrap(bytes).getLong()));
        this.handover = HandoverStore.in(new MemoryStore<>(MergeStores.HANDOVER,
                memories.apply(MergeStores.HANDOVER), bytes -> bytes, bytes -> bytes));
        this.generations = handover.generations();
    }

    /**
     * Takes in the next entry.
     *
     * @throws IllegalStateException if this build does not know its kind; nothing is remembered of it
     */
    public Folded fold(JournalEntry entry, Place place) {
        Fact fact = JournalReader.fact(entry);
        Told told = new Told(entry, fact, Causes.of(entry), place,
                stores.tick(place.timestamp().toEpochMilli()));
        if (!entry.getMailbox().isEmpty()) {
            told.fold(ItemKey.ofMailbox(entry.getTenant(), entry.getMailbox()));
        } else if (fact instanceof Fact.GenerationMarked marked) {
            mark(marked, told);
        } else if (fact instanceof Fact.OfMailbox ofMailbox) {
            stores.toTenant(entry.getTenant(), ofMailbox, told.now).forEach(told::fold);
        }
        return new Folded(told.turns, told.steps);
    }

    /** A mark concerns all mailboxes of the partition: while one generation drains, commands wait. */
    private void mark(Fact.GenerationMarked marked, Told told) {
        generations.turn(marked, told.now).ifPresent(turn -> {
            generations = turn.after();
            handover.keep(generations);
            if (turn.isForMailboxes()) {
                stores.everywhere().forEach(told::fold);
            }
        });
    }

    /** An item as it stands now. */
    public Optional<Glance> glance(String tenant, String mailbox, String item) {
        byte[] state = items.get(new RecordKey(tenant, mailbox, item).text());
        return state == null ? Optional.empty() : Optional.of(Glances.of(CODEC.decode(state)));
    }

    /**
     * The items of a mailbox as they stand now, deleted ones too, in order of their ids.
     *
     * @param after begins with the first that follows this id; empty for all
     */
    public List<Glance> glances(String tenant, String mailbox, String after, int itemsMax) {
        String prefix = RecordKey.prefix(tenant, mailbox);
        List<Glance> found = new ArrayList<>();
        var hits = items.range(prefix + after, prefix + LAST);
        while (hits.hasNext() && found.size() < itemsMax) {
            Glance glance = Glances.of(CODEC.decode(hits.next().getValue()));
            if (!glance.item().equals(after)) {
                found.add(glance);
            }
        }
        return found;
    }

    /** One entry while it is folded. */
    private final class Told {

        private final JournalEntry entry;
        private final Fact fact;
        private final Cause cause;
        private final Place place;
        private final Instant now;
        private final List<Turn> turns = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();

        Told(JournalEntry entry, Fact fact, Cause cause, Place place, Instant now) {
            this.entry = entry;
            this.fact = fact;
            this.cause = cause;
            this.place = place;
            this.now = now;
        }

        void fold(ItemKey mailbox) {
            StoredItems kept = stores.items(mailbox);
            MailboxState before = stores.mailbox(mailbox);
            Fold.Folded folded = Fold.PROTOCOL.fold(mailbox, fact,
                    new Situation(KIND, before, now, generations), kept);
            folded.steps().forEach(kept::keep);
            if (!folded.mailbox().equals(before)) {
                stores.keep(mailbox, folded.mailbox());
            }
            ofMailbox(mailbox, folded);
            folded.steps().forEach(this::ofItem);
        }

        /** What concerns the mailbox as a whole, or a fact that found no item. */
        private void ofMailbox(ItemKey mailbox, Fold.Folded folded) {
            List<Happening> refused = folded.refusals()
                    .stream()
                    .<Happening>map(refusal -> new Happening.Refused(refusal.code(),
                            refusal.reason()))
                    .toList();
            if (!refused.isEmpty() || fact instanceof Fact.OfMailbox && !isReview()
                    && !(fact instanceof Fact.GenerationMarked)) {
                turns.add(turn(mailbox, refused));
            }
        }

        private void ofItem(Fold.Step step) {
            ItemState after = step.after();
            String reason = cause instanceof Cause.Answered answered ? answered.reason() : "";
            List<Happening> happenings = Happenings.of(step, reason);
            if (!happenings.isEmpty() || isWorthTelling()) {
                turns.add(turn(after.key(), happenings));
            }
            if (!step.events().isEmpty()) {
                steps.add(new Step(Glances.of(step.before()), Glances.of(after)));
            }
        }

        private Turn turn(ItemKey of, List<Happening> happenings) {
            return new Turn(of.tenant(), of.mailbox(), of.item(), now, place.partition(),
                    place.offset(), cause, happenings);
        }

        /** An edit or an answer is told even if it changed nothing: that is what became of it. */
        private boolean isWorthTelling() {
            return cause instanceof Cause.Edited || cause instanceof Cause.Answered;
        }

        private boolean isReview() {
            return entry.getDecision()
                    .filter(decision -> decision.getKind() == DecisionKind.REVIEW)
                    .isPresent();
        }
    }
}
