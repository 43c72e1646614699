package io.syncline.local;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Those of {@link PromisesTest} that are worth their minutes with thousands of people. */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromisesAtScaleTest {

    private static final String COPIED = "copied";
    private static final String JOINED = "joined";
    private static final Waiting WAITING = new Waiting(Duration.ofMinutes(15));
    private static final int REQUESTS_MAX = 1_000_000;

    private WholeStack everything;

    @BeforeAll
    void start() {
        everything = WholeStack.start("promises-at-scale", List.of(COPIED, JOINED),
                Set.of(COPIED, JOINED), WAITING);
    }

    @AfterAll
    void stop() {
        everything.close();
    }

    /**
     * After a kill every create whose fate is unknown is looked for before it is tried, in ten
     * requests or so. Graph's limit of 10 000 in ten minutes would make this a test of patience.
     */
    @Test
    void goesOnByItselfWhenTheSinkIsKilledInAFirstCopyOfThreeThousand() {
        everything.outlook().allowRequests(REQUESTS_MAX);

        new FirstSync(everything, COPIED, 3_000).survivesAKillOfTheSink();
    }

    @Test
    void joinsTwoThousandPeopleWhoAreOnBothSidesBeforeTheFirstSync() {
        new FirstSync(everything, JOINED, 2_000).joinsWhoIsOnBothSides();
    }
}
