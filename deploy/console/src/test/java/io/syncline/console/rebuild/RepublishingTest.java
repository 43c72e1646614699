package io.syncline.console.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RepublishingTest {

    private static final long SILENT_SINCE = 20;
    private static final long HANDOVER = 100;

    @Test
    void findsWhatTheFormerOnePublishedOtherwiseOrNotAtAll() {
        Map<String, Print> published = Map.of("same", print(1, 50), "other", print(2, 51));
        Map<String, Print> kept = Map.of("same", print(1, 50), "other", print(9, 51), "none",
                print(3, 52));

        assertThat(Republishing.differing(published, kept, SILENT_SINCE, HANDOVER))
                .containsExactly("none", "other");
    }

    @Test
    void leavesWhatTheNewOneHasPublishedItself() {
        Map<String, Print> published = Map.of("edited since", print(5, 101), "published anew",
                print(6, 140));
        Map<String, Print> kept = Map.of("edited since", print(4, 60), "published anew",
                print(6, 60));

        assertThat(Republishing.differing(published, kept, SILENT_SINCE, HANDOVER)).isEmpty();
    }

    @Test
    void tellsTheEndOfWhatOnlyTheFormerOneHad() {
        assertThat(Republishing.differing(Map.of("a", print(1, 50), "before", print(2, 10)),
                Map.of(), SILENT_SINCE, HANDOVER)).containsExactly("a");
    }

    @Test
    void publishesAHigherVersionOfTheSame() {
        assertThat(Republishing.differing(Map.of("a", new Print(1, 1, 3, 50)),
                Map.of("a", new Print(1, 1, 4, 50)), SILENT_SINCE, HANDOVER))
                .containsExactly("a");
    }

    @Test
    void leavesWhatWasKeptBeforeTheNewOneRanForTheFirstTime() {
        assertThat(Republishing.differing(Map.of("a", print(2, 15)), Map.of("a", print(1, 10)),
                SILENT_SINCE, HANDOVER)).isEmpty();
    }

    private static Print print(long hash, long offset) {
        return new Print(hash, hash, 1, offset);
    }
}
