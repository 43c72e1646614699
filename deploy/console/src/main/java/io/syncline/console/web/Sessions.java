package io.syncline.console.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, as long as this process lives. Only hashes of the ids are kept. Thread-safe.
 */
final class Sessions {

    static final Duration IDLE_MAX = Duration.ofHours(8);
    /** After that people sign in again, however busy they are: a role may have been taken from them. */
    static final Duration LIFE_MAX = Duration.ofHours(24);
    static final int SESSIONS_MAX = 1_000;

    private final InstantSource clock;
    private final Map<String, Session> sessions = new HashMap<>();

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Signs somebody in under an id that was never used before, and answers it. */
    synchronized String open(String name, Role role) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> isOver(session, now));
        if (sessions.size() >= SESSIONS_MAX) {
            sessions.values()
                    .stream()
                    .min(Comparator.comparing(Session::usedAt))
                    .ifPresent(oldest -> sessions.remove(oldest.hash()));
        }
        String id = Token.make();
        String hash = Token.hash(id);
        sessions.put(hash, new Session(hash, name, role, now));
        return id;
    }

    /** The session of an id, which is in use from now on; none if nobody uses it, or not any more. */
    synchronized Optional<Session> of(@Nullable String id) {
        if (id == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Session session = sessions.get(Token.hash(id));
        if (session == null || isOver(session, now)) {
            return Optional.empty();
        }
        session.use(now);
        return Optional.of(session);
    }

    /** Whether somebody is still signed in by it; to look is no use of it. */
    synchronized boolean isOpen(Session session) {
        return sessions.get(session.hash()) == session && !isOver(session, clock.instant());
    }

    synchronized void close(@Nullable String id) {
        if (id != null) {
            sessions.remove(Token.hash(id));
        }
    }

    private static boolean isOver(Session session, Instant now) {
        return session.usedAt().plus(IDLE_MAX).isBefore(now)
                || session.openedAt().plus(LIFE_MAX).isBefore(now);
    }
}
