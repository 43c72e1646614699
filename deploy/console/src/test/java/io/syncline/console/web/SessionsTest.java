package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final SteppedClock clock = new SteppedClock();
    private final Sessions sessions = new Sessions(clock);

    @Test
    void knowsWhoSignedIn() {
        String id = sessions.open("jane", Role.VIEWER);

        Session session = sessions.of(id).orElseThrow();

        assertThat(session.name()).isEqualTo("jane");
        assertThat(session.role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void knowsNobodyByAnotherIdOrByNone() {
        sessions.open("jane", Role.VIEWER);

        assertThat(sessions.of(Token.make())).isEmpty();
        assertThat(sessions.of(null)).isEmpty();
    }

    @Test
    void givesAnIdOf256BitsThatIsNeverTheSame() {
        String one = sessions.open("jane", Role.VIEWER);
        String other = sessions.open("jane", Role.VIEWER);

        assertThat(one).hasSizeGreaterThanOrEqualTo(43).isNotEqualTo(other);
    }

    @Test
    void keepsAHashInPlaceOfTheId() {
        String id = sessions.open("jane", Role.VIEWER);

        assertThat(sessions.of(id).orElseThrow().hash()).isNotEqualTo(id);
        assertThat(sessions.of(sessions.of(id).orElseThrow().hash())).isEmpty();
    }

    @Test
    void endsADayAfterSigningInHoweverBusy() {
        String id = sessions.open("jane", Role.OPERATOR);
        for (int hour = 0; hour < Sessions.LIFE_MAX.toHours(); hour++) {
            clock.pass(Duration.ofHours(1));
            assertThat(sessions.of(id)).as("after %s h", hour + 1).isPresent();
        }

        clock.pass(Duration.ofSeconds(1));

        assertThat(sessions.of(id)).isEmpty();
    }

    @Test
    void endsEightHoursAfterTheLastRequest() {
        String id = sessions.open("jane", Role.VIEWER);
        clock.pass(Sessions.IDLE_MAX.minusMinutes(1));
        assertThat(sessions.of(id)).isPresent();
        clock.pass(Sessions.IDLE_MAX.minusMinutes(1));
        assertThat(sessions.of(id)).isPresent();

        clock.pass(Sessions.IDLE_MAX.plusSeconds(1));

        assertThat(sessions.of(id)).isEmpty();
    }

    @Test
    void looksAtASessionWithoutKeepingItInUse() {
        String id = sessions.open("jane", Role.VIEWER);
        Session session = sessions.of(id).orElseThrow();
        clock.pass(Sessions.IDLE_MAX.minusMinutes(1));

        assertThat(sessions.isOpen(session)).isTrue();
        clock.pass(Duration.ofMinutes(2));

        assertThat(sessions.isOpen(session)).isFalse();
        assertThat(sessions.of(id)).isEmpty();
    }

    @Test
    void holdsNoSessionForOpenThatIsClosed() {
        String id = sessions.open("jane", Role.VIEWER);
        Session session = sessions.of(id).orElseThrow();

        sessions.close(id);

        assertThat(sessions.isOpen(session)).isFalse();
    }

    @Test
    void endsWhenItIsClosed() {
        String id = sessions.open("jane", Role.VIEWER);

        sessions.close(id);

        assertThat(sessions.of(id)).isEmpty();
    }

    @Test
    void letsTheLongestUnusedGoWhereThereAreTooMany() {
        String first = sessions.open("first", Role.VIEWER);
        clock.pass(Duration.ofSeconds(1));
        for (int i = 1; i < Sessions.SESSIONS_MAX; i++) {
            sessions.open("other", Role.VIEWER);
        }

        String last = sessions.open("last", Role.VIEWER);

        assertThat(sessions.of(first)).isEmpty();
        assertThat(sessions.of(last)).isPresent();
    }

    @Test
    void saysANoticeOnce() {
        Session session = sessions.of(sessions.open("jane", Role.VIEWER)).orElseThrow();
        session.tell("Suspended");

        assertThat(session.takeNotice()).isEqualTo("Suspended");
        assertThat(session.takeNotice()).isEmpty();
    }
}
