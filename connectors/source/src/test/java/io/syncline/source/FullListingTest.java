package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.registry.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Once in an interval a folder is listed from the start and compared with what is known. */
class FullListingTest {

    static {
        AvroTrust.install();
    }

    private static final MailboxRef MAILBOX = new MailboxRef("acme", "m1", "agent@example.com",
            List.of());
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant FIRST = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant DUE = FIRST.plus(DAY);

    private final ScriptedProvider provider = new ScriptedProvider();
    private final MailboxReader reader = new MailboxReader(provider,
            Policy.newBuilder().build(), 100, DAY);

    @Test
    void tellsNothingWhereNothingDiffers() {
        Cursor listed = listed(reading("x1", "v1"), reading("x2", "v1"));
        provider.pages.add(page(true, reading("x2", "v1"), reading("x1", "v1")));

        Step step = reader.step(MAILBOX, listed, 0, DUE);

        assertThat(step.facts()).isEmpty();
        assertThat(provider.looks).isEmpty();
        assertThat(provider.positions).containsExactly("", "");
        assertThat(step.listing()).isEqualTo(new Step.Listing(true, 0));
        assertThat(step.cursor().getFolders().getFirst().getListedAt()).isEqualTo(DUE);
    }

    @Test
    void goesOnWhereItStoodBeforeTheIntervalIsOver() {
        Cursor listed = listed(reading("x1", "v1"));
        provider.pages.add(page(true));

        Step step = reader.step(MAILBOX, listed, 0, DUE.minusMillis(1));

        assertThat(provider.positions).containsExactly("", "position");
        assertThat(step.listing()).isEqualTo(new Step.Listing(false, 0));
    }

    @Test
    void findsADeleteThatTheRoundsMissed() {
        Cursor listed = listed(reading("x1", "v1"), reading("x2", "v1"));
        provider.pages.add(page(true, reading("x1", "v1")));

        Step step = reader.step(MAILBOX, listed, 0, DUE);

        assertThat(kinds(step)).containsExactly(ObservedKind.GONE);
        assertThat(step.listing()).isEqualTo(new Step.Listing(true, 1));
        assertThat(step.cursor().getFolders().getFirst().getKnownIds()).containsExactly("x1");
    }

    @Test
    void tellsAnEditThatTheRoundsMissed() {
        Cursor listed = listed(reading("x1", "v1"), reading("x2", "v1"));
        provider.pages.add(page(true, reading("x1", "v1"), reading("x2", "v2")));

        Step step = reader.step(MAILBOX, listed, 0, DUE);

        assertThat(step.facts()).singleElement()
                .matches(fact -> fact.getItem().orElseThrow().getExternalId().equals("x2"));
        assertThat(step.listing()).isEqualTo(new Step.Listing(true, 1));
    }

    @Test
    void comparesWithWhatTheRoundsSinceHaveTold() {
        Cursor listed = listed(reading("x1", "v1"));
        provider.pages.add(page(true, reading("x1", "v2")));
        Step edited = reader.step(MAILBOX, listed, 0, FIRST);
        provider.pages.add(page(true, reading("x1", "v2")));

        Step step = reader.step(MAILBOX, edited.cursor(), 0, DUE);

        assertThat(kinds(edited)).containsExactly(ObservedKind.ITEM);
        assertThat(step.facts()).isEmpty();
    }

    @Test
    void missesNothingBeforeTheLastPage() {
        Cursor listed = listed(reading("x1", "v1"), reading("x2", "v1"));
        provider.pages.add(page(false, reading("x1", "v1")));
        provider.pages.add(page(true, reading("x2", "v1")));

        Step middle = reader.step(MAILBOX, listed, 0, DUE);
        Step end = reader.step(MAILBOX, middle.cursor(), middle.nextFolder(), DUE);

        assertThat(middle.facts()).isEmpty();
        assertThat(middle.listing()).isEqualTo(new Step.Listing(false, 0));
        assertThat(end.facts()).isEmpty();
        assertThat(end.listing()).isEqualTo(new Step.Listing(true, 0));
    }

    @Test
    void looksOnceMoreAtWhatMovedToAnotherFolder() {
        Cursor listed = listed(reading("x1", "v1"));
        provider.there.put("x1",
                Reading.newBuilder(reading("x1", "v1")).setFolderId("other").build());
        provider.pages.add(Answer.of(new Changes.Page(List.of(), List.of("x1"), "p", true)));
        Step moved = reader.step(MAILBOX, listed, 0, FIRST);
        provider.pages.add(page(true));

        Step step = reader.step(MAILBOX, moved.cursor(), 0, DUE);

        assertThat(provider.looks).containsExactly("x1", "x1");
        assertThat(step.cursor().getFolders().getFirst().getKnownIds()).isEmpty();
    }

    /** A page may call an item removed that is there, and the position be lost before it is told. */
    @Test
    void noticesTheEndOfWhatWasToldOnlyAfterAPageHadCalledItRemoved() {
        Cursor listed = listed(reading("x1", "v1"));
        provider.there.put("x2",
                Reading.newBuilder(reading("x2", "v1")).setFolderId("contacts").build());
        provider.pages.add(Answer.of(new Changes.Page(List.of(), List.of("x2"), "p", true)));
        Step told = reader.step(MAILBOX, listed, 0, FIRST);
        provider.there.remove("x2");
        provider.pages.add(page(true, reading("x1", "v1")));

        Step step = reader.step(MAILBOX, told.cursor(), 0, DUE);

        assertThat(step.facts()).singleElement()
                .matches(fact -> fact.getKind() == ObservedKind.GONE);
    }

    private Cursor listed(Reading... items) {
        provider.pages.add(page(true, items));
        return reader.step(MAILBOX, reader.beginning(MAILBOX), 0, FIRST).cursor();
    }

    private static Answer<Changes> page(boolean complete, Reading... items) {
        return Answer.of(new Changes.Page(List.of(items), List.of(), "position", complete));
    }

    private static Reading reading(String id, String version) {
        return Reading.newBuilder()
                .setExternalId(id)
                .setVersion(version)
                .setModifiedAt(Instant.EPOCH)
                .setFields(List.of("displayName"))
                .setContact(Contact.newBuilder().build())
                .build();
    }

    private static List<ObservedKind> kinds(Step step) {
        return step.facts().stream().map(Observed::getKind).toList();
    }
}
