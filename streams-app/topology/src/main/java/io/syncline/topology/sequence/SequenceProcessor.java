package io.syncline.topology.sequence;

import static java.util.Objects.requireNonNull;

import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.serde.RegistryException;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.DeadLetters;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a fact into a journal entry and keys it by its own tenant, mailbox and id, whatever key and
 * partition a producer gave it. What cannot be read or folded becomes a dead letter; a registry that
 * does not answer stops the task instead, since the data is not to blame.
 */
final class SequenceProcessor
        extends
            ContextualProcessor<byte[], byte[], String, SpecificRecord> {

    private static final String SERVICE = "sequence";

    private final Supplier<Deserializer<SpecificRecord>> deserializers;
    private @Nullable Deserializer<SpecificRecord> deserializer;

    SequenceProcessor(Supplier<Deserializer<SpecificRecord>> deserializers) {
        this.deserializers = deserializers;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        deserializer = deserializers.get();
    }

    @Override
    public void close() {
        if (deserializer != null) {
            deserializer.close();
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String topic = context().recordMetadata().orElseThrow().topic();
        try {
            SpecificRecord value = requireNonNull(deserializer).deserialize(topic, record.value());
            switch (value) {
                case null -> refuse(record, "empty-value", "The record has no value");
                case Observed observed -> append(record, FactCheck.problem(observed),
                        observed.getItem()
                                .map(item -> item.getExternalId())
                                .or(() -> observed.getGone().map(gone -> gone.getExternalId()))
                                .or(() -> observed.getUntracked()
                                        .map(untracked -> untracked.getExternalId()))
                                .or(() -> observed.getTranslated()
                                        .map(translated -> translated.getExternalId()))
                                .orElse(""),
                        entry(observed.getTenant(), observed.getMailbox(), observed.getEventId(),
                                JournalKind.OBSERVED).setObserved(observed));
                case Edited edited when edited.getKind() == EditKind.REASSIGN ->
                    appendReassigned(record, edited);
                case Edited edited -> append(record, edited);
                case Decision decision -> append(record, FactCheck.problem(decision),
                        decision.getItem().orElse(""),
                        entry(decision.getTenant(), decision.getMailbox().orElse(""),
                                decision.getEventId(), JournalKind.DECIDED).setDecision(decision));
                case WriteResult result -> append(record, FactCheck.problem(result),
                        result.getWrite().getItem(),
                        entry(result.getWrite().getTenant(), result.getWrite().getMailbox(),
                                result.getEventId(), JournalKind.WRITE_RESULT).setResult(result));
                default -> refuse(record, "foreign-schema", "The value is a "
                        + value.getSchema().getFullName() + ", which does not belong on " + topic);
            }
        } catch (RegistryException.Unreachable e) {
            throw e;
        } catch (SerializationException e) {
            refuse(record, e instanceof RegistryException.Unknown
                    ? "unknown-schema"
                    : "unreadable-value", String.valueOf(e.getMessage()));
        }
    }

    private void append(Record<byte[], byte[]> record, Edited edited) {
        append(record, FactCheck.problem(edited), edited.getRecordId(), entry(edited.getTenant(),
                edited.getMailbox(), edited.getEventId(), JournalKind.EDITED).setEdited(edited));
    }

    /**
     * A contact that changes hands is one decision and two facts, appended in one transaction: whole
     * at the mailbox that gets it, deleted at the one that had it. They share the cause.
     */
    private void appendReassigned(Record<byte[], byte[]> record, Edited edited) {
        Optional<String> problem = FactCheck.problem(edited);
        if (problem.isPresent()) {
            append(record, edited);
            return;
        }
        append(record, Edited.newBuilder(edited)
                .setKind(EditKind.WHOLE)
                .setMailbox(edited.getToMailbox().orElseThrow())
                .setFromMailbox(edited.getMailbox())
                .setToMailbox(null)
                .setSeenVersion(null)
                .build());
        append(record, Edited.newBuilder(edited).setKind(EditKind.DELETE).build());
    }

    private static JournalEntry.Builder entry(String tenant, String mailbox, String eventId,
            JournalKind kind) {
        return JournalEntry.newBuilder()
                .setTenant(tenant)
                .setMailbox(mailbox)
                .setEventId(eventId)
                .setKind(kind);
    }

    private void append(Record<byte[], byte[]> record, Optional<String> problem, String id,
            JournalEntry.Builder builder) {
        if (problem.isPresent()) {
            refuse(record, "invalid-fact", problem.get());
            return;
        }
        JournalEntry entry = builder.build();
        String key = RecordKey.prefix(entry.getTenant(), entry.getMailbox())
                + RecordKey.join(id);
        context().forward(new Record<>(key, entry, record.timestamp()),
                SequenceTopology.JOURNAL);
    }

    private void refuse(Record<byte[], byte[]> record, String code, String reason) {
        context().forward(new Record<>(code, DeadLetters.of(
                context().recordMetadata().orElseThrow(), record.key(), record.value(), SERVICE,
                code, reason), record.timestamp()), SequenceTopology.DEAD_LETTERS);
    }
}
