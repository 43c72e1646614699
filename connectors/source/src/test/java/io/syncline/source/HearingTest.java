package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.MailboxRef;
import io.syncline.port.Providers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a provider tells, kept until somebody looks. */
class HearingTest {

    private static final MailboxRef LOUD = new MailboxRef("t", "loud", "loud@example.com",
            List.of());
    private static final MailboxRef QUIET = new MailboxRef("t", "quiet", "quiet@example.com",
            List.of());

    private final ScriptedProvider provider = new ScriptedProvider();
    private final Hearing hearing = new Hearing(
            new Providers(Map.of("t", provider), List.of(LOUD, QUIET)), List.of(LOUD, QUIET));

    @Test
    void keepsWhatIsToldUntilARoundBegins() {
        provider.tells(LOUD);
        provider.tells(LOUD);
        boolean before = hearing.isTold(LOUD);

        hearing.roundBegins(LOUD);

        assertThat(before).isTrue();
        assertThat(hearing.isTold(LOUD)).isFalse();
        assertThat(hearing.isTold(QUIET)).isFalse();
    }

    @Test
    void keepsWhatIsToldDuringARoundForTheNext() {
        hearing.roundBegins(LOUD);

        provider.tells(LOUD);

        assertThat(hearing.isTold(LOUD)).isTrue();
    }

    @Test
    void hearsOfWhatTheProviderTells() {
        assertThat(hearing.hears(LOUD)).isTrue();
        assertThat(hearing.hears(new MailboxRef("t", "new", "new@example.com", List.of())))
                .isFalse();
    }

    @Test
    void stopsListeningAtItsEnd() {
        hearing.close();

        assertThat(provider.listeners).isEmpty();
    }
}
