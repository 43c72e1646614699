package io.syncline.core.fact;

import io.syncline.core.item.Contents;
import io.syncline.core.item.ItemKey;
import java.time.Instant;
import java.util.Set;

/**
 * A command to one mailbox about one item.
 *
 * @param key the item
 * @param number counts the commands of this item, from 1 (rule R11)
 * @param writeId derived from the item, the number and the cause
 * @param causeId the event that made it necessary
 * @param verb what to do
 * @param provider the provider it is meant for
 * @param externalId the provider's id; empty for a create
 * @param othersObjects ids of objects that are other items', whatever stamp they bear; for a create
 * @param version the version it was decided on; empty where unknown
 * @param fields the fields to write
 * @param contents the whole item as it is wished; only the named fields may be written
 * @param decidedAt when it was decided, on journal time
 */
public record Command(ItemKey key, long number, String writeId, String causeId, Verb verb,
        String provider, String externalId, Set<String> othersObjects, String version,
        Set<String> fields, Contents contents,
        Instant decidedAt) {

    /** What a command asks for. */
    public enum Verb {
        /** Make the item, with our stamp. */
        CREATE,
        /** Set the named fields and nothing else. */
        PATCH,
        /** Delete the item. */
        DELETE,
        /** Change nothing; say what is there. */
        READ
    }

    public Command {
        othersObjects = Set.copyOf(othersObjects);
        fields = Set.copyOf(fields);
    }
}
