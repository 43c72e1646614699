package io.syncline.console.system;

import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.Map;
import java.util.TreeMap;

/** The contacts of a mailbox as they are merged now. */
public final class MergedContacts {

    private MergedContacts() {}

    /** Those that are not deleted, by item. */
    public static Map<String, Person> of(RunningSystem system, MailboxName mailbox) {
        Map<String, Person> people = new TreeMap<>();
        system.topics().<Merged>of(mailbox, TopicCatalogue.MERGED, row -> {
            String item = RecordKey.parse(row.key()).id();
            if (row.value().getDeleted()) {
                people.remove(item);
            } else {
                people.put(item, Person.of(row.value().getContact()));
            }
        });
        return people;
    }
}
