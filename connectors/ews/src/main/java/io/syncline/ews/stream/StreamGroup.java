package io.syncline.ews.stream;

import io.syncline.ews.client.Notifications;
import io.syncline.ews.client.Notifications.Affinity;
import io.syncline.ews.client.Notifications.Ending;
import io.syncline.ews.client.Notifications.Listener;
import io.syncline.ews.client.Notifications.Subscription;
import io.syncline.ews.soap.GetStreamingEvents.Event;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mailboxes that share a stream: their subscriptions are kept by the server of the first, the anchor
 * (facts/ews.md 2.4). Runs on a virtual thread of its own, for as long as it has members.
 *
 * <pre>
 * the stream                        then
 * ends as agreed                    is opened again, with members who found no place before
 * has lost subscriptions            they are made again; a mailbox that is lost again and again rests
 * fails                             is opened again, the second time with new subscriptions; whoever
 *                                   is in it is due
 * is refused                        the group is given up; its members rest, and are polled
 * </pre>
 */
final class StreamGroup {

    private static final Logger LOGGER = LoggerFactory.getLogger(StreamGroup.class);

    /** So many refusals in a row are not about a mailbox. */
    private static final int FAILURES_MAX = 3;
    /** So many breaks and losses in a row are gone on after at once. */
    private static final int TROUBLES_AT_ONCE = 2;

    private final Streams streams;
    private final Notifications notifications;
    private final Pace pace;
    private final List<Member> members;
    private final Thread thread = Thread.ofVirtual().name("ews-stream").unstarted(this::run);
    private Affinity affinity;
    private int failures;
    private int troubles;
    private long troubleNanos = System.nanoTime();

    /** @param members sorted by address, at least one */
    StreamGroup(Streams streams, Notifications notifications, Pace pace, List<Member> members) {
        this.streams = streams;
        this.notifications = notifications;
        this.pace = pace;
        this.members = new ArrayList<>(members);
        this.affinity = new Affinity(members.getFirst().address(), "");
    }

    void start() {
        thread.start();
    }

    /** Ends the stream, because nobody is there to hear it. */
    void end() {
        thread.interrupt();
    }

    /** Whether somebody still listens. */
    boolean isWanted() {
        return all().stream().anyMatch(member -> !member.isEnded());
    }

    private void run() {
        try {
            do {
                streamOnce();
            } while (isWanted());
        } catch (InterruptedException e) {
            LOGGER.debug("Nobody listens to a stream of events any more");
        } catch (RuntimeException e) { // A thread's edge: its mailboxes are polled then.
            LOGGER.atError().setCause(e).log("A stream of events failed unexpectedly");
        } finally {
            dissolve(all(), pace.retryWait());
            streams.ended(this);
        }
    }

    private void streamOnce() throws InterruptedException {
        fill();
        subscribeWhoIsNew();
        Map<String, Member> heard = new HashMap<>();
        List<Subscription> subscriptions = new ArrayList<>();
        for (Member member : all()) {
            member.subscription().ifPresent(subscription -> {
                heard.put(subscription.id(), member);
                // The cookie of the latest answer is the one that leads to the server.
                subscriptions.add(new Subscription(subscription.mailbox(), subscription.id(),
                        affinity));
            });
        }
        if (!subscriptions.isEmpty()) {
            Answer<Ending> ending = listen(subscriptions, heard);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            goOn(ending, heard);
        }
    }

    private Answer<Ending> listen(List<Subscription> subscriptions, Map<String, Member> heard) {
        streams.figures().streams(1);
        try {
            return notifications.listen(subscriptions, pace.minutes(), new Listener() {
                @Override
                public void opened() {
                    failures = 0;
                    heard.values().forEach(Member::opened);
                }

                @Override
                public void happened(Event event) {
                    Optional.ofNullable(heard.get(event.subscription()))
                            .ifPresent(Member::happened);
                }
            });
        } finally {
            streams.figures().streams(-1);
            heard.values().forEach(Member::closed);
        }
    }

    private void goOn(Answer<Ending> answer, Map<String, Member> heard)
            throws InterruptedException {
        switch (answer) {
            case Answer.Of<Ending>(Ending.Closed closed) -> {
                // The service keeps what happens until the next is open.
                heard.values().forEach(Member::kept);
            }
            case Answer.Of<Ending>(Ending.Lost(List<String> ids)) -> {
                boolean isNamed = ids.stream().anyMatch(heard::containsKey);
                LOGGER.atInfo()
                        .addKeyValue("subscriptions", isNamed ? ids.size() : heard.size())
                        .log("The service lost subscriptions; they are made again");
                loose(isNamed ? Set.copyOf(ids) : heard.keySet(), heard);
                waitAfterTrouble(Duration.ZERO);
            }
            case Answer.Failed<Ending>(Failure.Throttled throttled) ->
                again(throttled.retryAfter(), throttled, heard);
            case Answer.Failed<Ending>(Failure.Unreachable unreachable) ->
                again(unreachable.retryAfter(), unreachable, heard);
            case Answer.Failed<Ending>(Failure failure) -> {
                note(failure);
                // The stream was opened in the name of the first; another may have more luck.
                all().stream()
                        .filter(member -> member.subscription().isPresent())
                        .findFirst()
                        .ifPresent(first -> dissolve(List.of(first), pace.refusedWait()));
                dissolve(all(), pace.retryWait());
            }
        }
    }

    private void loose(Set<String> ids, Map<String, Member> heard) {
        heard.forEach((id, member) -> {
            if (ids.contains(id) && member.lost()) {
                giveBack(member, pace.refusedWait());
            }
        });
        if (all().stream().allMatch(member -> member.subscription().isEmpty())) {
            affinity = new Affinity(affinity.anchor(), "");
        }
    }

    private void again(Duration retryAfter, Failure failure, Map<String, Member> heard)
            throws InterruptedException {
        note(failure);
        heard.values().forEach(Member::missed);
        if (++failures > 1) {
            all().forEach(streams::unsubscribe);
            affinity = new Affinity(affinity.anchor(), "");
        }
        waitAfterTrouble(retryAfter);
    }

    /** A failover breaks a stream and loses its subscriptions; whatever follows soon has to wait. */
    private void waitAfterTrouble(Duration told) throws InterruptedException {
        boolean isFirst = System.nanoTime() - troubleNanos > pace.retryWait().toNanos();
        troubles = isFirst ? 1 : troubles + 1;
        Duration own = troubles > TROUBLES_AT_ONCE ? pace.retryWait() : Duration.ZERO;
        Thread.sleep(told.compareTo(own) > 0 ? told : own);
        troubleNanos = System.nanoTime();
    }

    private void subscribeWhoIsNew() throws InterruptedException {
        int failuresInARow = 0;
        for (Member member : all()) {
            if (member.subscription().isEmpty()) {
                if (failuresInARow >= FAILURES_MAX) {
                    giveBack(member, pace.retryWait());
                } else {
                    failuresInARow = subscribe(member) ? 0 : failuresInARow + 1;
                }
            }
        }
    }

    private boolean subscribe(Member member) throws InterruptedException {
        Answer<Subscription> answer = streams.folders(member.mailbox())
                .then(folders -> notifications.subscribe(affinity, member.address(), folders));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        switch (answer) {
            case Answer.Of<Subscription>(Subscription made) -> {
                affinity = made.affinity();
                if (!member.subscribed(made)) {
                    streams.unsubscribe(made);
                }
                return true;
            }
            case Answer.Failed<Subscription>(Failure failure) -> {
                note(failure);
                giveBack(member, switch (failure) {
                    case Failure.Throttled throttled -> longest(throttled.retryAfter());
                    case Failure.Unreachable unreachable -> longest(unreachable.retryAfter());
                    case Failure.Unavailable closed -> pace.refusedWait();
                    case Failure.Rejected refused -> pace.refusedWait();
                });
                return false;
            }
        }
    }

    private Duration longest(Duration told) {
        return told.compareTo(pace.retryWait()) > 0 ? told : pace.retryWait();
    }

    /** Takes in those who found no place when there was none. */
    private void fill() {
        all().stream()
                .filter(Member::isEnded)
                .forEach(member -> giveBack(member, Duration.ZERO));
        // Not under our lock: whoever leaves takes the other one first.
        List<Member> taken = streams.take(pace.subscriptionsMax() - all().size());
        synchronized (members) {
            members.addAll(taken);
        }
    }

    private void giveBack(Member member, Duration rest) {
        synchronized (members) {
            members.remove(member);
        }
        streams.giveBack(member, rest);
    }

    private void dissolve(List<Member> some, Duration rest) {
        for (Member member : some) {
            streams.unsubscribe(member);
            giveBack(member, rest);
        }
    }

    List<Member> all() {
        synchronized (members) {
            return List.copyOf(members);
        }
    }

    private static void note(Failure failure) {
        LOGGER.atInfo()
                .addKeyValue("reason", failure.reason())
                .log("Nothing is heard of mailboxes; they are polled");
    }
}
