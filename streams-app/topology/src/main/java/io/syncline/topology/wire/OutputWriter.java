package io.syncline.topology.wire;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Mark;
import io.syncline.core.fact.Review;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Life;
import io.syncline.core.state.Stamp;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.ConflictKind;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.FieldChange;
import io.syncline.schemas.contact.FieldOrigin;
import io.syncline.schemas.contact.GenerationMark;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Origin;
import io.syncline.schemas.contact.Side;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.Severity;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes what was decided as the records that go to topics. */
public final class OutputWriter {

    private OutputWriter() {}

    /** The item as it is now, folded up to that place in the journal. */
    public static Merged merged(ItemState state, int partition, long offset) {
        List<FieldOrigin> origins = state.registers()
                .entrySet()
                .stream()
                .map(entry -> new FieldOrigin(entry.getKey(), origin(entry.getValue().stamp())))
                .toList();
        return new Merged(state.key().tenant(), state.key().mailbox(), state.key().item(),
                state.version(), state.isDeleted(), orNull(state.crm().recordId()),
                ContactMapping.contact(state.contents()), origins, partition, offset,
                state.life() instanceof Life.DeleteHeld held ? origin(held.stamp()) : null);
    }

    /** @param merged the item as it was published with the change */
    public static Change change(ItemState state, ItemEvent.Published published, Merged merged) {
        ChangeKind kind = switch (published.kind()) {
            case CREATED -> ChangeKind.CREATED;
            case UPDATED -> ChangeKind.UPDATED;
            case DELETED -> ChangeKind.DELETED;
            case RESTORED -> ChangeKind.RESTORED;
            case REPEATED -> ChangeKind.REPEATED;
        };
        List<FieldChange> fields = published.fields()
                .stream()
                .map(field -> new FieldChange(field.field(), text(field.before()),
                        text(field.after()), origin(field.stamp()), field.rule()))
                .toList();
        return new Change(state.key().tenant(), state.key().mailbox(), state.key().item(),
                state.version(), kind, published.causeId(), orNull(state.crm().recordId()), fields,
                merged.getContact(),
                kind == ChangeKind.DELETED ? orNull(published.otherMailbox()) : null,
                kind == ChangeKind.CREATED ? orNull(published.otherMailbox()) : null,
                orNull(published.rule()));
    }

    /** The next step of a walk over a mailbox's items, to come back as a fact (rule R15). */
    public static Decision review(ItemKey place, Review review, String causeId) {
        String eventId = ItemKey.uuid5(place.tenant(), place.mailbox(), causeId,
                review.reason().name(), review.afterItem());
        return Decision.newBuilder()
                .setTenant(place.tenant())
                .setMailbox(place.mailbox())
                .setEventId(eventId)
                .setKind(DecisionKind.REVIEW)
                .setDecidedBy("merge")
                .setReview(new io.syncline.schemas.contact.Review(review.reason().name(),
                        review.afterItem()))
                .build();
    }

    /** Says that this generation of merge has published everything before a mark in that partition. */
    public static Decision handedOver(Mark handover, int partition, String causeId) {
        String eventId = ItemKey.uuid5("", "", causeId, Integer.toString(handover.from()),
                handover.to() + "/" + partition);
        return Decision.newBuilder()
                .setTenant("")
                .setEventId(eventId)
                .setKind(DecisionKind.GENERATION)
                .setDecidedBy("merge")
                .setGeneration(new GenerationMark(GenerationStep.HANDED_OVER, handover.from(),
                        handover.to(), partition))
                .build();
    }

    public static Conflict conflict(ItemKey key, ItemEvent.ConflictFound found, String causeId) {
        ConflictKind kind = switch (found.kind()) {
            case FIELD -> ConflictKind.FIELD;
            case DELETE -> ConflictKind.DELETE;
            case ORDER -> ConflictKind.ORDER;
            case OLDER_READING -> ConflictKind.OLDER_READING;
            case UNSURE -> ConflictKind.UNSURE;
            case POLICY -> ConflictKind.POLICY;
        };
        return new Conflict(key.tenant(), key.mailbox(), key.item(), kind, found.rule(),
                orNull(found.field()), text(found.kept().value()), origin(found.kept().stamp()),
                text(found.lost().value()), origin(found.lost().stamp()), causeId);
    }

    public static Write write(Command command) {
        WriteKind kind = switch (command.verb()) {
            case CREATE -> WriteKind.CREATE;
            case PATCH -> WriteKind.PATCH;
            case DELETE -> WriteKind.DELETE;
            case READ -> WriteKind.READ;
        };
        return new Write(command.key().tenant(), command.key().mailbox(), command.key().item(),
                command.number(), command.writeId(), command.causeId(), kind, command.provider(),
                orNull(command.externalId()),
                List.copyOf(new TreeSet<>(command.othersObjects())), orNull(command.version()),
                List.copyOf(new TreeSet<>(command.fields())),
                ContactMapping.contact(command.contents()), command.decidedAt());
    }

    public static Alert alert(ItemKey key, ItemEvent.AlertRaised raised, String causeId) {
        return new Alert(key.tenant(), key.mailbox(), key.item(), Severity.WARNING, raised.code(),
                raised.message(), causeId);
    }

    private static Origin origin(Stamp stamp) {
        Side side = switch (stamp.replica()) {
            case MAILBOX -> Side.MAILBOX;
            case CRM -> Side.CRM;
        };
        return new Origin(stamp.at(), side, stamp.eventId());
    }

    private static @Nullable String text(Value value) {
        return orNull(value.canonicalText());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
