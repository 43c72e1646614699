package io.syncline.topology.merge;

import static java.util.Objects.requireNonNull;

import io.syncline.core.fact.Fact;
import io.syncline.core.item.ContactKind;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.ItemKind;
import io.syncline.core.merge.Fold;
import io.syncline.core.merge.Situation;
import io.syncline.core.merge.Target;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.DeadLetters;
import io.syncline.topology.TopicSerdes;
import io.syncline.topology.store.MailboxStores;
import io.syncline.topology.store.StoredItems;
import io.syncline.topology.wire.JournalReader;
import io.syncline.topology.wire.OutputWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Decode, load, call core, store and forward; nothing here decides. */
final class MergeProcessor
        extends
            ContextualProcessor<String, JournalEntry, String, SpecificRecord> {

    private static final String SERVICE = "merge";
    private static final ItemKind KIND = ContactKind.CONTACT;

    private final MergeGeneration generation;
    private final TopicSerdes serdes;
    /** Writes an entry as it stood in the journal, for a dead letter. */
    private final Serializer<SpecificRecord> originals;
    private @Nullable MailboxStores open;
    private @Nullable Outlet outlet;
    /** Of how many items of the partition something is withheld. */
    private int withheld;

    MergeProcessor(MergeGeneration generation, TopicSerdes serdes) {
        this.generation = generation;
        this.serdes = serdes;
        this.originals = serdes.serializer().get(); // Not closed: a corrupted task begins once more.
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        open = MailboxStores.of(context);
        outlet = new Outlet(generation, serdes, originals, context);
        MailboxStores stores = open;
        withheld = 0; // A task that was corrupted begins once more, with the same processor.
        withhold(stores.everywhere()
                .stream()
                .mapToInt(place -> stores.mailbox(place).withheld())
                .sum());
    }

    @Override
    public void close() {
        if (outlet != null) {
            outlet.close();
        }
    }

    @Override
    public void process(Record<String, JournalEntry> record) {
        MailboxStores stores = requireNonNull(open);
        JournalEntry entry = record.value();
        Fact fact = JournalReader.fact(entry);
        Instant now = stores.tick(record.timestamp());
        if (!entry.getMailbox().isEmpty()) {
            fold(record, ItemKey.ofMailbox(entry.getTenant(), entry.getMailbox()), fact, now);
        } else if (fact instanceof Fact.GenerationMarked marked) {
            mark(record, marked, now);
        } else if (fact instanceof Fact.OfMailbox ofMailbox) {
            stores.toTenant(entry.getTenant(), ofMailbox, now)
                    .forEach(place -> fold(record, place, fact, now));
        }
    }

    /** A mark concerns all mailboxes of the partition, and first of all this generation itself. */
    private void mark(Record<String, JournalEntry> record, Fact.GenerationMarked marked,
            Instant now) {
        Outlet out = requireNonNull(outlet);
        out.generations().turn(marked, now).ifPresent(turn -> {
            out.turn(marked, turn.after(), now.toEpochMilli());
            if (turn.isForMailboxes()) {
                requireNonNull(open).everywhere()
                        .forEach(place -> fold(record, place, marked, now));
            }
        });
    }

    private void fold(Record<String, JournalEntry> record, ItemKey place, Fact fact,
            Instant now) {
        MailboxStores stores = requireNonNull(open);
        StoredItems items = stores.items(place);
        MailboxState mailbox = stores.mailbox(place);
        Fold.Folded folded = generation.fold()
                .fold(place, fact, new Situation(KIND, mailbox, now,
                        requireNonNull(outlet).generations()), items);
        folded.steps().forEach(step -> keep(step, items, fact, now));
        if (!folded.mailbox().equals(mailbox)) {
            stores.keep(place, folded.mailbox());
            withhold(folded.mailbox().withheld() - mailbox.withheld());
        }
        folded.reviews()
                .forEach(review -> send(Output.REVIEWS, place,
                        () -> OutputWriter.review(place, review, fact.eventId()), now));
        folded.refusals().forEach(refusal -> refuse(record, refusal, now));
        folded.steps()
                .stream()
                .flatMap(step -> step.events().stream())
                .forEach(event -> refuse(record, event, now));
    }

    private void withhold(int more) {
        if (more != 0) {
            withheld += more;
            generation.roles().withholds(context().taskId().partition(), withheld);
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
                Merged merged = OutputWriter.merged(after, place.partition(), place.offset());
                send(Output.MERGED, after.key(), () -> merged, now);
                send(Output.CHANGES, after.key(),
                        () -> OutputWriter.change(after, published, merged), now);
            }
            case ItemEvent.ConflictFound found -> send(Output.CONFLICTS, after.key(),
                    () -> OutputWriter.conflict(after.key(), found, causeId), now);
            case ItemEvent.CommandIssued issued -> send(Output.WRITES, after.key(),
                    () -> OutputWriter.write(issued.command()), now);
            case ItemEvent.AlertRaised raised -> send(Output.ALERTS, after.key(),
                    () -> OutputWriter.alert(after.key(), raised, causeId), now);
            case ItemEvent.DeleteHeld held -> send(Output.MERGED, after.key(),
                    () -> OutputWriter.merged(after, place.partition(), place.offset()), now);
            case ItemEvent.FactRefused refused -> {
                // Goes out as a dead letter, with the entry that only process() holds.
            }
            case ItemEvent.CopyFound copy -> {
                // The fold has already made an item of it.
            }
        }
    }

    private void send(Output output, ItemKey key, Supplier<SpecificRecord> value, Instant now) {
        String text = new RecordKey(key.tenant(), key.mailbox(), key.item()).text();
        requireNonNull(outlet).send(output, text, value, now.toEpochMilli());
    }

    private void refuse(Record<String, JournalEntry> record, ItemEvent event, Instant now) {
        if (event instanceof ItemEvent.FactRefused(String code, String reason)) {
            refuse(record, new Target.Refused(code, reason), now);
        }
    }

    private void refuse(Record<String, JournalEntry> record, Target.Refused refusal,
            Instant now) {
        RecordMetadata place = context().recordMetadata().orElseThrow();
        requireNonNull(outlet).send(Output.DEAD_LETTERS, record.key(),
                () -> DeadLetters.of(place, record.key().getBytes(StandardCharsets.UTF_8),
                        originals.serialize(place.topic(), record.value()), SERVICE,
                        refusal.code(), refusal.reason()),
                now.toEpochMilli());
    }
}
