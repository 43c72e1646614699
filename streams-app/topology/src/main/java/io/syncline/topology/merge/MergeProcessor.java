package io.syncline.topology.merge;

import static java.util.Objects.requireNonNull;

import io.syncline.core.fact.Fact;
import io.syncline.core.item.ContactKind;
import io.syncline.core.item.ItemKey;
import io.syncline.core.merge.Fold;
import io.syncline.core.merge.Situation;
import io.syncline.core.merge.Target;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.DeadLetters;
import io.syncline.topology.store.MergeStores;
import io.syncline.topology.store.StoredItems;
import io.syncline.topology.wire.JournalReader;
import io.syncline.topology.wire.OutputWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Decode, load, call core, store and forward; nothing here decides. */
final class MergeProcessor
        extends
            ContextualProcessor<String, JournalEntry, String, SpecificRecord> {

    private static final String SERVICE = "merge";
    private static final String CLOCK_KEY = "now";

    private final Serializer<SpecificRecord> originals;
    private @Nullable Stores open;

    /** @param originals writes an entry as it stood in the journal, for a dead letter */
    MergeProcessor(Serializer<SpecificRecord> originals) {
        this.originals = originals;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        open = Stores.of(context);
    }

    @Override
    public void process(Record<String, JournalEntry> record) {
        Stores stores = requireNonNull(open);
        JournalEntry entry = record.value();
        Fact fact = JournalReader.fact(entry);
        Instant now = stores.tick(record.timestamp());
        StoredItems items = new StoredItems(entry.getTenant(), entry.getMailbox(),
                ContactKind.CONTACT, stores.items(), stores.index());
        String mailboxKey = RecordKey.prefix(entry.getTenant(), entry.getMailbox());
        MailboxState mailbox = stores.mailbox(mailboxKey);
        switch (fact) {
            case Fact.OfMailbox ofMailbox -> {
                MailboxState after = mailbox.after(ofMailbox);
                stores.mailboxes().put(mailboxKey, after);
                Situation situation = new Situation(ContactKind.CONTACT, after, now);
                Fold.review(items.due(), ofMailbox, situation)
                        .forEach(step -> keep(step, items, fact, now));
            }
            case Fact.OfItem ofItem -> {
                Fold.Folded folded = Fold.fold(entry.getTenant(), entry.getMailbox(), ofItem,
                        new Situation(ContactKind.CONTACT, mailbox, now), items);
                folded.steps().forEach(step -> keep(step, items, fact, now));
                if (!folded.mailbox().equals(mailbox)) {
                    stores.mailboxes().put(mailboxKey, folded.mailbox());
                }
                folded.refusals().forEach(refusal -> refuse(record, refusal, now));
                folded.steps()
                        .stream()
                        .flatMap(step -> step.events().stream())
                        .forEach(event -> refuse(record, event, now));
            }
        }
    }

    private void keep(Fold.Step step, StoredItems items, Fact fact, Instant now) {
        items.keep(step);
        RecordMetadata place = context().recordMetadata().orElseThrow();
        ItemState after = step.after();
        for (ItemEvent event : step.events()) {
            if (event instanceof ItemEvent.Outward outward) {
                tell(after, outward, fact.eventId(), now, place);
            }
        }
    }

    private void tell(ItemState after, ItemEvent.Outward event, String causeId, Instant now,
            RecordMetadata place) {
        switch (event) {
            case ItemEvent.Published published -> {
                send(MergeTopology.MERGED, after.key(), OutputWriter.merged(after,
                        place.partition(), place.offset()), now);
                send(MergeTopology.CHANGES, after.key(),
                        OutputWriter.change(after, published), now);
            }
            case ItemEvent.ConflictFound found -> send(MergeTopology.CONFLICTS, after.key(),
                    OutputWriter.conflict(after.key(), found, causeId), now);
            case ItemEvent.CommandIssued issued -> send(MergeTopology.WRITES, after.key(),
                    OutputWriter.write(issued.command()), now);
            case ItemEvent.AlertRaised raised -> send(MergeTopology.ALERTS, after.key(),
                    OutputWriter.alert(after.key(), raised, causeId), now);
            case ItemEvent.FactRefused refused -> {
                // Goes out as a dead letter, with the entry that only process() holds.
            }
            case ItemEvent.CopyFound copy -> {
                // The fold has already made an item of it.
            }
        }
    }

    private void send(String sink, ItemKey key, SpecificRecord value, Instant now) {
        String text = new RecordKey(key.tenant(), key.mailbox(), key.item()).text();
        context().forward(new Record<>(text, value, now.toEpochMilli()), sink);
    }

    private void refuse(Record<String, JournalEntry> record, ItemEvent event, Instant now) {
        if (event instanceof ItemEvent.FactRefused(String code, String reason)) {
            refuse(record, new Target.Refused(code, reason), now);
        }
    }

    private void refuse(Record<String, JournalEntry> record, Target.Refused refusal,
            Instant now) {
        RecordMetadata place = context().recordMetadata().orElseThrow();
        context().forward(new Record<>(record.key(), DeadLetters.of(place,
                record.key().getBytes(StandardCharsets.UTF_8),
                originals.serialize(place.topic(), record.value()), SERVICE, refusal.code(),
                refusal.reason()), now.toEpochMilli()), MergeTopology.DEAD_LETTERS);
    }

    /** The open stores of one task. */
    private record Stores(KeyValueStore<String, ItemState> items,
            KeyValueStore<String, byte[]> index, KeyValueStore<String, MailboxState> mailboxes,
            KeyValueStore<String, Long> clock) {

        static Stores of(ProcessorContext<?, ?> context) {
            return new Stores(context.getStateStore(MergeStores.ITEMS),
                    context.getStateStore(MergeStores.INDEX),
                    context.getStateStore(MergeStores.MAILBOXES),
                    context.getStateStore(MergeStores.CLOCK));
        }

        MailboxState mailbox(String key) {
            MailboxState state = mailboxes.get(key);
            return state == null ? MailboxState.UNKNOWN : state;
        }

        /** Journal time: never goes back, whatever a new partition leader's clock says (R1). */
        Instant tick(long timestamp) {
            Long before = clock.get(CLOCK_KEY);
            long now = before == null ? timestamp : Math.max(before, timestamp);
            if (before == null || now > before) {
                clock.put(CLOCK_KEY, now);
            }
            return Instant.ofEpochMilli(now);
        }
    }
}
