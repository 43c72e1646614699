package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.CurrentProviders;
import io.syncline.port.MailboxRef;
import io.syncline.port.Providers;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a provider tells, kept until somebody looks. */
class HearingTest {

    private static final MailboxRef LOUD = new MailboxRef("t", "loud", "loud@example.com",
            List.of());
    private static final MailboxRef QUIET = new MailboxRef("t", "quiet", "quiet@example.com",
            List.of());

    private final ScriptedProvider provider = new ScriptedProvider();
    private Optional<Mailbox> registered = Optional.empty();
    private final Hearing hearing = new Hearing(new CurrentProviders(
            new Providers(Map.of("t", provider), List.of(LOUD, QUIET)), key -> registered));

    @BeforeEach
    void begin() {
        hearing.roundBegins(LOUD);
        hearing.roundBegins(QUIET);
    }

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
    void leavesAProviderByWhichTheMailboxIsNotReachedAnyMore() {
        registered = Optional.of(Mailbox.newBuilder()
                .setTenant("t")
                .setMailbox("loud")
                .setProvider("another")
                .setAddress("loud@example.com")
                .setState(MailboxState.ACTIVE)
                .build());

        hearing.roundBegins(LOUD);

        assertThat(hearing.hears(LOUD)).isFalse();
        assertThat(hearing.hears(QUIET)).isTrue();
    }

    @Test
    void stopsListeningAtItsEnd() {
        hearing.close();

        assertThat(provider.listeners).isEmpty();
    }
}
