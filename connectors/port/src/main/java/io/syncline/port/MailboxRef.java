package io.syncline.port;

import java.util.List;

/**
 * Names a mailbox to its provider.
 *
 * @param tenant the tenant's id
 * @param mailbox the mailbox's stable id
 * @param address its address now
 * @param folders the contact folders to follow; empty: Contacts and its subfolders
 */
public record MailboxRef(String tenant, String mailbox, String address, List<String> folders) {

    public MailboxRef {
        folders = List.copyOf(folders);
    }
}
