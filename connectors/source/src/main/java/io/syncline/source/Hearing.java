package io.syncline.source;

import io.syncline.port.CurrentProviders;
import io.syncline.port.Listening;
import io.syncline.port.MailboxRef;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Listens for the mailboxes of one partition, where their provider tells. Thread-safe: providers tell
 * on their threads, and a mailbox that is told of many times before somebody looks is told of once.
 */
final class Hearing implements AutoCloseable {

    private final CurrentProviders providers;
    private final Set<MailboxRef> told = ConcurrentHashMap.newKeySet();
    private final Map<MailboxRef, Heard> heard = new ConcurrentHashMap<>();

    /** By which provider a mailbox is listened to. */
    private record Heard(String provider, Listening listening) {}

    Hearing(CurrentProviders providers) {
        this.providers = providers;
    }

    /** Whether something may have happened in the mailbox since its last round began. */
    boolean isTold(MailboxRef mailbox) {
        return told.contains(mailbox);
    }

    /**
     * A round begins. What is told while it goes on may have happened in a folder that it had left
     * behind. A mailbox that has another provider since is listened to by that one.
     */
    void roundBegins(MailboxRef mailbox) {
        told.remove(mailbox);
        heard.compute(mailbox, (key, before) -> before != null
                && before.provider().equals(providers.name(mailbox)) ? before : anew(key, before));
    }

    private Heard anew(MailboxRef mailbox, @Nullable Heard before) {
        if (before != null) {
            before.listening().close();
        }
        return new Heard(providers.name(mailbox), providers.of(mailbox)
                .map(provider -> provider.listen(mailbox, () -> told.add(mailbox)))
                .orElse(Listening.NONE));
    }

    /** Whether the provider tells what happens in the mailbox at the moment. */
    boolean hears(MailboxRef mailbox) {
        Heard current = heard.get(mailbox);
        return current != null && current.listening().hears();
    }

    @Override
    public void close() {
        heard.values().forEach(current -> current.listening().close());
    }
}
