package io.syncline.simulator.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The tenant's own clock: the machine's, moved by as much as a test likes. */
public final class SimulatedClock {

    private volatile Duration offset = Duration.ZERO;

    public void setOffset(Duration offset) {
        this.offset = offset;
    }

    /** Now, to the second: contacts carry no more (facts/graph.md 3.10). */
    Instant nowToTheSecond() {
        return Instant.now().plus(offset).truncatedTo(ChronoUnit.SECONDS);
    }
}
