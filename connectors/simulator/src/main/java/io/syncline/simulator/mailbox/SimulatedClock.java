package io.syncline.simulator.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The tenant's own clock: the machine's, moved by as much as a test likes; and how far its search
 * lags behind.
 */
public final class SimulatedClock {

    private volatile Duration offset = Duration.ZERO;

    private volatile Duration searchLag = Duration.ZERO;

    /** From now on a search does not find what was made less than this long ago. */
    public void setSearchLag(Duration lag) {
        this.searchLag = lag;
    }

    /** A search finds what was made up to then. */
    Instant searchedUpTo() {
        return Instant.now().plus(offset).minus(searchLag);
    }

    public void setOffset(Duration offset) {
        this.offset = offset;
    }

    /** Now, as the tenant takes it. */
    public Instant now() {
        return Instant.now().plus(offset);
    }

    /** Now, to the second: contacts carry no more (facts/graph.md 3.10). */
    Instant nowToTheSecond() {
        return Instant.now().plus(offset).truncatedTo(ChronoUnit.SECONDS);
    }
}
