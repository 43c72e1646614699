package io.syncline.ews.client;

import io.syncline.port.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps from asking again and again where EWS is closed to us (HTTP 403), which is a state and not one
 * request's: of a mailbox without the licence, or of a tenant that switched EWS off (facts/ews.md 1).
 *
 * <pre>
 * refused with 403                                 then
 * a mailbox                                        is parked for 1 s; whoever asks after that is let
 *                                                    through, alone, and the next pause is twice as
 *                                                    long, 10 min at most
 * in a row three mailboxes, or all that there are,  the tenant is parked, in the same way
 *   three times or more
 *
 * an answer of the service's own                   ends that mailbox's parking, and the tenant's
 * </pre>
 *
 * Of a parked tenant those are let through first who were not refused in this row.
 *
 * What is refused of one mailbox before its pause is over counts once. Whoever asked tells of the mailbox;
 * only the tenant is logged. Thread-safe.
 */
final class Parking {

    private static final Logger LOGGER = LoggerFactory.getLogger(Parking.class);
    private static final int REFUSALS_MAX = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(10);
    /** Stands for the tenant among the addresses of its mailboxes. */
    private static final String TENANT = "";

    private final String host;
    private final Figures figures;
    private final LongSupplier nanoTime;
    private final Map<String, Parked> parked = new HashMap<>();
    /** Of the tenant; how many there are is known only by who asks. */
    private final Set<String> mailboxes = new HashSet<>();
    private final Set<String> refusedInARow = new HashSet<>();
    private int refusalsInARow;

    /**
     * @param untilNanos before which nothing is asked
     * @param tried whether somebody was let through, of whom nothing is known yet
     */
    private record Parked(long untilNanos, Duration pause, String reason, boolean tried) {

        static Parked first(long nowNanos, String reason) {
            return new Parked(nowNanos + PAUSE.toNanos(), PAUSE, reason, false);
        }

        Parked refusedAgain() {
            return new Parked(untilNanos, pause, reason, false);
        }

        Parked longer(long nowNanos) {
            Duration doubled = pause.multipliedBy(2);
            Duration next = doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
            return new Parked(nowNanos + next.toNanos(), next, reason, true);
        }

        boolean isOver(long nowNanos) {
            return nowNanos - untilNanos >= 0;
        }
    }

    /** @param nanoTime a clock that never goes back */
    Parking(String host, Figures figures, LongSupplier nanoTime) {
        this.host = host;
        this.figures = figures;
        this.nanoTime = nanoTime;
    }

    /** Why nobody is to ask about a mailbox who would not tell what came of it. */
    synchronized Optional<Failure> closed(String mailbox) {
        return Optional.ofNullable(parked.getOrDefault(TENANT, parked.get(mailbox)))
                .map(until -> new Failure.Unavailable(until.reason()));
    }

    /** Why a mailbox is not to be asked now; whoever hears nothing asks. */
    synchronized Optional<Failure> refusal(String mailbox) {
        mailboxes.add(mailbox);
        String whose = parked.containsKey(TENANT) ? TENANT : mailbox;
        Parked until = parked.get(whose);
        if (until == null) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        if (!until.isOver(now) || whose.equals(TENANT) && othersGoFirst(mailbox, until, now)) {
            return Optional.of(new Failure.Unavailable(until.reason()));
        }
        parked.put(whose, until.longer(now));
        return Optional.empty();
    }

    /** A mailbox was refused with 403. */
    synchronized void refused(String mailbox, String reason) {
        Parked before = parked.get(mailbox);
        if (before == null) {
            park(mailbox, reason);
            count(mailbox);
            figures.closedMailboxes(1);
        } else if (before.tried()) {
            parked.put(mailbox, before.refusedAgain());
            count(mailbox);
        }
        if (isClosedToAll() && !parked.containsKey(TENANT)) {
            park(TENANT, reason);
            figures.closedTenants(1);
            LOGGER.atError()
                    .addKeyValue("host", host)
                    .addKeyValue("reason", reason)
                    .log("A tenant is parked: EWS is closed to us");
        }
    }

    /** The service answered, and not with 403: the mailbox is let in. */
    synchronized void answered(String mailbox) {
        refusedInARow.clear();
        refusalsInARow = 0;
        if (parked.remove(mailbox) != null) {
            figures.closedMailboxes(-1);
        }
        if (parked.remove(TENANT) != null) {
            figures.closedTenants(-1);
            LOGGER.atInfo().addKeyValue("host", host).log("A tenant is not parked any more");
        }
    }

    /** Who was refused already would find out nothing about the others; for as long as the pause they try. */
    private boolean othersGoFirst(String mailbox, Parked until, long now) {
        return refusedInARow.contains(mailbox) && refusedInARow.size() < mailboxes.size()
                && !until.isOver(now - until.pause().toNanos());
    }

    private void count(String mailbox) {
        refusedInARow.add(mailbox);
        refusalsInARow++;
    }

    /** One mailbox without a licence asks again more often than the others ask at all. */
    private boolean isClosedToAll() {
        return refusalsInARow >= REFUSALS_MAX
                && refusedInARow.size() >= Math.min(REFUSALS_MAX, mailboxes.size());
    }

    private void park(String whose, String reason) {
        parked.put(whose, Parked.first(nanoTime.getAsLong(), reason));
    }
}
