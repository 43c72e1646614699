package io.syncline.topology.sequence;

import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.FieldPolicy;
import io.syncline.schemas.contact.GenerationMark;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.Presence;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.topology.wire.ContactMapping;
import io.syncline.topology.wire.DecisionReader;
import java.util.List;
import java.util.Optional;

/** Says what is wrong with a fact, so that the journal holds only what merge can fold. */
final class FactCheck {

    private FactCheck() {}

    static Optional<String> problem(Observed observed) {
        if (anyEmpty(observed.getTenant(), observed.getMailbox(), observed.getProvider(),
                observed.getEventId())) {
            return Optional.of("tenant, mailbox, provider and eventId must not be empty");
        }
        return switch (observed.getKind()) {
            case ITEM -> observed.getItem()
                    .map(item -> item.getExternalId().isEmpty()
                            ? Optional.of("item.externalId must not be empty")
                            : unknownField(item.getFields()))
                    .orElse(Optional.of("kind ITEM needs item"));
            case GONE -> observed.getGone()
                    .filter(gone -> !gone.getExternalId().isEmpty())
                    .isPresent()
                            ? Optional.empty()
                            : Optional.of("kind GONE needs gone.externalId");
            case UNTRACKED -> observed.getUntracked()
                    .filter(untracked -> !untracked.getExternalId().isEmpty())
                    .isPresent()
                            ? Optional.empty()
                            : Optional.of("kind UNTRACKED needs untracked.externalId");
            case TRANSLATED -> observed.getTranslated()
                    .filter(translated -> !anyEmpty(translated.getOldProvider(),
                            translated.getOldExternalId(), translated.getExternalId()))
                    .isPresent()
                            ? Optional.empty()
                            : Optional.of("kind TRANSLATED needs translated, with both ids");
            case CAPABILITIES, LISTED, UNAVAILABLE, AVAILABLE, MIGRATED -> Optional.empty();
            case UNKNOWN -> Optional.of("kind is unknown to this build");
        };
    }

    static Optional<String> problem(Edited edited) {
        if (anyEmpty(edited.getTenant(), edited.getMailbox(), edited.getRecordId(),
                edited.getEventId())) {
            return Optional.of("tenant, mailbox, recordId and eventId must not be empty");
        }
        if (edited.getKind() == EditKind.UNKNOWN) {
            return Optional.of("kind is unknown to this build");
        }
        if (edited.getKind() == EditKind.PATCH && edited.getFields().isEmpty()) {
            return Optional.of("kind PATCH names no fields");
        }
        if (edited.getKind() == EditKind.REASSIGN && edited.getToMailbox()
                .filter(to -> !to.isBlank() && !to.equals(edited.getMailbox()))
                .isEmpty()) {
            return Optional.of("kind REASSIGN needs toMailbox, another mailbox of the tenant");
        }
        return unknownField(edited.getFields());
    }

    static Optional<String> problem(Decision decision) {
        if (decision.getKind() == DecisionKind.GENERATION) {
            return markProblem(decision);
        }
        if (anyEmpty(decision.getTenant(), decision.getEventId(), decision.getDecidedBy())) {
            return Optional.of("tenant, eventId and decidedBy must not be empty");
        }
        boolean forAll = decision.getMailbox().filter(mailbox -> !mailbox.isBlank()).isEmpty();
        return switch (decision.getKind()) {
            case POLICY -> decision.getPolicy()
                    .map(policy -> unknownField(policy.getFields()
                            .stream()
                            .map(FieldPolicy::getField)
                            .toList()))
                    .orElse(Optional.of("kind POLICY needs policy"));
            case DELETES_APPROVED, DELETES_REJECTED, DISABLED, ENABLED, REMOVE_SYNCED ->
                mailboxNeeded(decision, forAll);
            case MATCHED -> decision.getItem().isEmpty()
                    ? Optional.of("kind MATCHED needs item")
                    : mailboxNeeded(decision, forAll);
            case REVIEW -> decision.getReview()
                    .flatMap(review -> DecisionReader.reason(review.getReason()))
                    .isEmpty()
                            ? Optional.of("kind REVIEW needs review, with a reason that this"
                                    + " build knows")
                            : mailboxNeeded(decision, forAll);
            case RETRIED -> mailboxNeeded(decision, forAll);
            case RENUMBERED -> decision.getItem().isEmpty()
                    || decision.getVersion().filter(version -> version > 0).isEmpty()
                            ? Optional.of("kind RENUMBERED needs item, and version above 0")
                            : mailboxNeeded(decision, forAll);
            case REPUBLISHED -> decision.getItem().isEmpty()
                    ? Optional.of("kind REPUBLISHED needs item")
                    : mailboxNeeded(decision, forAll);
            case UNKNOWN, GENERATION -> Optional.of("kind is unknown to this build");
        };
    }

    /** A mark concerns a partition, so it must not look like a decision of one tenant. */
    private static Optional<String> markProblem(Decision decision) {
        if (anyEmpty(decision.getEventId(), decision.getDecidedBy())) {
            return Optional.of("eventId and decidedBy must not be empty");
        }
        if (!decision.getTenant().isEmpty() || decision.getMailbox().isPresent()) {
            return Optional.of("kind GENERATION concerns all tenants: tenant must be empty, and"
                    + " mailbox null");
        }
        return decision.getGeneration()
                .map(FactCheck::markProblem)
                .orElse(Optional.of("kind GENERATION needs generation"));
    }

    private static Optional<String> markProblem(GenerationMark mark) {
        if (mark.getStep() == GenerationStep.UNKNOWN) {
            return Optional.of("generation.step is unknown to this build");
        }
        boolean isRelease = mark.getStep() == GenerationStep.RELEASE;
        if (mark.getFrom() < 1 || mark.getTo() < 1
                || isRelease != (mark.getFrom() == mark.getTo())) {
            return Optional.of("generation.from and generation.to must be two generations,"
                    + " counted from 1; for RELEASE the same one");
        }
        return mark.getPartition() < SequenceTopology.EVERY_PARTITION
                ? Optional.of("generation.partition must be a partition of the journal, or -1 for"
                        + " each")
                : Optional.empty();
    }

    private static Optional<String> mailboxNeeded(Decision decision, boolean missing) {
        return missing
                ? Optional.of("kind " + decision.getKind() + " needs mailbox")
                : Optional.empty();
    }

    static Optional<String> problem(WriteResult result) {
        boolean unknown = result.getOutcome() == WriteOutcome.UNKNOWN
                || result.getWrite().getKind() == WriteKind.UNKNOWN;
        if (unknown) {
            return Optional.of("outcome or write.kind is unknown to this build");
        }
        return result.getPresence() == Presence.PRESENT && result.getNow().isEmpty()
                ? Optional.of("presence PRESENT needs now")
                : Optional.empty();
    }

    private static Optional<String> unknownField(List<String> fields) {
        return fields.stream()
                .filter(field -> !ContactMapping.knows(field))
                .findFirst()
                .map(field -> "fields names '" + field + "', which a contact does not have");
    }

    private static boolean anyEmpty(String... texts) {
        return List.of(texts).stream().anyMatch(String::isBlank);
    }
}
