package io.syncline.graph;

import com.microsoft.graph.models.ContactFolder;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The contact folders of mailboxes: which are followed, and what is known to be one at all. Throws
 * what the SDK throws. Thread-safe.
 */
final class ContactFolders {

    /** Stands for the default folder, which has no id in any listing (1.4). */
    static final String DEFAULT = "contacts";

    private final GraphCalls calls;
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();
    private final Map<String, String> defaultIds = new ConcurrentHashMap<>();

    ContactFolders(GraphCalls calls) {
        this.calls = calls;
    }

    /** What a request names; nothing for the default folder, which has a path of its own. */
    static Optional<String> named(String folder) {
        return Optional.of(folder).filter(id -> !id.equals(DEFAULT));
    }

    /** The folders to follow. */
    List<String> followed(MailboxRef mailbox) {
        if (!mailbox.folders().isEmpty()) {
            return mailbox.folders();
        }
        List<String> folders = new ArrayList<>(List.of(DEFAULT));
        folders.addAll(calls.folders(mailbox.address()));
        // What is no longer listed is no longer known: a deleted folder's items are gone.
        known.remove(mailbox.address());
        return List.copyOf(folders);
    }

    /** Where new contacts go. */
    static String ofCreates(MailboxRef mailbox) {
        return mailbox.folders().isEmpty() || mailbox.folders().contains(DEFAULT)
                ? DEFAULT
                : mailbox.folders().getFirst();
    }

    /** Takes the folder of a page's contact for one of contacts. */
    void learn(MailboxRef mailbox, String folder) {
        known.computeIfAbsent(mailbox.address(), address -> ConcurrentHashMap.newKeySet())
                .add(folder);
    }

    /** Whether the folder is one of contacts; asks where that is not known. */
    boolean isOne(MailboxRef mailbox, String folder) {
        if (known.getOrDefault(mailbox.address(), Set.of()).contains(folder)) {
            return true;
        }
        try {
            calls.folder(mailbox.address(), folder);
            learn(mailbox, folder);
            return true;
        } catch (RuntimeException e) {
            if (GraphFailures.isItemMissing(e)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Asks for the id that the default folder has in readings, where the settings name that folder
     * and the id is not known. To be called before a write: a failure after it would hide it.
     */
    void learnDefault(MailboxRef mailbox) {
        if (mailbox.folders().contains(DEFAULT) && !defaultIds.containsKey(mailbox.address())) {
            ContactFolder folder = Objects.requireNonNull(
                    calls.folder(mailbox.address(), DEFAULT));
            defaultIds.put(mailbox.address(), Objects.requireNonNull(folder.getId()));
        }
    }

    /** The reading, with the default folder under the name that the settings have for it. */
    Reading inOurWords(MailboxRef mailbox, Reading reading) {
        learnDefault(mailbox);
        String defaultId = defaultIds.get(mailbox.address());
        return mailbox.folders().contains(DEFAULT) && defaultId != null
                && reading.getFolderId().filter(defaultId::equals).isPresent()
                        ? Reading.newBuilder(reading).setFolderId(DEFAULT).build()
                        : reading;
    }
}
