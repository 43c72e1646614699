package io.syncline.source;

import io.syncline.port.Listening;
import io.syncline.port.MailboxRef;
import io.syncline.port.Providers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Listens for the mailboxes of one partition, where their provider tells. Thread-safe: providers tell
 * on their threads, and a mailbox that is told of many times before somebody looks is told of once.
 */
final class Hearing implements AutoCloseable {

    /** Of no mailbox. */
    static final Hearing NOTHING = new Hearing();

    private final Set<MailboxRef> told = ConcurrentHashMap.newKeySet();
    private final Map<MailboxRef, Listening> listenings = new HashMap<>();

    private Hearing() {}

    Hearing(Providers providers, List<MailboxRef> mailboxes) {
        mailboxes.forEach(mailbox -> listenings.put(mailbox, providers.of(mailbox.tenant())
                .listen(mailbox, () -> told.add(mailbox))));
    }

    /** Whether something may have happened in the mailbox since its last round began. */
    boolean isTold(MailboxRef mailbox) {
        return told.contains(mailbox);
    }

    /**
     * A round begins. What is told while it goes on may have happened in a folder that it had left
     * behind.
     */
    void roundBegins(MailboxRef mailbox) {
        told.remove(mailbox);
    }

    /** Whether the provider tells what happens in the mailbox at the moment. */
    boolean hears(MailboxRef mailbox) {
        Listening listening = listenings.get(mailbox);
        return listening != null && listening.hears();
    }

    @Override
    public void close() {
        listenings.values().forEach(Listening::close);
    }
}
