package io.syncline.core.state;

import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Policy;
import io.syncline.core.fact.Review;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is remembered of a mailbox as a whole.
 *
 * @param reach whether and how it is reached
 * @param entriesMax how many entries it holds of each field; a field that is not named, none
 * @param policy how its items are synced
 * @param living how many of its items live
 * @param withheld of how many something is not written before an operator releases it
 * @param guard its deletes
 * @param strayGoneAt when an object was last told gone that no item was linked to
 */
public record MailboxState(Reach reach, Map<String, Integer> entriesMax, Policy policy,
        int living, int withheld, Guard guard, Instant strayGoneAt) {

    public static final MailboxState UNKNOWN = new MailboxState(Reach.UNKNOWN, Map.of(),
            Policy.DEFAULT, 0, 0, Guard.NONE, Instant.EPOCH);

    /**
     * @param provider its provider; empty until it told what it can hold
     * @param idsStay whether that one's items keep their ids wherever they move
     * @param listed whether the first full listing is complete (rule R16)
     * @param available whether it answers
     * @param enabled whether it takes part
     * @param migrating whether it is between two providers (rule R21)
     * @param migrated whether it was ever reached through another provider
     * @param emptied whether what we made is to go from it; only while it does not take part
     * @param readyAt when something last said that it takes commands, on journal time
     */
    public record Reach(String provider, boolean idsStay, boolean listed, boolean available,
            boolean enabled,
            boolean migrating, boolean migrated, boolean emptied, Instant readyAt) {

        static final Reach UNKNOWN = new Reach("", true, false, true, true, false, false, false,
                Instant.EPOCH);

        Reach through(Fact.CapabilitiesTold told) {
            boolean another = !provider.isEmpty() && !provider.equals(told.provider());
            return new Reach(told.provider(), told.idsStay(), listed, available, enabled,
                    migrating || another,
                    migrated || another, emptied, readyAt);
        }

        Reach withListed(Instant now) {
            return new Reach(provider, idsStay, true, available, enabled, migrating, migrated,
                    emptied,
                    now);
        }

        Reach withAvailable(boolean isAvailable, Instant now) {
            return new Reach(provider, idsStay, listed, isAvailable, enabled, migrating, migrated,
                    emptied,
                    isAvailable ? now : readyAt);
        }

        Reach withEnabled(boolean isEnabled, Instant now) {
            return new Reach(provider, idsStay, listed, available, isEnabled, migrating, migrated,
                    emptied && !isEnabled, isEnabled ? now : readyAt);
        }

        Reach withEmptied() {
            return new Reach(provider, idsStay, listed, available, enabled, migrating, migrated,
                    true,
                    readyAt);
        }

        Reach withMigrationDone(Instant now) {
            return new Reach(provider, idsStay, listed, true, enabled, false, migrated, emptied,
                    now);
        }
    }

    public MailboxState {
        entriesMax = Map.copyOf(entriesMax);
    }

    /** The state after a fact about the mailbox. */
    public MailboxState after(Fact.OfMailbox fact, Instant now) {
        return switch (fact) {
            case Fact.CapabilitiesTold told -> new MailboxState(reach.through(told),
                    told.entriesMax(), policy, living, withheld, guard, strayGoneAt);
            case Fact.FirstListingCompleted done -> with(reach.withListed(now));
            case Fact.MailboxUnavailable lost -> with(reach.withAvailable(false, now));
            case Fact.MailboxAvailable back -> with(reach.withAvailable(true, now));
            case Fact.MailboxMigrated done -> with(reach.withMigrationDone(now));
            case Fact.MailboxSwitched switched -> with(
                    reach.withEnabled(switched.enabled(), now));
            case Fact.PolicyDecided decided -> new MailboxState(reach, entriesMax,
                    decided.policy(), living, withheld, guard, strayGoneAt);
            case Fact.HeldDeletesDecided decided ->
                with(guard.decided(now, decided.approved()));
            case Fact.RemovalWanted wanted -> with(reach.withEmptied());
            case Fact.RetriesDecided decided -> this;
            case Fact.GenerationMarked marked -> this;
            case Fact.ReviewWanted wanted -> this;
        };
    }

    /** Which items have to be planned again after a fact; at most one walk looks at items at once. */
    public static List<Review> reviewsAfter(Fact.OfMailbox fact) {
        return switch (fact) {
            case Fact.MailboxUnavailable lost -> List.of();
            case Fact.FirstListingCompleted done -> begin(Review.Reason.READY);
            case Fact.MailboxAvailable back -> begin(Review.Reason.READY);
            case Fact.MailboxSwitched switched ->
                switched.enabled() ? begin(Review.Reason.READY) : List.of();
            case Fact.CapabilitiesTold told -> begin(Review.Reason.WISHES);
            case Fact.MailboxMigrated done -> begin(Review.Reason.WISHES);
            case Fact.PolicyDecided decided -> begin(Review.Reason.WISHES);
            case Fact.HeldDeletesDecided decided -> begin(decided.approved()
                    ? Review.Reason.APPROVED
                    : Review.Reason.REJECTED);
            case Fact.RemovalWanted wanted -> begin(Review.Reason.REMOVAL);
            case Fact.RetriesDecided decided -> begin(Review.Reason.RETRIED);
            case Fact.GenerationMarked marked -> switch (marked.mark().step()) {
                case DRAIN, HANDOVER -> List.of();
                case CANCEL -> begin(Review.Reason.READY);
                case HANDED_OVER -> begin(Review.Reason.READY, Review.Reason.RELEASE);
                case RELEASE -> begin(Review.Reason.RELEASE);
            };
            case Fact.ReviewWanted wanted -> List.of(wanted.review());
        };
    }

    /** The state after something happened to one of its items. */
    public MailboxState after(ItemState before, ItemState now, boolean counted, Instant at) {
        int born = lives(now) - lives(before);
        int heldMore = (now.isDeleteHeld() ? 1 : 0) - (before.isDeleteHeld() ? 1 : 0);
        int withheldMore = (now.isWithheld() ? 1 : 0) - (before.isWithheld() ? 1 : 0);
        if (born == 0 && heldMore == 0 && withheldMore == 0) {
            return this;
        }
        Guard after = heldMore == 0 ? guard : guard.withHeld(heldMore, at);
        if (counted) {
            after = after.let(at, now.key().item(), living);
        }
        return new MailboxState(reach, entriesMax, policy, living + born,
                withheld + withheldMore, after, strayGoneAt);
    }

    /** The state after a walk over its items has ended. */
    public MailboxState afterReview(Review.Reason reason) {
        return reason == Review.Reason.REJECTED ? with(guard.rejected()) : this;
    }

    /** The state after an object was told gone that no item is linked to. */
    public MailboxState afterStrayGone(Instant at) {
        return new MailboxState(reach, entriesMax, policy, living, withheld, guard, at);
    }

    /** Whether a command could be carried out now; one is decided only if the generation sends any. */
    public boolean takesCommands() {
        return reach.enabled() && isReached();
    }

    /** Whether a delete of what we made could be carried out now, though it takes no part. */
    public boolean takesRemovals() {
        return reach.emptied() && isReached();
    }

    private boolean isReached() {
        return reach.available() && !reach.migrating() && !reach.provider().isEmpty();
    }

    public String provider() {
        return reach.provider();
    }

    private static List<Review> begin(Review.Reason... reasons) {
        return Arrays.stream(reasons).map(reason -> new Review(reason, "")).toList();
    }

    private static int lives(ItemState state) {
        return state.isDeleted() || state.isNew() ? 0 : 1;
    }

    private MailboxState with(Reach newReach) {
        return new MailboxState(newReach, entriesMax, policy, living, withheld, guard,
                strayGoneAt);
    }

    private MailboxState with(Guard newGuard) {
        return new MailboxState(reach, entriesMax, policy, living, withheld, newGuard, strayGoneAt);
    }
}
