package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    private static final int PAGE = 100;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long TENTH = SECOND / 10;

    private final Pace pace = new Pace(PAGE, 0);

    @Test
    void readsOnePageAtATimeUntilItIsKnownWhatMergeCanDo() {
        assertThat(pace.pageBegins(0)).isTrue();
        assertThat(pace.pageBegins(0)).isFalse();
    }

    @Test
    void waitsUntilWhatAPageToldIsMerged() {
        pace.pageBegins(0);
        pace.told(PAGE);
        pace.pageEnded(0);

        assertThat(pace.pageBegins(TENTH)).isFalse();
        pace.looked(pace.lookBegins(), 0, PAGE, TENTH);
        assertThat(pace.pageBegins(TENTH)).isTrue();
    }

    @Test
    void countsWhatWasToldWhileSomebodyLooked() {
        long before = pace.lookBegins();
        pace.told(PAGE);
        pace.looked(before, 0, 0, TENTH);

        assertThat(pace.pageBegins(TENTH)).isFalse();
    }

    @Test
    void waitsForWhatOthersToldAsWell() {
        pace.looked(pace.lookBegins(), 5 * PAGE, 0, TENTH);

        assertThat(pace.pageBegins(TENTH)).isFalse();
    }

    @Test
    void readsAPageNowAndThenAlthoughNothingIsMerged() {
        pace.looked(pace.lookBegins(), 5 * PAGE, 0, TENTH);

        assertThat(pace.pageBegins(2 * SECOND)).isFalse();
        assertThat(pace.pageBegins(4 * SECOND)).isTrue();
        pace.pageEnded(4 * SECOND);
        assertThat(pace.pageBegins(5 * SECOND)).isFalse();
    }

    @Test
    void readsOnAlthoughOnePageNeverEnds() {
        pace.pageBegins(0);

        assertThat(pace.pageBegins(2 * SECOND)).isFalse();
        for (int second = 4; second < 20; second++) {
            assertThat(pace.pageBegins(second * SECOND)).isTrue();
            pace.pageEnded(second * SECOND);
        }
    }

    @Test
    void readsAPageNowAndThenAlthoughAllHang() {
        pace.looked(pace.lookBegins(), 5 * PAGE, 0, TENTH);

        assertThat(pace.pageBegins(4 * SECOND)).isTrue();
        assertThat(pace.pageBegins(6 * SECOND)).isFalse();
        assertThat(pace.pageBegins(8 * SECOND)).isTrue();
    }

    @Test
    void takesAPageThatEndedLateForNoOther() {
        pace.pageBegins(0);
        pace.pageBegins(4 * SECOND);
        pace.pageEnded(0);

        assertThat(pace.pageBegins(5 * SECOND)).isFalse();
    }

    @Test
    void readsOnWhereNobodyCanSayWhatWaits() {
        pace.looked(pace.lookBegins(), 5 * PAGE, 0, TENTH);
        pace.unknown();

        assertThat(pace.pageBegins(TENTH)).isTrue();
        assertThat(pace.pageBegins(TENTH)).isTrue();
    }

    @Test
    void asksForLooksOnlyWhileSomebodyWaits() {
        assertThat(pace.isAsked(0)).isFalse();
        pace.pageBegins(0);
        assertThat(pace.isAsked(SECOND)).isTrue();
        assertThat(pace.isAsked(3 * SECOND)).isFalse();
    }

    /**
     * In steps of a tenth of a second: pages are read as they are let in, each in one step, merge takes so
     * many facts a second, and somebody looks.
     */
    @ParameterizedTest
    @ValueSource(ints = {400, 2_000, 10_000})
    void keepsMergeBusyAndLiveEditsAtMostASecondBehindWhateverMergeCanDo(int perSecond) {
        Deque<Long> read = new ArrayDeque<>();
        long waiting = 0;
        long taken = 0;
        long waitingMax = 0;
        long takenWarm = 0;
        for (int step = 1; step <= 300; step++) {
            long now = step * TENTH;
            while (!read.isEmpty()) {
                waiting += PAGE;
                pace.told(PAGE);
                pace.pageEnded(read.pop());
            }
            long merged = Math.min(waiting, perSecond / 10);
            waiting -= merged;
            taken += merged;
            pace.looked(pace.lookBegins(), waiting, taken, now);
            while (pace.pageBegins(now)) {
                read.push(now);
            }
            waitingMax = Math.max(waitingMax, waiting);
            takenWarm = step == 200 ? taken : takenWarm;
        }

        assertThat(waitingMax).as("facts in front of a live edit").isLessThanOrEqualTo(perSecond);
        assertThat(taken - takenWarm).as("facts merged in the last ten seconds")
                .isGreaterThanOrEqualTo(9L * perSecond);
    }
}
