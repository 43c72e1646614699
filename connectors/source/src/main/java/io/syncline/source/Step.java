package io.syncline.source;

import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.registry.Cursor;
import java.time.Duration;
import java.util.List;

/**
 * What one step with a mailbox gave: facts and the cursor behind them, to be committed together, and
 * when and with which folder to go on. Public for the simulation, which takes steps by itself.
 *
 * @param facts what was observed
 * @param decisions the policy, where it has to be told
 * @param listing what a full listing found
 * @param page what its page showed beside what was known
 */
public record Step(MailboxRef mailbox, List<Observed> facts, List<Decision> decisions,
        Cursor cursor, int nextFolder, Pause pause, Listing listing, ListedPage page) {

    public Step {
        facts = List.copyOf(facts);
        decisions = List.copyOf(decisions);
    }

    /** A step that gave nothing. */
    static Step without(MailboxRef mailbox, Cursor cursor, int nextFolder, Pause pause) {
        return new Step(mailbox, List.of(), List.of(), cursor, nextFolder, pause, Listing.NONE,
                ListedPage.NONE);
    }

    Step with(List<Decision> told) {
        return new Step(mailbox, facts, told, cursor, nextFolder, pause, listing, page);
    }

    Step with(Listing found, ListedPage shown) {
        return new Step(mailbox, facts, decisions, cursor, nextFolder, pause, found, shown);
    }

    /** When a mailbox is due again. */
    public sealed interface Pause {

        /** At once: the round goes on. */
        record None() implements Pause {}

        /** The round is over. */
        record RoundOver() implements Pause {}

        /** The service says how long. */
        record Told(Duration retryAfter) implements Pause {}

        /** Something failed; the service does not say how long. */
        record Failed() implements Pause {}

        /** As long as the service asks for. */
        static Pause after(Failure failure) {
            return switch (failure) {
                case Failure.Throttled throttled -> new Told(throttled.retryAfter());
                case Failure.Unreachable unreachable -> unreachable.retryAfter().isZero()
                        ? new Failed()
                        : new Told(unreachable.retryAfter());
                case Failure.Unavailable closed -> new Failed();
                case Failure.Rejected rejected -> new Failed();
            };
        }
    }

    /**
     * What this step's part of a full listing found.
     *
     * @param ended whether a folder's listing ended with this step
     * @param differences the facts by which it differs from what was known: what earlier rounds
     *        missed, and what happened since the last of them; none in a folder's first listing
     */
    public record Listing(boolean ended, int differences) {

        static final Listing NONE = new Listing(false, 0);
    }
}
