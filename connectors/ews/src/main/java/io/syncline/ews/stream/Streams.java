package io.syncline.ews.stream;

import io.syncline.ews.client.Figures;
import io.syncline.ews.client.Notifications;
import io.syncline.ews.client.Notifications.Subscription;
import io.syncline.ews.client.Places;
import io.syncline.ews.soap.FolderRef;
import io.syncline.port.Answer;
import io.syncline.port.Listening;
import io.syncline.port.MailboxRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Listens for the mailboxes of one tenant: spreads them over streams by the limits that the service
 * documents. Whoever finds no place is heard of when a stream ends that has room, and polled until
 * then.
 *
 * <p>
 * Threading: one virtual thread for each stream, which is blocked in reading; one that opens streams,
 * from the first mailbox on; and one for each subscription while it is ended. Thread-safe.
 */
public final class Streams implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final Notifications notifications;
    private final Places places;
    private final Figures figures;
    private final Function<MailboxRef, Answer<List<FolderRef>>> folders;
    private final Limits limits;
    private final List<Member> waiting = new ArrayList<>();
    private final Set<StreamGroup> groups = new LinkedHashSet<>();
    private final Thread opener = Thread.ofVirtual().name("ews-streams").unstarted(this::open);
    private final ExecutorService farewells = Executors.newVirtualThreadPerTaskExecutor();
    private int placed;
    private long joinedNanos;
    private boolean ended;

    /**
     * @param places the streams that the host still allows
     * @param mailboxesMax how many mailboxes one account may be subscribed to
     */
    public record Limits(Places places, int mailboxesMax, Pace pace) {}

    /** @param folders what to listen for in a mailbox */
    public Streams(Notifications notifications, Limits limits, Figures figures,
            Function<MailboxRef, Answer<List<FolderRef>>> folders) {
        this.notifications = notifications;
        this.limits = limits;
        this.places = limits.places();
        this.figures = figures;
        this.folders = folders;
    }

    /** @param due called when something may have happened, on the thread that reads the stream */
    public synchronized Listening listen(MailboxRef mailbox, Runnable due) {
        if (ended) {
            return Listening.NONE;
        }
        Member member = new Member(mailbox, due, this::left, figures);
        waiting.add(member);
        joinedNanos = System.nanoTime();
        if (opener.getState() == Thread.State.NEW) {
            opener.start();
        }
        return member;
    }

    @Override
    public void close() {
        synchronized (this) {
            groups.forEach(group -> group.all().forEach(this::unsubscribe));
            ended = true;
            groups.forEach(StreamGroup::end);
            opener.interrupt();
        }
        farewells.shutdown();
        try {
            // What is not ended in time is forgotten by the service itself.
            if (!farewells.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                farewells.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Figures figures() {
        return figures;
    }

    Answer<List<FolderRef>> folders(MailboxRef mailbox) {
        return folders.apply(mailbox);
    }

    /** Members who wait for a stream, sorted by address; they belong to the caller now. */
    synchronized List<Member> take(int max) {
        int room = Math.min(max, limits.mailboxesMax() - placed);
        List<Member> taken = ready().stream()
                .sorted(Comparator.comparing(Member::address))
                .limit(Math.max(0, room))
                .toList();
        waiting.removeAll(Set.copyOf(taken));
        placed += taken.size();
        return taken;
    }

    synchronized void giveBack(Member member, Duration rest) {
        placed--;
        if (!member.isEnded()) {
            member.rest(rest);
            waiting.add(member);
        }
    }

    synchronized void ended(StreamGroup group) {
        groups.remove(group);
        places.giveBack();
    }

    void unsubscribe(Member member) {
        member.forget().ifPresent(this::unsubscribe);
    }

    /** Tells the service, without waiting for it. */
    synchronized void unsubscribe(Subscription subscription) {
        if (!ended) {
            farewells.execute(() -> notifications.unsubscribe(subscription));
        }
    }

    private void left(Member member) {
        unsubscribe(member);
        synchronized (this) {
            waiting.remove(member);
            groups.stream()
                    .filter(group -> group.all().contains(member))
                    .filter(group -> !group.isWanted())
                    .forEach(StreamGroup::end);
        }
    }

    private void open() {
        try {
            while (true) {
                Thread.sleep(limits.pace().settle().dividedBy(2));
                openWhatIsMissing();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A stream that is not full is opened only when nobody joins any more: its room is lost. */
    private synchronized void openWhatIsMissing() {
        boolean isQuiet = System.nanoTime() - joinedNanos > limits.pace().settle().toNanos();
        int worthIt = isQuiet ? 1 : limits.pace().subscriptionsMax();
        while (!ended && Math.min(ready().size(), limits.mailboxesMax() - placed) >= worthIt
                && places.tryTake()) {
            StreamGroup group = new StreamGroup(this, notifications, limits.pace(),
                    take(limits.pace().subscriptionsMax()));
            groups.add(group);
            group.start();
        }
    }

    private List<Member> ready() {
        long now = System.nanoTime();
        return waiting.stream().filter(member -> !member.isResting(now)).toList();
    }
}
