package io.syncline.topology.wire;

import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Mark;
import io.syncline.core.fact.Policy;
import io.syncline.core.fact.Policy.Direction;
import io.syncline.core.fact.Policy.FieldPolicy;
import io.syncline.core.fact.Policy.Preference;
import io.syncline.core.fact.Review;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.GenerationMark;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a decision into a fact. */
public final class DecisionReader {

    private DecisionReader() {}

    static Fact fact(Decision decision) {
        String id = decision.getEventId();
        return switch (decision.getKind()) {
            case POLICY -> new Fact.PolicyDecided(id,
                    policy(JournalReader.required(decision.getPolicy(), decision)));
            case DELETES_APPROVED -> deletes(decision, true);
            case DELETES_REJECTED -> deletes(decision, false);
            case MATCHED -> new Fact.MatchDecided(id,
                    JournalReader.required(decision.getItem(), decision),
                    decision.getSameAs().orElse(""));
            case DISABLED -> new Fact.MailboxSwitched(id, false);
            case ENABLED -> new Fact.MailboxSwitched(id, true);
            case REMOVE_SYNCED -> new Fact.RemovalWanted(id);
            case REVIEW -> new Fact.ReviewWanted(id, review(
                    JournalReader.required(decision.getReview(), decision)));
            case RETRIED -> decision.getItem()
                    .<Fact>map(item -> new Fact.RetryDecided(id, item))
                    .orElseGet(() -> new Fact.RetriesDecided(id));
            case GENERATION -> new Fact.GenerationMarked(id,
                    mark(JournalReader.required(decision.getGeneration(), decision)));
            case RENUMBERED -> new Fact.VersionTold(id,
                    JournalReader.required(decision.getItem(), decision),
                    JournalReader.required(decision.getVersion(), decision));
            case REPUBLISHED -> new Fact.RepublishDecided(id,
                    JournalReader.required(decision.getItem(), decision));
            case UNKNOWN -> throw JournalReader.unknown(decision);
        };
    }

    /** Whether merge knows a walk of this name. */
    public static Optional<Review.Reason> reason(String name) {
        for (Review.Reason reason : Review.Reason.values()) {
            if (reason.name().equals(name)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    private static Fact deletes(Decision decision, boolean approved) {
        return decision.getItem()
                .<Fact>map(item -> new Fact.HeldDeleteDecided(decision.getEventId(), item,
                        approved))
                .orElseGet(() -> new Fact.HeldDeletesDecided(decision.getEventId(), approved));
    }

    private static Mark mark(GenerationMark mark) {
        Mark.Step step = switch (mark.getStep()) {
            case DRAIN -> Mark.Step.DRAIN;
            case CANCEL -> Mark.Step.CANCEL;
            case HANDOVER -> Mark.Step.HANDOVER;
            case HANDED_OVER -> Mark.Step.HANDED_OVER;
            case RELEASE -> Mark.Step.RELEASE;
            case UNKNOWN -> throw JournalReader.unknown(mark);
        };
        return new Mark(step, mark.getFrom(), mark.getTo());
    }

    private static Review review(io.syncline.schemas.contact.Review review) {
        return new Review(reason(review.getReason())
                .orElseThrow(() -> JournalReader.unknown(review)), review.getAfterItem());
    }

    private static Policy policy(io.syncline.schemas.contact.Policy policy) {
        Map<String, FieldPolicy> fields = policy.getFields()
                .stream()
                .collect(Collectors.toMap(
                        io.syncline.schemas.contact.FieldPolicy::getField,
                        field -> new FieldPolicy(direction(field.getDirection()),
                                preference(field.getPreference())),
                        (earlier, later) -> later));
        return new Policy(fields, direction(policy.getDeletes()), policy.getDeleteBeatsEdit(),
                policy.getPrivateContacts(), Set.copyOf(policy.getCategories()));
    }

    private static Direction direction(io.syncline.schemas.contact.Direction direction) {
        return switch (direction) {
            case BOTH -> Direction.BOTH;
            case MAILBOX_ONLY -> Direction.MAILBOX_ONLY;
            case CRM_ONLY -> Direction.CRM_ONLY;
        };
    }

    private static Preference preference(io.syncline.schemas.contact.Preference preference) {
        return switch (preference) {
            case LATEST -> Preference.LATEST;
            case MAILBOX -> Preference.MAILBOX;
            case CRM -> Preference.CRM;
        };
    }
}
