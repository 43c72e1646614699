package io.syncline.core.merge;

import io.syncline.core.fact.Fact;
import io.syncline.core.item.ItemKind;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.Replica;
import io.syncline.core.state.Slot;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A text under which an item is found again; a pure function of its state, so that an index is kept
 * by comparing the entries before and after a decision.
 */
public record IndexEntry(By by, String text) {

    /** What an item is found by. */
    public enum By {
        /** Provider and the provider's id. */
        LINK,
        /** The CRM's id. */
        RECORD,
        /** Provider and id of an object whose observation waits behind a command. */
        AWAITED,
        /** Identity, of an item without a mailbox copy. */
        LACKS_MAILBOX,
        /** Identity, of an item without a CRM record. */
        LACKS_CRM,
        /** Being due: something waits for the mailbox. */
        DUE
    }

    /** The entries of an item. */
    public static Set<IndexEntry> of(ItemState state, ItemKind kind) {
        Set<IndexEntry> entries = new HashSet<>();
        MailboxCopy copy = state.mailbox();
        if (!copy.externalId().isEmpty()) {
            entries.add(link(copy.provider(), copy.externalId()));
        }
        if (state.slot() instanceof Slot.Taken taken) {
            taken.waiting().forEach(fact -> awaited(fact).ifPresent(entries::add));
        }
        if (!state.crm().recordId().isEmpty()) {
            entries.add(new IndexEntry(By.RECORD, state.crm().recordId()));
        }
        if (state.trouble().due()) {
            entries.add(new IndexEntry(By.DUE, ""));
        }
        boolean lacksMailbox = copy.presence() == MailboxCopy.Presence.NEVER;
        boolean lacksCrm = state.crm().recordId().isEmpty();
        if ((lacksMailbox || lacksCrm) && !state.isDeleted() && !state.isNew()) {
            for (String key : kind.identityOf(state.contents()).keys()) {
                if (lacksMailbox) {
                    entries.add(lacking(Replica.MAILBOX, key));
                }
                if (lacksCrm) {
                    entries.add(lacking(Replica.CRM, key));
                }
            }
        }
        return entries;
    }

    /**
     * Whether two states of one item have the same entries, seen at a glance: true for most facts, so that
     * their entries need not be made. False says nothing.
     */
    public static boolean areSurelyThoseOf(ItemState before, ItemState after) {
        MailboxCopy was = before.mailbox();
        MailboxCopy is = after.mailbox();
        return lacksNothing(before) && lacksNothing(after)
                && was.provider().equals(is.provider())
                && was.externalId().equals(is.externalId())
                && before.crm().recordId().equals(after.crm().recordId())
                && before.trouble().due() == after.trouble().due()
                && waitsForNobody(before) && waitsForNobody(after);
    }

    private static boolean lacksNothing(ItemState state) {
        return state.mailbox().presence() != MailboxCopy.Presence.NEVER
                && !state.crm().recordId().isEmpty();
    }

    private static boolean waitsForNobody(ItemState state) {
        return switch (state.slot()) {
            case Slot.Free() -> true;
            case Slot.Taken taken -> taken.waiting().isEmpty();
        };
    }

    public static IndexEntry link(String provider, String externalId) {
        return new IndexEntry(By.LINK, provider + ":" + externalId);
    }

    public static IndexEntry awaited(String provider, String externalId) {
        return new IndexEntry(By.AWAITED, provider + ":" + externalId);
    }

    private static Optional<IndexEntry> awaited(Fact.OfItem fact) {
        return switch (fact) {
            case Fact.ItemObserved observed -> Optional.of(awaited(observed.reading().provider(),
                    observed.reading().externalId()));
            case Fact.ItemGone gone -> Optional.of(awaited(gone.provider(), gone.externalId()));
            case Fact.ItemUntracked untracked -> Optional.of(
                    awaited(untracked.provider(), untracked.externalId()));
            case Fact.RecordEdited edited -> Optional.empty();
            case Fact.CommandAnswered answered -> Optional.empty();
            case Fact.ItemTranslated translated -> Optional.empty();
            case Fact.MatchDecided decided -> Optional.empty();
            case Fact.HeldDeleteDecided decided -> Optional.empty();
            case Fact.RetryDecided decided -> Optional.empty();
            case Fact.VersionTold told -> Optional.empty();
            case Fact.RepublishDecided decided -> Optional.empty();
        };
    }

    public static IndexEntry lacking(Replica replica, String identityKey) {
        return new IndexEntry(switch (replica) {
            case MAILBOX -> By.LACKS_MAILBOX;
            case CRM -> By.LACKS_CRM;
        }, identityKey);
    }
}
