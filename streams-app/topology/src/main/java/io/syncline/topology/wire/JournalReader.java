package io.syncline.topology.wire;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Presence;
import io.syncline.core.item.ItemKey;
import io.syncline.schemas.contact.Capability;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.Gone;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.contact.Translated;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.topic.RecordKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a journal entry into a fact. An entry of a kind that this build does not know stops merge:
 * going on without it would make a state that no later build could repair.
 */
public final class JournalReader {

    private JournalReader() {}

    /** @throws IllegalStateException if the entry's kind is unknown or its branch is missing */
    public static Fact fact(JournalEntry entry) {
        return switch (entry.getKind()) {
            case OBSERVED -> observed(required(entry.getObserved(), entry));
            case EDITED -> edited(required(entry.getEdited(), entry));
            case WRITE_RESULT -> answered(required(entry.getResult(), entry));
            case DECIDED -> DecisionReader.fact(required(entry.getDecision(), entry));
            case UNKNOWN -> throw unknown(entry);
        };
    }

    private static Fact observed(Observed observed) {
        String id = observed.getEventId();
        return switch (observed.getKind()) {
            case ITEM -> new Fact.ItemObserved(id,
                    reading(observed, required(observed.getItem(), observed)));
            case GONE -> new Fact.ItemGone(id, observed.getProvider(),
                    required(observed.getGone(), observed).getExternalId());
            case CAPABILITIES -> new Fact.CapabilitiesTold(id, observed.getProvider(),
                    observed.getCapabilities()
                            .stream()
                            .collect(Collectors.toMap(
                                    Capability::getField, Capability::getEntriesMax)),
                    observed.getIdsStay());
            case LISTED -> new Fact.FirstListingCompleted(id);
            case UNAVAILABLE -> new Fact.MailboxUnavailable(id);
            case AVAILABLE -> new Fact.MailboxAvailable(id);
            case UNTRACKED -> new Fact.ItemUntracked(id, observed.getProvider(),
                    required(observed.getUntracked(), observed).getExternalId());
            case TRANSLATED -> translated(observed, required(observed.getTranslated(), observed));
            case MIGRATED -> new Fact.MailboxMigrated(id);
            case UNKNOWN -> throw unknown(observed);
        };
    }

    private static Fact translated(Observed observed, Translated translated) {
        return new Fact.ItemTranslated(observed.getEventId(), translated.getOldProvider(),
                translated.getOldExternalId(), observed.getProvider(),
                translated.getExternalId());
    }

    private static io.syncline.core.fact.Reading reading(Observed observed, Reading reading) {
        return reading(observed.getTenant(), observed.getMailbox(), observed.getProvider(),
                reading);
    }

    private static io.syncline.core.fact.Reading reading(String tenant, String mailbox,
            String provider, Reading reading) {
        return new io.syncline.core.fact.Reading(provider, reading.getExternalId(),
                reading.getVersion().orElse(""), reading.getModifiedAt(),
                reading.getCreatedAt()
                        .map(at -> at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse(Instant.EPOCH),
                reading.getStamp().flatMap(stamp -> ownItem(stamp, tenant, mailbox)).orElse(""),
                Set.copyOf(reading.getFields()), ContactMapping.contents(reading.getContact()));
    }

    /** A stamp of another tenant or mailbox counts as none (rule R4). */
    private static Optional<String> ownItem(String stamp, String tenant, String mailbox) {
        try {
            RecordKey key = RecordKey.parse(stamp);
            return key.tenant().equals(tenant) && key.mailbox().equals(mailbox)
                    ? Optional.of(key.id())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Fact edited(Edited edited) {
        EditVerb verb = switch (edited.getKind()) {
            case PATCH -> EditVerb.PATCH;
            case WHOLE -> EditVerb.WHOLE;
            case DELETE -> EditVerb.DELETE;
            case RESTORE -> EditVerb.RESTORE;
            case REASSIGN, UNKNOWN -> throw unknown(edited); // Sequence makes two edits of one.
        };
        return new Fact.RecordEdited(edited.getEventId(), edited.getRecordId(), verb,
                Set.copyOf(edited.getFields()), ContactMapping.contents(edited.getContact()),
                edited.getEditedAt(), edited.getRevision().orElse(-1L),
                edited.getSeenVersion().orElse(0L),
                edited.getToMailbox().or(edited::getFromMailbox).orElse(""));
    }

    private static Fact answered(WriteResult result) {
        Write write = result.getWrite();
        Fact.Outcome outcome = switch (result.getOutcome()) {
            case LANDED -> Fact.Outcome.LANDED;
            case STALE -> Fact.Outcome.STALE;
            case REJECTED -> Fact.Outcome.REJECTED;
            case UNAVAILABLE -> Fact.Outcome.UNAVAILABLE;
            case UNKNOWN -> throw unknown(result);
        };
        Presence presence = switch (result.getPresence()) {
            case PRESENT -> new Presence.There(reading(write.getTenant(), write.getMailbox(),
                    write.getProvider(), required(result.getNow(), result)));
            case GONE -> new Presence.Gone();
            case UNTRACKED -> new Presence.Untracked(result.getNow()
                    .map(Reading::getExternalId)
                    .or(write::getExternalId)
                    .orElse(""));
            case UNKNOWN -> new Presence.NotRead();
        };
        return new Fact.CommandAnswered(result.getEventId(), command(write), outcome,
                result.getLandedVersion().orElse(""), presence, result.getReason().orElse(""),
                result.getAttempts());
    }

    private static Command command(Write write) {
        Verb verb = switch (write.getKind()) {
            case CREATE -> Verb.CREATE;
            case PATCH -> Verb.PATCH;
            case DELETE -> Verb.DELETE;
            case READ -> Verb.READ;
            case UNKNOWN -> throw unknown(write);
        };
        return new Command(new ItemKey(write.getTenant(), write.getMailbox(), write.getItem()),
                write.getNumber(), write.getWriteId(), write.getCauseId(), verb,
                write.getProvider(), write.getExternalId().orElse(""),
                Set.copyOf(write.getOthersObjects()),
                write.getVersion().orElse(""), Set.copyOf(write.getFields()),
                ContactMapping.contents(write.getContact()), write.getDecidedAt());
    }

    static <T> T required(Optional<T> branch, Object record) {
        return branch.orElseThrow(() -> new IllegalStateException(
                "A record lacks the branch that its kind names: " + describe(record)));
    }

    static IllegalStateException unknown(Object record) {
        return new IllegalStateException("This build does not know the kind of "
                + describe(record) + "; run a newer build, nothing was lost");
    }

    /** Names the record without showing anyone's data. */
    private static String describe(Object record) {
        return switch (record) {
            case JournalEntry entry -> "journal entry " + entry.getEventId();
            case Observed observed -> "observation " + observed.getEventId();
            case Edited edited -> "edit " + edited.getEventId();
            case WriteResult result -> "result " + result.getEventId();
            case Decision decision -> "decision " + decision.getEventId();
            case Write write -> "write " + write.getWriteId();
            default -> record.getClass().getSimpleName();
        };
    }
}
