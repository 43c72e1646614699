package io.syncline.source;

import io.syncline.port.CurrentProviders;
import io.syncline.port.Listening;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import java.util.Map;
import java.util.Optional;
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

    /** By which provider a mailbox is listened to; by none, where it has none. */
    private record Heard(Optional<MailboxProvider> provider, Listening listening) {}

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
        Optional<MailboxProvider> now = providers.of(mailbox);
        heard.compute(mailbox, (key, before) -> before != null && before.provider().equals(now)
                ? before
                : anew(key, before, now));
    }

    private Heard anew(MailboxRef mailbox, @Nullable Heard before,
            Optional<MailboxProvider> now) {
        if (before != null) {
            before.listening().close();
        }
        return new Heard(now, now.map(provider -> provider.listen(mailbox, () -> told.add(mailbox)))
                .orElse(Listening.NONE));
    }

    /** Whether the provider tells what happens in the mailbox at the moment. */
    boolean hears(MailboxRef mailbox) {
        Heard current = heard.get(mailbox);
        return current != null && current.listening().hears();
    }

    /** Nobody else is listened to any more. */
    void retain(Set<MailboxRef> mailboxes) {
        told.retainAll(mailboxes);
        heard.entrySet().removeIf(entry -> {
            boolean leaves = !mailboxes.contains(entry.getKey());
            if (leaves) {
                entry.getValue().listening().close();
            }
            return leaves;
        });
    }

    @Override
    public void close() {
        heard.values().forEach(current -> current.listening().close());
    }
}
