package io.syncline.ews.stream;

import io.syncline.ews.client.Figures;
import io.syncline.ews.client.Notifications.Subscription;
import io.syncline.port.Listening;
import io.syncline.port.MailboxRef;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that somebody listens for. Thread-safe: its group's thread subscribes and hears, and
 * whoever listens may leave at any time.
 */
final class Member implements Listening {

    private static final int LOSSES_MAX = 3;

    private final MailboxRef mailbox;
    private final Runnable due;
    private final Consumer<Member> leaving;
    private final Figures figures;
    private @Nullable Subscription subscription;
    private boolean ended;
    private boolean heard;
    private boolean missed;
    private int losses;
    private long restsUntilNanos = System.nanoTime();

    /** @param leaving called once, when nobody listens any more */
    Member(MailboxRef mailbox, Runnable due, Consumer<Member> leaving, Figures figures) {
        this.mailbox = mailbox;
        this.due = due;
        this.leaving = leaving;
        this.figures = figures;
        figures.mailboxes(1);
    }

    MailboxRef mailbox() {
        return mailbox;
    }

    String address() {
        return mailbox.address();
    }

    @Override
    public synchronized boolean hears() {
        return heard;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            setHeard(false);
            figures.mailboxes(-1);
        }
        leaving.accept(this);
    }

    synchronized boolean isEnded() {
        return ended;
    }

    synchronized Optional<Subscription> subscription() {
        return Optional.ofNullable(subscription);
    }

    /** What happened before is not told; says whether anybody still listens. */
    synchronized boolean subscribed(Subscription made) {
        if (ended) {
            return false;
        }
        subscription = made;
        missed = true;
        figures.subscriptions(1);
        return true;
    }

    /** Gives the subscription up, which the service may still know. */
    synchronized Optional<Subscription> forget() {
        Optional<Subscription> before = subscription();
        subscription = null;
        before.ifPresent(known -> figures.subscriptions(-1));
        return before;
    }

    /** The service lost the subscription; says whether it does so again and again. */
    synchronized boolean lost() {
        forget();
        return ++losses >= LOSSES_MAX;
    }

    /** Something may not have been told. */
    synchronized void missed() {
        missed = true;
    }

    /** The service tells from now on; what it may not have told is to be looked for. */
    void opened() {
        boolean looks;
        synchronized (this) {
            if (ended) {
                return;
            }
            looks = missed;
            missed = false;
            setHeard(true);
        }
        if (looks) {
            due.run();
        }
    }

    /** Something happened. */
    void happened() {
        if (!isEnded()) {
            due.run();
        }
    }

    /** The service knew the subscription to the agreed end. */
    synchronized void kept() {
        losses = 0;
    }

    /** The service does not tell any more. */
    synchronized void closed() {
        setHeard(false);
    }

    /** Lets nobody try again for a while. */
    synchronized void rest(Duration time) {
        losses = 0;
        restsUntilNanos = System.nanoTime() + time.toNanos();
    }

    synchronized boolean isResting(long nowNanos) {
        return nowNanos - restsUntilNanos < 0;
    }

    private void setHeard(boolean now) {
        if (heard != now) {
            heard = now;
            figures.heard(now ? 1 : -1);
        }
    }
}
