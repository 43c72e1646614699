package io.syncline.benchmarks;

import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.CommandAnswered;
import io.syncline.core.fact.Fact.ItemObserved;
import io.syncline.core.fact.Fact.RecordEdited;
import io.syncline.core.fact.Presence;
import io.syncline.core.fact.Reading;
import io.syncline.schemas.contact.Capability;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.topology.wire.ContactMapping;
import io.syncline.topology.wire.JournalReader;
import io.syncline.topology.wire.OutputWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a fact as the entry from which {@link JournalReader} reads it again; only facts that
 * {@link Story} tells. Optional fields that no fact carries, such as the folder, stay null.
 */
final class EntryWriter {

    private final String mailbox;

    /** @param mailbox whose facts they are, by id */
    EntryWriter(String mailbox) {
        this.mailbox = mailbox;
    }

    /** @throws IllegalStateException if no story tells such a fact */
    JournalEntry entry(Fact.OfItem fact) {
        return switch (fact) {
            case ItemObserved observed -> entry(fact.eventId(), JournalKind.OBSERVED)
                    .setObserved(observed(observed))
                    .build();
            case RecordEdited edited -> entry(fact.eventId(), JournalKind.EDITED)
                    .setEdited(edited(edited))
                    .build();
            case CommandAnswered answered -> entry(fact.eventId(), JournalKind.WRITE_RESULT)
                    .setResult(result(answered))
                    .build();
            case Fact.ItemGone gone -> throw untold(gone);
            case Fact.ItemUntracked untracked -> throw untold(untracked);
            case Fact.ItemTranslated translated -> throw untold(translated);
            case Fact.MatchDecided decided -> throw untold(decided);
            case Fact.HeldDeleteDecided decided -> throw untold(decided);
            case Fact.RetryDecided decided -> throw untold(decided);
            case Fact.VersionTold told -> throw untold(told);
            case Fact.RepublishDecided decided -> throw untold(decided);
        };
    }

    /** What the mailbox can hold, as a source tells it first. */
    JournalEntry capabilities(String eventId, Map<String, Integer> entriesMax) {
        return ofMailbox(eventId, observed(eventId, ObservedKind.CAPABILITIES)
                .setCapabilities(entriesMax.entrySet()
                        .stream()
                        .map(entry -> new Capability(entry.getKey(), entry.getValue()))
                        .toList())
                .build());
    }

    /** Every contact was listed, as a source tells it. */
    JournalEntry listed(String eventId) {
        return ofMailbox(eventId, observed(eventId, ObservedKind.LISTED).build());
    }

    private JournalEntry ofMailbox(String eventId, Observed observed) {
        return entry(eventId, JournalKind.OBSERVED).setObserved(observed).build();
    }

    private Observed.Builder observed(String eventId, ObservedKind kind) {
        return Observed.newBuilder()
                .setTenant(FoldedMailbox.TENANT)
                .setMailbox(mailbox)
                .setProvider(FoldedMailbox.PROVIDER)
                .setEventId(eventId)
                .setKind(kind);
    }

    private JournalEntry.Builder entry(String eventId, JournalKind kind) {
        return JournalEntry.newBuilder()
                .setTenant(FoldedMailbox.TENANT)
                .setMailbox(mailbox)
                .setEventId(eventId)
                .setKind(kind);
    }

    private Observed observed(ItemObserved fact) {
        return observed(fact.eventId(), ObservedKind.ITEM)
                .setItem(reading(fact.reading()))
                .build();
    }

    static io.syncline.schemas.contact.Reading reading(Reading reading) {
        if (!reading.stamp().isEmpty()) {
            throw new IllegalStateException("No story tells of a stamp, but " + reading.stamp());
        }
        return io.syncline.schemas.contact.Reading.newBuilder()
                .setExternalId(reading.externalId())
                .setVersion(orNull(reading.version()))
                .setModifiedAt(reading.modifiedAt())
                .setCreatedAt(reading.createdAt())
                .setFields(sorted(reading.fields()))
                .setContact(ContactMapping.contact(reading.contents()))
                .build();
    }

    private Edited edited(RecordEdited fact) {
        if (fact.verb() != Fact.EditVerb.PATCH || !fact.otherMailbox().isEmpty()) {
            throw untold(fact);
        }
        return Edited.newBuilder()
                .setTenant(FoldedMailbox.TENANT)
                .setMailbox(mailbox)
                .setRecordId(fact.recordId())
                .setEventId(fact.eventId())
                .setKind(EditKind.PATCH)
                .setFields(sorted(fact.fields()))
                .setContact(ContactMapping.contact(fact.contents()))
                .setEditedAt(fact.editedAt())
                .setRevision(fact.revision() < 0 ? null : fact.revision())
                .setSeenVersion(fact.seenVersion() == 0 ? null : fact.seenVersion())
                .build();
    }

    private static WriteResult result(CommandAnswered fact) {
        if (!(fact.presence() instanceof Presence.There(Reading now))) {
            throw untold(fact);
        }
        WriteOutcome outcome = switch (fact.outcome()) {
            case LANDED -> WriteOutcome.LANDED;
            case STALE -> WriteOutcome.STALE;
            case REJECTED, UNAVAILABLE -> throw untold(fact);
        };
        return WriteResult.newBuilder()
                .setEventId(fact.eventId())
                .setWrite(OutputWriter.write(fact.command()))
                .setOutcome(outcome)
                .setLandedVersion(orNull(fact.landedVersion()))
                .setPresence(io.syncline.schemas.contact.Presence.PRESENT)
                .setNow(reading(now))
                .setReason(orNull(fact.reason()))
                .setAttempts(fact.attempts())
                .build();
    }

    private static List<String> sorted(Set<String> fields) {
        return List.copyOf(new TreeSet<>(fields));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static IllegalStateException untold(Fact fact) {
        return new IllegalStateException("No story tells such a fact: " + fact);
    }
}
