package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.Difference;
import io.syncline.schemas.registry.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a full listing proves, told as one record a mailbox. */
class ProvingTest {

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
    private final Proving proving = new Proving();

    @Test
    void provesNothingEqualByTheFirstListing() {
        provider.pages.add(page(true, reading("x1", "v1"), reading("x2", "v1")));

        Proof proof = proving.after(reader.step(MAILBOX, reader.beginning(MAILBOX), 0, FIRST))
                .orElseThrow();

        assertThat(proof.getListed()).isEqualTo(2);
        assertThat(proof.getEqual()).isZero();
        assertThat(proof.getDiffering()).isEqualTo(2);
        assertThat(proof.getDifferences()).containsExactly(new Difference("x1", "unknown"),
                new Difference("x2", "unknown"));
    }

    @Test
    void countsWhatStandsAsItWasTold() {
        Cursor listed = listed(reading("x1", "v1"), reading("x2", "v1"));
        provider.pages.add(page(true, reading("x2", "v1"), reading("x1", "v1")));

        Proof proof = proving.after(reader.step(MAILBOX, listed, 0, DUE)).orElseThrow();

        assertThat(proof.getTenant()).isEqualTo("acme");
        assertThat(proof.getMailbox()).isEqualTo("m1");
        assertThat(proof.getProvider()).isEqualTo(provider.name());
        assertThat(proof.getStartedAt()).isEqualTo(DUE);
        assertThat(proof.getEndedAt()).isEqualTo(DUE);
        assertThat(proof.getListed()).isEqualTo(2);
        assertThat(proof.getEqual()).isEqualTo(2);
        assertThat(proof.getDiffering()).isZero();
        assertThat(proof.getDifferences()).isEmpty();
    }

    @Test
    void saysWhatDiffersAndWhy() {
        Cursor listed = listed(reading("same", "v1"), reading("edited", "v1"),
                reading("deleted", "v1"));
        provider.pages.add(page(true, reading("same", "v1"), reading("edited", "v2"),
                reading("added", "v1")));

        Proof proof = proving.after(reader.step(MAILBOX, listed, 0, DUE)).orElseThrow();

        assertThat(proof.getListed()).isEqualTo(3);
        assertThat(proof.getEqual()).isEqualTo(1);
        assertThat(proof.getDiffering()).isEqualTo(3);
        assertThat(proof.getDifferences()).containsExactly(new Difference("edited", "changed"),
                new Difference("added", "unknown"), new Difference("deleted", "missing"));
    }

    @Test
    void addsUpThePagesOfAListing() {
        Cursor listed = listed(reading("x1", "v1"), reading("x2", "v1"), reading("x3", "v1"));
        provider.pages.add(page(false, reading("x1", "v2"), reading("x2", "v1")));
        provider.pages.add(page(true, reading("x2", "v1"), reading("x3", "v1")));

        Step middle = reader.step(MAILBOX, listed, 0, DUE);
        Optional<Proof> early = proving.after(middle);
        Proof proof = proving.after(reader.step(MAILBOX, middle.cursor(), middle.nextFolder(),
                DUE.plusSeconds(9))).orElseThrow();

        assertThat(early).isEmpty();
        assertThat(proof.getStartedAt()).isEqualTo(DUE);
        assertThat(proof.getEndedAt()).isEqualTo(DUE.plusSeconds(9));
        assertThat(proof.getListed()).isEqualTo(3);
        assertThat(proof.getEqual()).isEqualTo(2);
        assertThat(proof.getDiffering()).isEqualTo(1);
    }

    @Test
    void provesNothingOfAListingWhoseBeginningItHasNotSeen() {
        Cursor listed = listed(reading("x1", "v1"), reading("x2", "v1"));
        provider.pages.add(page(false, reading("x1", "v2")));
        provider.pages.add(page(true, reading("x2", "v1")));

        Step middle = reader.step(MAILBOX, listed, 0, DUE);
        Step end = reader.step(MAILBOX, middle.cursor(), middle.nextFolder(), DUE);

        assertThat(new Proving().after(end)).isEmpty();
    }

    @Test
    void provesNothingBetweenListings() {
        Cursor listed = listed(reading("x1", "v1"));
        provider.pages.add(page(true, reading("x1", "v2")));

        assertThat(proving.after(reader.step(MAILBOX, listed, 0, FIRST))).isEmpty();
    }

    @Test
    void waitsUntilEveryFolderWasListed() {
        provider.folders = List.of("contacts", "second");
        provider.pages.add(page(true, reading("x1", "v1")));
        provider.pages.add(page(true, reading("x2", "v1")));

        Step one = reader.step(MAILBOX, reader.beginning(MAILBOX), 0, FIRST);
        Optional<Proof> early = proving.after(one);
        Proof proof = proving.after(reader.step(MAILBOX, one.cursor(), one.nextFolder(),
                FIRST.plusSeconds(3))).orElseThrow();

        assertThat(early).isEmpty();
        assertThat(proof.getListed()).isEqualTo(2);
        assertThat(proof.getStartedAt()).isEqualTo(FIRST);
        assertThat(proof.getEndedAt()).isEqualTo(FIRST.plusSeconds(3));
    }

    /** The second folder is due some seconds after the first, which may be a round later. */
    @Test
    void coversFoldersThatWereListedInDifferentRounds() {
        provider.folders = List.of("contacts", "second");
        provider.pages.add(page(true, reading("x1", "v1")));
        provider.pages.add(page(true, reading("x2", "v1")));
        Step one = reader.step(MAILBOX, reader.beginning(MAILBOX), 0, FIRST);
        Step two = reader.step(MAILBOX, one.cursor(), one.nextFolder(), FIRST.plusSeconds(3));
        provider.pages.add(page(true, reading("x1", "v1")));
        provider.pages.add(page(true));
        provider.pages.add(page(true));
        provider.pages.add(page(true, reading("x2", "v1")));

        Step first = reader.step(MAILBOX, two.cursor(), 0, DUE);
        Step second = reader.step(MAILBOX, first.cursor(), 1, DUE.plusSeconds(1));
        Step third = reader.step(MAILBOX, second.cursor(), 0, DUE.plusSeconds(4));
        Step fourth = reader.step(MAILBOX, third.cursor(), 1, DUE.plusSeconds(5));

        assertThat(proving.after(first)).isEmpty();
        assertThat(proving.after(second)).isEmpty();
        assertThat(proving.after(third)).isEmpty();
        Proof proof = proving.after(fourth).orElseThrow();
        assertThat(proof.getStartedAt()).isEqualTo(DUE);
        assertThat(proof.getEndedAt()).isEqualTo(DUE.plusSeconds(5));
        assertThat(proof.getEqual()).isEqualTo(2);
    }

    @Test
    void namesTheFirstHundredDifferences() {
        int count = ListedPage.NAMED_MAX + 1;
        provider.pages.add(page(true, IntStream.range(0, count)
                .mapToObj(i -> reading("x" + i, "v1"))
                .toArray(Reading[]::new)));

        Proof proof = proving.after(reader.step(MAILBOX, reader.beginning(MAILBOX), 0, FIRST))
                .orElseThrow();

        assertThat(proof.getDiffering()).isEqualTo(count);
        assertThat(proof.getDifferences()).hasSize(ListedPage.NAMED_MAX);
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
}
