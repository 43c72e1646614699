package io.syncline.topology.preview;

import io.syncline.core.fact.Fact;
import io.syncline.core.item.ContactKind;
import io.syncline.core.item.ItemKey;
import io.syncline.core.item.ItemKind;
import io.syncline.core.merge.Fold;
import io.syncline.core.merge.Situation;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxState;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Policy;
import io.syncline.topology.wire.JournalReader;
import io.syncline.topology.wire.OutputWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    private static final ItemKind KIND = ContactKind.CONTACT;

    private final ItemKey place;
    private final RememberedItems items;
    /** The reviews that merge has asked for and that do not stand in the journal yet. */
    private final Map<String, Decision> asked = new LinkedHashMap<>();
    private MailboxState ofTenant = MailboxState.UNKNOWN;
    /** Null while the mailbox was not heard of: then it is as its tenant decided for all. */
    private @Nullable MailboxState mailbox;
    private Policy told = Policy.newBuilder().build();
    private Instant now = Instant.EPOCH;

    /** Nothing is known of the mailbox yet. */
    public DryRun(String tenant, String mailbox) {
        this.place = ItemKey.ofMailbox(tenant, mailbox);
        this.items = new RememberedItems(place, KIND);
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
        fold(entry, step -> {});
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
        review(step -> {});
        Tally tally = new Tally(listing);
        for (JournalEntry entry : new ListingFacts(place, listing).after(mailbox(), told)) {
            fold(entry, tally::add);
            review(tally::add);
        }
        return tally.of(items, takesCommands());
    }

    /** What is remembered now, for tests that compare it with merge's stores. */
    Collection<ItemState> items() {
        return items.all();
    }

    /** Tells the reviews that merge asks for, until it asks for none. */
    private void review(Consumer<Fold.Step> steps) {
        while (!asked.isEmpty()) {
            List.copyOf(asked.values())
                    .forEach(decision -> fold(ListingFacts.decided(decision), steps));
        }
    }

    private void fold(JournalEntry entry, Consumer<Fold.Step> steps) {
        asked.remove(entry.getEventId());
        Fact fact = JournalReader.fact(entry);
        if (!entry.getMailbox().isEmpty()) {
            fold(fact, steps);
        } else if (fact instanceof Fact.OfMailbox ofMailbox) {
            ofTenant = ofTenant.after(ofMailbox, now);
            if (mailbox != null) {
                fold(fact, steps);
            }
        }
    }

    private void fold(Fact fact, Consumer<Fold.Step> steps) {
        MailboxState before = mailbox();
        Fold.Folded folded = Fold.PROTOCOL.fold(place, fact, new Situation(KIND, before, now),
                items);
        folded.steps().forEach(step -> {
            items.keep(step);
            steps.accept(step);
        });
        if (!folded.mailbox().equals(before)) {
            mailbox = folded.mailbox();
        }
        folded.review()
                .map(review -> OutputWriter.review(place, review, fact.eventId()))
                .ifPresent(decision -> asked.put(decision.getEventId(), decision));
    }

    private MailboxState mailbox() {
        return mailbox == null ? ofTenant : mailbox;
    }

    private void tick(Instant at) {
        now = at.isAfter(now) ? at : now;
    }
}
