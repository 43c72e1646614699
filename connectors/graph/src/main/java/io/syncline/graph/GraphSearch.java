package io.syncline.graph;

import com.microsoft.graph.models.Contact;
import io.syncline.port.MailboxRef;
import io.syncline.port.Stamped;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Reading;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for contacts that we may have made before (rule R17): in every contact folder, whatever a
 * policy follows, since creates go to the default folder and people move things anywhere.
 */
final class GraphSearch {

    private static final String DELETED_ITEMS = "deleteditems";
    private static final int EMAILS_SEARCHED_MAX = 3;

    private final GraphCalls calls;
    private final ContactMapper mapper;
    private final ContactFolders contactFolders;

    GraphSearch(GraphCalls calls, ContactMapper mapper, ContactFolders contactFolders) {
        this.calls = calls;
        this.mapper = mapper;
        this.contactFolders = contactFolders;
    }

    /** Everything that carries the stamp, what lies in Deleted Items last. */
    List<Stamped> stamped(MailboxRef mailbox, String stamp) {
        String filter = ExtendedProperties.hasStamp(stamp);
        List<Stamped> found = new ArrayList<>();
        for (String folder : folders(mailbox)) {
            calls.find(mailbox.address(), folder, filter)
                    .forEach(contact -> found.add(stamped(mailbox, contact, false)));
        }
        deletedMatching(mailbox, filter)
                .forEach(contact -> found.add(stamped(mailbox, contact, true)));
        return List.copyOf(found);
    }

    /** Everything that shares an e-mail address with the contact. */
    List<Reading> alike(MailboxRef mailbox, io.syncline.schemas.contact.Contact contact) {
        List<String> addresses = contact.getEmailAddresses()
                .stream()
                .map(EmailAddress::getAddress)
                .limit(EMAILS_SEARCHED_MAX)
                .toList();
        List<Reading> found = new ArrayList<>();
        for (String folder : folders(mailbox)) {
            for (String address : addresses) {
                String filter = "emailAddresses/any(a:a/address eq '" + quoted(address) + "')";
                calls.find(mailbox.address(), folder, filter)
                        .forEach(alike -> found.add(reading(mailbox, alike)));
            }
        }
        return List.copyOf(found);
    }

    /**
     * Everything below Contacts that was made in one of these seconds, found by reading all: that contacts
     * can be filtered by the time at which they were made is not documented, nor is a list of folders
     * beside Contacts.
     */
    List<Reading> madeIn(MailboxRef mailbox, Set<Instant> seconds) {
        List<Reading> found = new ArrayList<>();
        for (String folder : folders(mailbox)) {
            calls.lists()
                    .all(mailbox.address(), ContactFolders.named(folder), ContactMapper.selected())
                    .stream()
                    .filter(contact -> isMadeIn(contact, seconds))
                    .map(contact -> Reading.newBuilder(mapper.reading(contact))
                            .setFolderId(folder)
                            .build())
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }

    private static boolean isMadeIn(Contact contact, Set<Instant> seconds) {
        OffsetDateTime made = contact.getCreatedDateTime();
        return made != null && seconds.contains(made.toInstant().truncatedTo(ChronoUnit.SECONDS));
    }

    private Stamped stamped(MailboxRef mailbox, Contact contact, boolean deleted) {
        return new Stamped(reading(mailbox, contact), deleted);
    }

    private Reading reading(MailboxRef mailbox, Contact contact) {
        return contactFolders.inOurWords(mailbox, mapper.expanded(contact));
    }

    private Set<String> folders(MailboxRef mailbox) {
        Set<String> folders = new LinkedHashSet<>(List.of(ContactFolders.DEFAULT));
        folders.addAll(mailbox.folders());
        folders.addAll(calls.folders(mailbox.address()));
        return folders;
    }

    /** Nothing where Deleted Items cannot be searched as a folder of contacts. */
    private List<Contact> deletedMatching(MailboxRef mailbox, String filter) {
        try {
            return calls.find(mailbox.address(), DELETED_ITEMS, filter);
        } catch (RuntimeException e) {
            if (GraphFailures.isItemMissing(e) || GraphFailures.isBadRequest(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }
}
