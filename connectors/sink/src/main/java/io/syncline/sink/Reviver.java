package io.syncline.sink;

import io.syncline.port.Answer;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import java.time.Duration;
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

    private final Results results;
    private final Duration interval;
    private volatile boolean ended;
    private final Set<MailboxRef> watched = ConcurrentHashMap.newKeySet();

    Reviver(Results results, Duration interval) {
        this.results = results;
        this.interval = interval;
    }

    /** Begins to watch, unless it is watched already. */
    void watch(MailboxProvider provider, MailboxRef mailbox) {
        if (watched.add(mailbox)) {
            Thread.ofVirtual()
                    .name("watch-" + mailbox.mailbox())
                    .start(() -> untilItAnswers(provider, mailbox));
        }
    }

    /** Watches end; whoever looks after the mailboxes next begins anew. */
    @Override
    public void close() {
        ended = true;
    }

    private void untilItAnswers(MailboxProvider provider, MailboxRef mailbox) {
        try {
            do {
                Thread.sleep(interval);
            } while (!ended && !tellIfItAnswers(provider, mailbox));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tellIfItAnswers(MailboxProvider provider, MailboxRef mailbox)
            throws InterruptedException {
        try {
            if (provider.folders(mailbox) instanceof Answer.Failed) {
                return false;
            }
            // First, so that a command that ends as unavailable from now on begins another watch.
            watched.remove(mailbox);
            results.available(mailbox.tenant(), mailbox.mailbox(), provider.name(),
                    "sink:" + UUID.randomUUID());
            return true;
        } catch (RuntimeException e) { // A thread's edge: what is due there must not wait for ever.
            LOGGER.atError()
                    .addKeyValue("mailbox", mailbox.mailbox())
                    .setCause(e)
                    .log("Cannot tell that a mailbox answers again, trying again");
            watched.add(mailbox);
            return false;
        }
    }
}
