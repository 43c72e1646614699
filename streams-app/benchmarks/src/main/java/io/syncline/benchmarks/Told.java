package io.syncline.benchmarks;

import io.syncline.core.fact.Fact;
import io.syncline.core.item.Contents;
import java.time.Instant;
import java.util.Set;

/**
 * One fact of the journal, and what it says of which fields.
 *
 * @param now journal time
 * @param said the same without the protocol: all that a plain merge needs
 */
record Told(Instant now, Fact.OfItem fact, Said said) {

    /**
     * Values of some fields of a contact.
     *
     * @param contact names it for both sides
     * @param atMs when they were set, in milliseconds since 1970
     */
    record Said(String contact, Set<String> fields, Contents contents, long atMs) {
        Said {
            fields = Set.copyOf(fields);
        }
    }
}
