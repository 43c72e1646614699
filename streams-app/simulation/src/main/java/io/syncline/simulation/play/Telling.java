package io.syncline.simulation.play;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteResult;

/** Says in one line what stands on a topic, for the story of a history. */
final class Telling {

    private Telling() {}

    static String of(JournalEntry entry) {
        String place = entry.getTenant() + "/" + entry.getMailbox() + " ";
        return "  journal: " + place + switch (entry.getKind()) {
            case OBSERVED -> entry.getObserved().map(Telling::of).orElse("");
            case EDITED -> entry.getEdited().map(Telling::of).orElse("");
            case WRITE_RESULT -> entry.getResult().map(Telling::of).orElse("");
            case DECIDED -> entry.getDecision()
                    .map(decision -> "decided " + decision.getKind() + " "
                            + decision.getItem().orElse(""))
                    .orElse("");
            case UNKNOWN -> "unknown";
        };
    }

    static String of(Change change) {
        return "  change: " + change.getTenant() + "/" + change.getMailbox() + " "
                + change.getItem() + " " + change.getKind() + " version " + change.getVersion()
                + " " + change.getFields()
                        .stream()
                        .map(field -> field.getField() + ":" + field.getBefore().orElse("")
                                + ">" + field.getAfter().orElse("") + " " + field.getRule())
                        .toList();
    }

    static String of(Conflict conflict) {
        return "  conflict: " + conflict.getItem() + " " + conflict.getKind() + " "
                + conflict.getField().orElse("") + " kept " + conflict.getKept().orElse("")
                + ", lost " + conflict.getLost().orElse("");
    }

    static String of(Write write) {
        return "  write: " + write.getTenant() + "/" + write.getMailbox() + " " + write.getKind()
                + " " + write.getNumber() + " of " + write.getItem() + " "
                + write.getExternalId().orElse("") + " at " + write.getVersion().orElse("") + " "
                + write.getFields();
    }

    private static String of(Observed observed) {
        return "observed " + observed.getKind() + " " + observed.getProvider()
                + observed.getItem()
                        .map(item -> " " + item.getExternalId() + " " + item.getVersion().orElse("")
                                + " stamp " + item.getStamp().orElse("none") + " "
                                + item.getModifiedAt())
                        .orElse("")
                + observed.getGone().map(gone -> " " + gone.getExternalId()).orElse("")
                + observed.getUntracked().map(gone -> " " + gone.getExternalId()).orElse("")
                + observed.getTranslated().map(id -> " " + id.getExternalId()).orElse("");
    }

    private static String of(Edited edit) {
        return "edited " + edit.getKind() + " " + edit.getRecordId() + " built on "
                + edit.getSeenVersion().orElse(0L) + " " + edit.getEventId();
    }

    private static String of(WriteResult result) {
        return "answered " + result.getWrite().getKind() + " " + result.getWrite().getNumber()
                + " of " + result.getWrite().getItem() + " " + result.getOutcome() + " "
                + result.getPresence() + " " + result.getLandedVersion().orElse("")
                + result.getNow().map(now -> " now " + now.getVersion().orElse("")).orElse("");
    }
}
