package io.syncline.sink;

import io.syncline.port.Answer;
import io.syncline.port.CurrentProviders;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches mailboxes for which a command ended as unavailable, and says when they answer again: the
 * source may never have noticed, if only writes failed.
 */
final class Reviver implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Reviver.class);

    private final CurrentProviders providers;
    private final Results results;
    private final Duration interval;
    private volatile boolean ended;
    private final Set<Name> watched = ConcurrentHashMap.newKeySet();

    /** Whatever its address: it may change, or take no part for a while. */
    private record Name(String tenant, String mailbox) {}

    Reviver(CurrentProviders providers, Results results, Duration interval) {
        this.providers = providers;
        this.results = results;
        this.interval = interval;
    }

    /** Begins to watch, unless it is watched already. */
    void watch(String tenant, String mailbox) {
        Name name = new Name(tenant, mailbox);
        if (watched.add(name)) {
            Thread.ofVirtual()
                    .name("watch-" + mailbox)
                    .start(() -> untilItAnswers(name));
        }
    }

    /** How many mailboxes have not answered yet. */
    int count() {
        return watched.size();
    }

    /** Watches end; whoever looks after the mailboxes next begins anew. */
    @Override
    public void close() {
        ended = true;
    }

    private void untilItAnswers(Name mailbox) {
        try {
            do {
                Thread.sleep(interval);
            } while (!ended && !tellIfItAnswers(mailbox));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tellIfItAnswers(Name mailbox) throws InterruptedException {
        try {
            // Each time: it may have changed its provider, or take part only now.
            Optional<MailboxRef> known = providers.mailbox(mailbox.tenant(), mailbox.mailbox());
            Optional<MailboxProvider> provider = known.flatMap(providers::of);
            if (provider.isEmpty()
                    || provider.get().folders(known.get()) instanceof Answer.Failed) {
                return false;
            }
            // First, so that a command that ends as unavailable from now on begins another watch.
            watched.remove(mailbox);
            results.available(mailbox.tenant(), mailbox.mailbox(), provider.get().name(),
                    "sink:" + UUID.randomUUID());
            return true;
        } catch (RuntimeException e) { // A thread's edge: what is due there must not wait for ever.
            LOGGER.atError()
                    .addKeyValue("tenant", mailbox.tenant())
                    .addKeyValue("mailbox", mailbox.mailbox())
                    .setCause(e)
                    .log("Cannot tell that a mailbox answers again, trying again");
            watched.add(mailbox);
            return false;
        }
    }
}
