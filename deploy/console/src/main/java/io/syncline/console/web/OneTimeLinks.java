package io.syncline.console.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What lets somebody in who can read this machine's log, where no OpenID provider does: each is good
 * once, and not for long. Only hashes are kept. Thread-safe.
 */
final class OneTimeLinks {

    static final Duration VALID = Duration.ofMinutes(15);
    static final int LINKS_MAX = 20;

    private final InstantSource clock;
    private final Deque<Open> open = new ArrayDeque<>();

    private record Open(String hash, Instant until) {}

    OneTimeLinks(InstantSource clock) {
        this.clock = clock;
    }

    /** A new one; of too many, the oldest ends. */
    synchronized String make() {
        String token = Token.make();
        open.addLast(new Open(Token.hash(token), clock.instant().plus(VALID)));
        if (open.size() > LINKS_MAX) {
            open.removeFirst();
        }
        return token;
    }

    /** Whether it was still good, which it is not any more. */
    synchronized boolean use(String token) {
        Instant now = clock.instant();
        open.removeIf(link -> link.until().isBefore(now));
        String hash = Token.hash(token);
        return open.removeIf(link -> Token.isSame(link.hash(), hash));
    }
}
