package io.syncline.topology.history;

import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.Gone;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteResult;
import java.time.Instant;

/** Reads from a journal entry what people want to know of the fact. */
final class Causes {

    private Causes() {}

    /** @throws IllegalStateException if the entry's kind is unknown or its branch is missing */
    static Cause of(JournalEntry entry) {
        return switch (entry.getKind()) {
            case OBSERVED -> observed(entry.getObserved().orElseThrow(() -> lacks(entry)));
            case EDITED -> edited(entry.getEdited().orElseThrow(() -> lacks(entry)));
            case WRITE_RESULT -> answered(entry.getResult().orElseThrow(() -> lacks(entry)));
            case DECIDED -> decided(entry.getDecision().orElseThrow(() -> lacks(entry)));
            case UNKNOWN -> throw lacks(entry);
        };
    }

    private static Cause observed(Observed observed) {
        String id = observed.getEventId();
        return switch (observed.getKind()) {
            case ITEM -> new Cause.Read(id, observed.getProvider(),
                    observed.getItem().map(Reading::getModifiedAt).orElse(Instant.EPOCH));
            case GONE -> new Cause.Gone(id, observed.getProvider(),
                    observed.getGone().map(Gone::getEvidence).orElse(GoneEvidence.UNKNOWN));
            case CAPABILITIES, LISTED, UNAVAILABLE, AVAILABLE, UNTRACKED, TRANSLATED, MIGRATED,
                    UNKNOWN ->
                new Cause.Told(id, observed.getKind(), observed.getReason().orElse(""));
        };
    }

    private static Cause edited(Edited edited) {
        return new Cause.Edited(edited.getEventId(), edited.getKind(), edited.getFields(),
                edited.getEditedAt(), edited.getEditedBy().orElse(""),
                edited.getReason().orElse(""), edited.getRevision().orElse(-1L),
                edited.getSeenVersion().orElse(0L));
    }

    private static Cause answered(WriteResult result) {
        Write write = result.getWrite();
        return new Cause.Answered(result.getEventId(), write.getNumber(), write.getWriteId(),
                write.getKind(), result.getOutcome(), result.getPresence(),
                result.getReason().orElse(""), result.getAttempts(), write.getDecidedAt());
    }

    private static Cause decided(Decision decision) {
        return new Cause.Decided(decision.getEventId(), decision.getKind(),
                decision.getDecidedBy(), decision.getReason().orElse(""));
    }

    private static IllegalStateException lacks(JournalEntry entry) {
        return new IllegalStateException("This build does not know the kind of journal entry "
                + entry.getEventId() + "; run a newer build, nothing was lost");
    }
}
