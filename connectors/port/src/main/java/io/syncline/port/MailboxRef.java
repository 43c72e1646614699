package io.syncline.port;

import java.util.List;
import java.util.Optional;

/**
 * Names a mailbox to its provider, and says what of it takes part.
 *
 * @param tenant the tenant's id
 * @param mailbox the mailbox's stable id
 * @param address its address now
 * @param folders the contact folders to follow; empty: Contacts and its subfolders
 * @param tracking which contacts in them take part
 */
public record MailboxRef(String tenant, String mailbox, String address, List<String> folders,
        Tracking tracking) {

    /** Stands for the default folder in settings, cursors and readings, whatever the provider. */
    public static final String DEFAULT_FOLDER = "contacts";

    public MailboxRef {
        folders = List.copyOf(folders);
    }

    /** A mailbox of which every contact in its folders takes part. */
    public MailboxRef(String tenant, String mailbox, String address, List<String> folders) {
        this(tenant, mailbox, address, folders, Tracking.EVERYTHING);
    }

    /** Whether a contact in this folder is ours to follow; one whose folder is unknown may be. */
    public boolean follows(Optional<String> folderId) {
        return folders.isEmpty() || folderId.map(folders::contains).orElse(true);
    }

    /** The configured folders that only one provider can name. */
    public List<String> foldersOfOneProvider() {
        return folders.stream().filter(folder -> !folder.equals(DEFAULT_FOLDER)).toList();
    }
}
