package io.syncline.core.state;

import io.syncline.core.fact.Reading;
import io.syncline.core.item.ByName;
import java.time.Instant;
import java.util.Map;

/**
 * An item's copy in its mailbox: the link and the base.
 *
 * @param presence whether there is one
 * @param provider the provider of the link; empty while there never was one
 * @param externalId the provider's id; kept when the copy is gone, so that a revival is recognised
 * @param version the version at which the base was read; empty where unknown
 * @param modifiedAt when the mailbox says that version was made
 * @param createdAt when the mailbox says the object was made; the epoch where unknown
 * @param made whose doing it is
 * @param held the base, by field; of a copy that is gone, what it was: one that is taken back from
 *        Deleted Items shows that again, and nobody edited it
 */
public record MailboxCopy(Presence presence, String provider, String externalId, String version,
        Instant modifiedAt, Instant createdAt, Made made, Map<String, Held> held) {

    public static final MailboxCopy NEVER = new MailboxCopy(Presence.NEVER, "", "", "",
            Instant.EPOCH, Instant.EPOCH, Made.BY_OTHERS, Map.of());

    /** Whether the mailbox has a copy. */
    public enum Presence {
        /** It never had one. */
        NEVER,
        /** It has one. */
        THERE,
        /** It had one. */
        GONE,
        /** It has one that is not ours to follow: nothing is written, nothing taken in (rule R18). */
        UNTRACKED
    }

    /** Whose doing a copy is; in the order in which stored states name them. */
    public enum Made {
        /** A person's, or we found it there. */
        BY_OTHERS,
        /** A create of ours made it. */
        BY_US,
        /** A create that was tried more than once: there may be two of it (rule R17). */
        BY_US_PERHAPS_TWICE
    }

    public MailboxCopy {
        held = ByName.copyOf(held);
    }

    /** A copy that was just linked, of which nothing was read yet. */
    static MailboxCopy of(ItemEvent.Linked linked, Map<String, Held> held) {
        return new MailboxCopy(Presence.THERE, linked.provider(), linked.externalId(), "",
                Instant.EPOCH, linked.createdAt(), linked.made(), held);
    }

    /**
     * The same object under another id, or another provider's: of its versions nothing is known. Where it
     * only moved, what was read before is as old as it was.
     */
    MailboxCopy under(String otherProvider, String otherId) {
        Instant readAt = otherProvider.equals(provider) ? modifiedAt : Instant.EPOCH;
        return new MailboxCopy(presence, otherProvider, otherId, "", readAt, createdAt, made,
                held);
    }

    MailboxCopy at(String readVersion, Instant readModifiedAt) {
        return new MailboxCopy(presence, provider, externalId, readVersion, readModifiedAt,
                createdAt, made, held);
    }

    MailboxCopy holding(Map<String, Held> base) {
        return new MailboxCopy(presence, provider, externalId, version, modifiedAt, createdAt,
                made, base);
    }

    MailboxCopy madeBy(Made maker) {
        return new MailboxCopy(presence, provider, externalId, version, modifiedAt, createdAt,
                maker, held);
    }

    MailboxCopy as(Presence nowPresent) {
        return new MailboxCopy(nowPresent, provider, externalId, version, modifiedAt, createdAt,
                made, held);
    }

    /** What it holds of a field; nothing while it is gone. */
    public Held held(String field) {
        if (presence == Presence.GONE) {
            return Held.NOTHING;
        }
        Held found = held.get(field);
        return found == null ? Held.NOTHING : found;
    }

    /** Whether the mailbox has one, ours to follow or not. */
    public boolean exists() {
        return presence == Presence.THERE || presence == Presence.UNTRACKED;
    }

    public boolean isThere() {
        return presence == Presence.THERE;
    }

    /** Whether the reading may be of an object that was made when this one was, as far as is known. */
    public boolean mayBeMadeWith(Reading reading) {
        return createdAt.equals(Instant.EPOCH) || reading.createdAt().equals(Instant.EPOCH)
                || isMadeWith(reading);
    }

    /** Whether the reading is of an object that was made when this one was, as few copies are. */
    public boolean isMadeWith(Reading reading) {
        return !createdAt.equals(Instant.EPOCH) && createdAt.equals(reading.createdAt());
    }

    /** Whether there is one that only another provider can name (rule R21). */
    public boolean isOfAnother(String provider) {
        return presence != Presence.NEVER && !this.provider.equals(provider);
    }

    /** Whether this is the copy that the id names. */
    public boolean isLinkedTo(String otherProvider, String otherId) {
        return presence != Presence.NEVER && provider.equals(otherProvider)
                && externalId.equals(otherId);
    }
}
