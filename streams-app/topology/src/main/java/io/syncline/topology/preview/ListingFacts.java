package io.syncline.topology.preview;

import io.syncline.core.item.ItemKey;
import io.syncline.core.state.MailboxState;
import io.syncline.schemas.contact.Capability;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.JournalKind;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Reading;
import io.syncline.topology.replay.MailboxFold;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The journal entries that a listing would lead to, in the source's order: policy, capabilities, items,
 * listed, available. What the source has told of the mailbox before, it does not tell again.
 */
final class ListingFacts {

    private final ItemKey place;
    private final Listing listing;
    private int facts;

    ListingFacts(ItemKey place, Listing listing) {
        this.place = place;
        this.listing = listing;
    }

    /**
     * @param mailbox what was told of it before
     * @param told the policy that the source told last
     */
    List<JournalEntry> after(MailboxState mailbox, Policy told) {
        List<JournalEntry> entries = new ArrayList<>();
        if (!listing.policy().equals(told)) {
            entries.add(policy());
        }
        if (mailbox.provider().isEmpty()) {
            entries.add(observed(next(ObservedKind.CAPABILITIES).setCapabilities(capabilities())
                    .setIdsStay(listing.idsStay())));
        }
        listing.readings()
                .forEach(reading -> entries
                        .add(observed(next(ObservedKind.ITEM).setItem(written(reading)))));
        if (!mailbox.reach().listed()) {
            entries.add(observed(next(ObservedKind.LISTED)));
        }
        if (!mailbox.reach().available()) {
            entries.add(observed(next(ObservedKind.AVAILABLE)));
        }
        return entries;
    }

    private static JournalEntry observed(Observed.Builder fact) {
        Observed observed = fact.build();
        return JournalEntry.newBuilder()
                .setTenant(observed.getTenant())
                .setMailbox(observed.getMailbox())
                .setEventId(observed.getEventId())
                .setKind(JournalKind.OBSERVED)
                .setObserved(observed)
                .build();
    }

    private JournalEntry policy() {
        return MailboxFold.decided(Decision.newBuilder()
                .setTenant(place.tenant())
                .setMailbox(place.mailbox())
                .setEventId(nextId())
                .setKind(DecisionKind.POLICY)
                .setDecidedBy(DryRun.SOURCE)
                .setPolicy(listing.policy())
                .build());
    }

    private List<Capability> capabilities() {
        return listing.entriesMax()
                .entrySet()
                .stream()
                .map(entry -> new Capability(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** A topic keeps times to the millisecond. */
    private static Reading written(Reading reading) {
        Instant modifiedAt = reading.getModifiedAt().truncatedTo(ChronoUnit.MILLIS);
        return modifiedAt.equals(reading.getModifiedAt())
                ? reading
                : Reading.newBuilder(reading).setModifiedAt(modifiedAt).build();
    }

    private Observed.Builder next(ObservedKind kind) {
        return Observed.newBuilder()
                .setTenant(place.tenant())
                .setMailbox(place.mailbox())
                .setProvider(listing.provider())
                .setEventId(nextId())
                .setKind(kind);
    }

    /** Unlike any id that the source gives. */
    private String nextId() {
        facts++;
        return "preview#" + facts;
    }
}
