package io.syncline.console.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often somebody may do what costs others something: each submission is sealed and written, each
 * verification asks Microsoft a dozen questions. Thread-safe.
 */
final class RateLimits {

    /** Of one session, whatever the tenant. */
    static final Limit OF_SESSION = new Limit(10, Duration.ofMinutes(1));
    /** Of one tenant, whoever acts. */
    static final Limit OF_TENANT = new Limit(30, Duration.ofHours(1));

    private static final int KEYS_MAX = 10_000;

    private final InstantSource clock;
    private final Map<String, Deque<Instant>> taken = new HashMap<>();

    /** At most so many times within any such time. */
    record Limit(int times, Duration within) {}

    RateLimits(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts an act of a session upon a tenant; if it is one too many, it answers how long to wait. */
    synchronized Optional<Duration> take(String act, String session, String tenant) {
        Instant now = clock.instant();
        Deque<Instant> ofSession = recent(act + " by " + session, OF_SESSION, now);
        Deque<Instant> ofTenant = recent(act + " of " + tenant, OF_TENANT, now);
        Duration wait = max(wait(ofSession, OF_SESSION, now), wait(ofTenant, OF_TENANT, now));
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        ofSession.addLast(now);
        ofTenant.addLast(now);
        return Optional.empty();
    }

    private Deque<Instant> recent(String key, Limit limit, Instant now) {
        if (taken.size() > KEYS_MAX) {
            taken.values()
                    .removeIf(times -> times.isEmpty()
                            || times.getLast().plus(OF_TENANT.within()).isBefore(now));
        }
        Deque<Instant> times = taken.computeIfAbsent(key, unknown -> new ArrayDeque<>());
        times.removeIf(time -> !time.plus(limit.within()).isAfter(now));
        return times;
    }

    private static Duration wait(Deque<Instant> times, Limit limit, Instant now) {
        return times.size() < limit.times()
                ? Duration.ZERO
                : Duration.between(now, times.getFirst().plus(limit.within()));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
