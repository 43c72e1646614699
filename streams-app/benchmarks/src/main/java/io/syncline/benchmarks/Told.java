package io.syncline.benchmarks;

import io.syncline.core.fact.Fact;
import io.syncline.core.item.Contents;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.topology.wire.ContactMapping;
import java.time.Instant;
import java.util.Set;

/**
 * One fact of the journal, and what it says of which fields.
 *
 * @param mailbox whose it is, by id
 * @param now journal time
 * @param said the same without the protocol: all that a plain merge needs
 */
public record Told(String mailbox, Instant now, Fact.OfItem fact, Said said) {

    /** The fact as it stands in the journal. */
    public JournalEntry entry() {
        return new EntryWriter(mailbox).entry(fact);
    }

    byte[] entryBytes() {
        return AvroBytes.of(entry());
    }

    /**
     * Values of some fields of a contact.
     *
     * @param contact names it for both sides
     * @param atMs when they were set, in milliseconds since 1970
     */
    public record Said(String contact, Set<String> fields, Contents contents, long atMs) {
        public Said {
            fields = Set.copyOf(fields);
        }

        /**
         * What an entry says; of a command's answer, what the mailbox shows after it.
         *
         * @param contact stands beside the entry, since an edit does not know the mailbox's id
         * @throws IllegalStateException if no {@link Story} tells such an entry
         */
        static Said of(String contact, JournalEntry entry) {
            return switch (entry.getKind()) {
                case OBSERVED -> entry.getObserved()
                        .flatMap(Observed::getItem)
                        .map(reading -> of(contact, reading))
                        .orElseThrow(() -> untold(entry));
                case EDITED -> entry.getEdited()
                        .map(edited -> of(contact, edited))
                        .orElseThrow(() -> untold(entry));
                case WRITE_RESULT -> entry.getResult()
                        .flatMap(WriteResult::getNow)
                        .map(reading -> of(contact, reading))
                        .orElseThrow(() -> untold(entry));
                case DECIDED, UNKNOWN -> throw untold(entry);
            };
        }

        private static Said of(String contact, Reading reading) {
            return new Said(contact, Set.copyOf(reading.getFields()),
                    ContactMapping.contents(reading.getContact()),
                    reading.getModifiedAt().toEpochMilli());
        }

        private static Said of(String contact, Edited edited) {
            return new Said(contact, Set.copyOf(edited.getFields()),
                    ContactMapping.contents(edited.getContact()),
                    edited.getEditedAt().toEpochMilli());
        }

        private static IllegalStateException untold(JournalEntry entry) {
            return new IllegalStateException(
                    "No story tells such an entry: " + entry.getEventId());
        }
    }
}
