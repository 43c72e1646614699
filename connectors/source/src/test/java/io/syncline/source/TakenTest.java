package io.syncline.source;

import static io.syncline.source.Places.Purpose.FOLLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.MailboxRef;
import io.syncline.schemas.AvroTrust;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TakenTest {

    static {
        AvroTrust.install();
    }

    private static final MailboxRef MAILBOX = new MailboxRef("acme", "agent",
            "agent@example.com", List.of());

    private final Places places = new Places(1, new Pace(100, 0));
    private final Places.Place place = places.take(FOLLOWED, 0).orElseThrow();

    static Stream<Throwable> failures() {
        return Stream.of(new IllegalStateException("a bug"), new StackOverflowError("a bug"),
                new NoClassDefFoundError("a bug"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void givesAStepHoweverReadingFails(Throwable failure) {
        Step failed = step(new Step.Pause.Failed());

        Taken taken = Taken.by(() -> {
            throw TakenTest.<RuntimeException>thrown(failure);
        }, failed, place);

        assertThat(taken).isEqualTo(new Taken(failed, place));
        assertThat(places.areTaken()).isFalse();
    }

    @Test
    void givesTheStepThatWasRead() {
        Step read = step(new Step.Pause.RoundOver());

        Taken taken = Taken.by(() -> read, step(new Step.Pause.Failed()), place);

        assertThat(taken.step()).isSameAs(read);
        assertThat(places.areTaken()).isFalse();
    }

    /** Unchecked, whatever it is. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Never there: it throws.
    private static <T extends Throwable> T thrown(Throwable failure) throws T {
        throw (T) failure;
    }

    private static Step step(Step.Pause pause) {
        return Step.without(MAILBOX, MailboxReader.beginning(MAILBOX, "graph"), 0, pause);
    }
}
