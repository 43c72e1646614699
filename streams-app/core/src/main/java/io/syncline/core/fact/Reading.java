package io.syncline.core.fact;

import io.syncline.core.item.Contents;
import java.time.Instant;
import java.util.Set;

/**
 * What one reading of one mailbox item showed.
 *
 * @param provider the provider that was read
 * @param externalId the provider's id of the item
 * @param version opaque, without order (rule R2); empty where it was not told
 * @param modifiedAt when the provider says the item was last modified
 * @param createdAt when it says the item was made, which a move leaves and a copy does not; the epoch
 *        where it was not told
 * @param stamp the item that our own stamp names; empty where there is none of this mailbox
 * @param fields the fields that were read; all others keep their base (rule R3)
 * @param contents their values
 */
public record Reading(String provider, String externalId, String version, Instant modifiedAt,
        Instant createdAt, String stamp, Set<String> fields, Contents contents) {

    public Reading {
        if (externalId.isEmpty()) {
            throw new IllegalArgumentException("A reading names the item that was read");
        }
        fields = Set.copyOf(fields);
    }

    /** The same reading, of an object that is known to bear this stamp. */
    public Reading stamped(String known) {
        return new Reading(provider, externalId, version, modifiedAt, createdAt, known, fields,
                contents);
    }

    /** The same reading, under the id that the item has now. */
    public Reading under(String newId) {
        return new Reading(provider, newId, version, modifiedAt, createdAt, stamp, fields,
                contents);
    }

    /** The same reading of an item that is not ours to know by its stamp: a copy a user made. */
    public Reading unstamped() {
        return new Reading(provider, externalId, version, modifiedAt, createdAt, "", fields,
                contents);
    }
}
