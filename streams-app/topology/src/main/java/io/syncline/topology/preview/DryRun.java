package io.syncline.topology.preview;

import io.syncline.core.item.ItemKey;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Policy;
import io.syncline.topology.replay.MailboxFold;
import java.time.Instant;
import java.util.Collection;

/**
 * Says what reading a mailbox would lead to, by the fold that merge runs and nothing but memory. First it
 * is told what the journal holds of the mailbox, then what a listing shows. Used once, by one thread.
 *
 * <p>
 * It is as right as what it is told, and says nothing of what comes after: what the mailbox refuses, what
 * people edit meanwhile, and, of a mailbox that was read before, what became of contacts that are not
 * listed any more or bear our stamp; only looks at them tell.
 */
public final class DryRun {

    static {
        AvroTrust.install();
    }

    /** Who decides a policy that a configuration or the registry names. */
    static final String SOURCE = "source";

    private final ItemKey place;
    private final MailboxFold fold;
    private Policy told = Policy.newBuilder().build();
    private Instant now = Instant.EPOCH;

    /** Nothing is known of the mailbox yet. */
    public DryRun(String tenant, String mailbox) {
        this.place = ItemKey.ofMailbox(tenant, mailbox);
        this.fold = new MailboxFold(place, MailboxState.UNKNOWN);
    }

    /**
     * Takes in the next entry of the journal.
     *
     * @param entry of this mailbox, or a decision for its whole tenant
     * @param at when it was appended; an earlier time than one before counts as that (rule R1)
     * @throws IllegalStateException if this build does not know its kind
     */
    public void tell(JournalEntry entry, Instant at) {
        boolean ofOther = !entry.getTenant().equals(place.tenant())
                || !entry.getMailbox().isEmpty() && !entry.getMailbox().equals(place.mailbox());
        if (ofOther) {
            throw new IllegalArgumentException("Expected an entry of " + place.mailbox()
                    + ", got one of " + entry.getTenant() + "/" + entry.getMailbox());
        }
        tick(at);
        entry.getDecision()
                .filter(decision -> decision.getKind() == DecisionKind.POLICY)
                .filter(decision -> decision.getDecidedBy().equals(SOURCE))
                .flatMap(Decision::getPolicy)
                .ifPresent(policy -> told = policy);
        fold.fold(entry, now, step -> {});
    }

    /** Through which provider the mailbox was last read; empty if it never was. */
    public String provider() {
        return mailbox().provider();
    }

    /** Whether the mailbox was listed in full before. */
    public boolean isListed() {
        return mailbox().reach().listed();
    }

    /** Whether anything is written to the mailbox now; not while it is disabled, or was never read. */
    public boolean takesCommands() {
        return mailbox().takesCommands();
    }

    /**
     * Says what a listing would do after all that was told.
     *
     * @param wallClock counts if the journal's own time is not later (rule R1)
     * @throws IllegalArgumentException if the mailbox was last read through another provider: what a
     *         change of that does, a rehearsal tells
     */
    public Outcome listed(Listing listing, Instant wallClock) {
        if (!provider().isEmpty() && !provider().equals(listing.provider())) {
            throw new IllegalArgumentException("Mailbox " + place.mailbox()
                    + " was last read through " + provider() + ", got a listing through "
                    + listing.provider());
        }
        tick(Instant.ofEpochMilli(wallClock.toEpochMilli()));
        fold.review(now, step -> {});
        Tally tally = new Tally(listing);
        for (JournalEntry entry : new ListingFacts(place, listing).after(mailbox(), told)) {
            fold.fold(entry, now, tally::add);
            fold.review(now, tally::add);
        }
        return tally.of(fold.items(), takesCommands());
    }

    /** What is remembered now, for tests that compare it with merge's stores. */
    Collection<ItemState> items() {
        return fold.items().all();
    }

    private MailboxState mailbox() {
        return fold.mailbox();
    }

    private void tick(Instant at) {
        now = at.isAfter(now) ? at : now;
    }
}
