package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
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

class MailboxReaderTest {

    static {
        AvroTrust.install();
    }

    private static final MailboxRef MAILBOX = new MailboxRef("acme", "m1", "agent@example.com",
            List.of());

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final ScriptedProvider provider = new ScriptedProvider();
    private final MailboxReader reader = new MailboxReader(provider,
            Policy.newBuilder().build(), 100, Duration.ofDays(1));

    @Test
    void saysFirstWhatItCanHoldAndLastThatAllIsListed() {
        provider.pages.add(page(true, List.of("x1", "x2"), List.of()));

        Step step = begin();

        assertThat(kinds(step)).containsExactly(ObservedKind.CAPABILITIES, ObservedKind.ITEM,
                ObservedKind.ITEM, ObservedKind.LISTED);
        assertThat(step.cursor().getListed()).isTrue();
        assertThat(provider.looks).isEmpty();
    }

    @Test
    void saysNothingOfTheEndBeforeTheLastPage() {
        provider.pages.add(page(false, List.of("x1"), List.of()));

        Step step = begin();

        assertThat(kinds(step)).doesNotContain(ObservedKind.LISTED);
        assertThat(step.pause()).isEqualTo(new Step.Pause.None());
    }

    @Test
    void looksForTheStampOfANewcomerAfterTheFirstListing() {
        Cursor listed = listed("x1");
        provider.there.put("x2", Reading.newBuilder(reading("x2")).setStamp("acme/m1/i").build());
        provider.pages.add(page(true, List.of("x1", "x2"), List.of()));

        Step step = step(listed, 0);

        assertThat(provider.looks).containsExactly("x2");
        assertThat(step.facts()).extracting(fact -> fact.getItem()
                .orElseThrow()
                .getStamp()
                .orElse("")).containsExactly("", "acme/m1/i");
    }

    @Test
    void looksAtWhatLeftBeforeItSaysThatItIsGone() {
        Cursor listed = listed("x1", "x2");
        provider.there.put("x2", reading("x2"));
        provider.pages.add(page(true, List.of(), List.of("x1", "x2")));

        Step step = step(listed, 0);

        assertThat(kinds(step)).containsExactly(ObservedKind.GONE, ObservedKind.ITEM);
        assertThat(step.cursor().getFolders().getFirst().getKnownIds()).containsExactly("x2");
    }

    @Test
    void findsWhatIsMissingOnlyAtTheEndOfANewListing() {
        Cursor listed = listed("x1", "x2", "x3");
        provider.pages.add(Answer.of(new Changes.PositionLost("expired")));
        Step lost = step(listed, 0);
        provider.pages.add(page(false, List.of("x1"), List.of()));
        Step middle = step(lost.cursor(), lost.nextFolder());
        provider.pages.add(page(true, List.of("x3"), List.of()));

        Step end = step(middle.cursor(), middle.nextFolder());

        assertThat(kinds(lost)).isEmpty();
        assertThat(kinds(middle)).isEmpty();
        assertThat(provider.looks).containsExactly("x2");
        assertThat(kinds(end)).containsExactly(ObservedKind.GONE);
    }

    @Test
    void takesTheLastOfTwoTellingsOfOneItem() {
        Reading older = reading("x1");
        Reading newer = Reading.newBuilder(older).setVersion("newer").build();
        provider.pages.add(Answer.of(new Changes.Page(List.of(older, newer), List.of(), "p",
                true)));

        Step step = begin();

        assertThat(step.facts()).filteredOn(fact -> fact.getKind() == ObservedKind.ITEM)
                .singleElement()
                .matches(fact -> fact.getItem()
                        .orElseThrow()
                        .getVersion()
                        .orElse("")
                        .equals("newer"));
    }

    @Test
    void saysOnceThatAMailboxIsClosedAndOnceThatItIsOpenAgain() {
        Cursor listed = listed("x1");
        provider.pages.add(Answer.failed(new Failure.Unavailable("no licence")));
        provider.pages.add(Answer.failed(new Failure.Unavailable("no licence")));
        provider.pages.add(page(true, List.of(), List.of()));

        Step closed = step(listed, 0);
        Step still = step(closed.cursor(), 0);
        Step open = step(still.cursor(), 0);

        assertThat(kinds(closed)).containsExactly(ObservedKind.UNAVAILABLE);
        assertThat(kinds(still)).isEmpty();
        assertThat(kinds(open)).containsExactly(ObservedKind.AVAILABLE);
    }

    @Test
    void keepsItsPlaceWhileItIsThrottled() {
        Cursor listed = listed("x1");
        provider.pages.add(Answer.failed(new Failure.Throttled(Duration.ofSeconds(7), "429")));

        Step step = step(listed, 0);

        assertThat(step.pause()).isEqualTo(new Step.Pause.Told(Duration.ofSeconds(7)));
        assertThat(step.facts()).isEmpty();
        assertThat(step.cursor()).isEqualTo(listed);
    }

    @Test
    void givesEveryFactAnIdOfItsOwn() {
        provider.pages.add(page(true, List.of("x1"), List.of()));
        Step first = begin();
        provider.pages.add(page(true, List.of("x1"), List.of()));

        Step second = step(first.cursor(), 0);

        assertThat(first.facts()).extracting(Observed::getEventId)
                .doesNotContainAnyElementsOf(second.facts()
                        .stream()
                        .map(Observed::getEventId)
                        .toList());
    }

    private Step begin() {
        return step(reader.beginning(MAILBOX), 0);
    }

    private Step step(Cursor cursor, int next) {
        return reader.step(MAILBOX, cursor, next, NOW);
    }

    private Cursor listed(String... ids) {
        provider.pages.add(page(true, List.of(ids), List.of()));
        return begin().cursor();
    }

    private static Answer<Changes> page(boolean complete, List<String> ids,
            List<String> removed) {
        return Answer.of(new Changes.Page(ids.stream().map(MailboxReaderTest::reading).toList(),
                removed, "position", complete));
    }

    private static Reading reading(String id) {
        return Reading.newBuilder()
                .setExternalId(id)
                .setVersion("ck")
                .setModifiedAt(Instant.EPOCH)
                .setFields(List.of("displayName"))
                .setContact(Contact.newBuilder().build())
                .build();
    }

    private static List<ObservedKind> kinds(Step step) {
        return step.facts().stream().map(Observed::getKind).toList();
    }
}
