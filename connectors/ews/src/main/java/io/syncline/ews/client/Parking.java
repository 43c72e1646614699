package io.syncline.ews.client;

import io.syncline.port.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps from asking again and again where EWS is closed to us (HTTP 403), which is a state and not one
 * request's: of a mailbox without the licence, or of a tenant that switched EWS off (facts/ews.md 1).
 *
 * <pre>
 * refused with 403                                 then
 * a mailbox                                        is parked: 1 s, doubled each time, 10 min at most
 * so many mailboxes, and nobody answered between   the tenant is parked: one request at a time tries
 *                                                    whether it still is, as far apart
 * any other answer                                 ends that mailbox's parking, and the tenant's
 * </pre>
 *
 * Whoever asked tells of the mailbox; only the tenant is logged. Thread-safe.
 */
final class Parking {

    private static final Logger LOGGER = LoggerFactory.getLogger(Parking.class);
    private static final int MAILBOXES_MAX = 3;
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration WAIT_MAX = Duration.ofMinutes(10);

    private final String host;
    private final Figures figures;
    private final LongSupplier nanoTime;
    private final Map<String, Parked> mailboxes = new HashMap<>();
    private Optional<Parked> tenant = Optional.empty();
    private int refusedInARow;

    /** @param untilNanos before which nothing is asked */
    private record Parked(long untilNanos, Duration pause, String reason) {

        Parked longer(long nowNanos, String why) {
            Duration doubled = pause.multipliedBy(2);
            Duration next = doubled.compareTo(WAIT_MAX) < 0 ? doubled : WAIT_MAX;
            return new Parked(nowNanos + next.toNanos(), next, why);
        }

        boolean isOver(long nowNanos) {
            return nowNanos - untilNanos >= 0;
        }

        Failure failure() {
            return new Failure.Unavailable(reason);
        }
    }

    /** @param nanoTime a clock that never goes back */
    Parking(String host, Figures figures, LongSupplier nanoTime) {
        this.host = host;
        this.figures = figures;
        this.nanoTime = nanoTime;
    }

    /** Why a mailbox is not asked now; whoever may try whether it still is closed, is alone with that. */
    synchronized Optional<Failure> refusal(String mailbox) {
        long now = nanoTime.getAsLong();
        if (tenant.isPresent()) {
            Parked parked = tenant.get();
            if (!parked.isOver(now)) {
                return Optional.of(parked.failure());
            }
            tenant = Optional.of(new Parked(now + parked.pause().toNanos(), parked.pause(),
                    parked.reason()));
            return Optional.empty();
        }
        return Optional.ofNullable(mailboxes.get(mailbox))
                .filter(parked -> !parked.isOver(now))
                .map(Parked::failure);
    }

    /** A mailbox was refused with 403. */
    synchronized void refused(String mailbox, String reason) {
        long now = nanoTime.getAsLong();
        Parked before = mailboxes.get(mailbox);
        mailboxes.put(mailbox, before == null ? first(now, reason) : before.longer(now, reason));
        if (before == null) {
            refusedInARow++;
            figures.closedMailboxes(1);
        }
        if (tenant.isPresent()) {
            tenant = tenant.map(parked -> parked.longer(now, reason));
        } else if (refusedInARow >= MAILBOXES_MAX) {
            tenant = Optional.of(first(now, reason));
            figures.closedTenants(1);
            LOGGER.atError()
                    .addKeyValue("host", host)
                    .addKeyValue("reason", reason)
                    .log("A tenant is parked: EWS is closed to us");
        }
    }

    /** A mailbox was not refused with 403. */
    synchronized void answered(String mailbox) {
        refusedInARow = 0;
        if (mailboxes.remove(mailbox) != null) {
            figures.closedMailboxes(-1);
        }
        if (tenant.isPresent()) {
            tenant = Optional.empty();
            figures.closedTenants(-1);
            LOGGER.atInfo().addKeyValue("host", host).log("A tenant is not parked any more");
        }
    }

    private static Parked first(long nowNanos, String reason) {
        return new Parked(nowNanos + WAIT.toNanos(), WAIT, reason);
    }
}
