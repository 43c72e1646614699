package io.syncline.source;

import static io.syncline.source.Places.Purpose.CLOSED;
import static io.syncline.source.Places.Purpose.FOLLOWED;
import static io.syncline.source.Places.Purpose.LISTED_FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.FolderCursor;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {

    static {
        AvroTrust.install();
    }

    private static final int MAX = 8;

    /** Nobody can say what waits, so that the pace lets everybody in. */
    private final Pace pace = new Pace(100, 0);
    private final Places places = new Places(MAX, pace);

    PlacesTest() {
        pace.unknown();
    }

    @Test
    void keepsAQuarterOfThemForMailboxesThatAreFollowed() {
        int listed = taken(LISTED_FIRST);

        assertThat(listed).isEqualTo(6);
        assertThat(taken(FOLLOWED)).isEqualTo(2);
        assertThat(places.areTaken()).isTrue();
    }

    @Test
    void letsMailboxesThatAreFollowedHaveAll() {
        assertThat(taken(FOLLOWED)).isEqualTo(MAX);
    }

    @Test
    void letsFewIntoMailboxesThatAreClosed() {
        assertThat(taken(CLOSED)).isEqualTo(1);
    }

    @Test
    void letsOthersInWhenOneIsLeft() {
        Places.Place place = places.take(CLOSED, 0).orElseThrow();
        place.leave();

        assertThat(places.take(CLOSED, 0)).isPresent();
    }

    @Test
    void holdsAPageAgainstThePaceUntilItIsPublished() {
        Pace strict = new Pace(100, 0);
        Places paced = new Places(MAX, strict);
        Places.Place place = paced.take(LISTED_FIRST, 0).orElseThrow();
        place.leave();

        assertThat(paced.take(LISTED_FIRST, 0)).isEmpty();
        assertThat(paced.take(FOLLOWED, 0)).isPresent();
        place.ended();
        place.ended();
        assertThat(paced.take(LISTED_FIRST, 0)).isPresent();
        assertThat(paced.take(LISTED_FIRST, 0)).isEmpty();
    }

    @Test
    void knowsWhatAMailboxIsReadFor() {
        Cursor unknown = cursor();
        Cursor followed = cursor(Instant.EPOCH.plusSeconds(1));
        Cursor halfListed = cursor(Instant.EPOCH.plusSeconds(1), Instant.EPOCH);
        Cursor closed = Cursor.newBuilder(unknown).setUnavailable(true).build();

        assertThat(Folders.purpose(unknown, 0)).isEqualTo(LISTED_FIRST);
        assertThat(Folders.purpose(closed, 0)).isEqualTo(CLOSED);
        assertThat(Folders.purpose(followed, 0)).isEqualTo(FOLLOWED);
        assertThat(Folders.purpose(followed, 1)).as("the round's end").isEqualTo(FOLLOWED);
        assertThat(Folders.purpose(halfListed, 0)).isEqualTo(FOLLOWED);
        assertThat(Folders.purpose(halfListed, 1)).isEqualTo(LISTED_FIRST);
    }

    private int taken(Places.Purpose purpose) {
        int taken = 0;
        while (places.take(purpose, 0).isPresent()) {
            taken++;
        }
        return taken;
    }

    private static Cursor cursor(Instant... listedAt) {
        return Cursor.newBuilder()
                .setTenant("acme")
                .setMailbox("agent")
                .setProvider("graph")
                .setFolders(List.of(listedAt)
                        .stream()
                        .map(at -> FolderCursor.newBuilder()
                                .setFolderId("contacts")
                                .setListedAt(at)
                                .build())
                        .toList())
                .build();
    }
}
