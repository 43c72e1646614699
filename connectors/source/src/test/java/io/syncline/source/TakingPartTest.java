package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.port.Tracking;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Direction;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A tenant's policy is told as a fact, and what does not take part stays in the mailbox. */
class TakingPartTest {

    static {
        AvroTrust.install();
    }

    private static final MailboxRef MAILBOX = mailbox(List.of(), Tracking.EVERYTHING);
    private static final Policy DEFAULTS = Policy.newBuilder().build();
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final ScriptedProvider provider = new ScriptedProvider();

    @Test
    void keepsTheContentsOfAPrivateContactInTheMailbox() {
        MailboxRef discreet = mailbox(List.of(), new Tracking(false, Set.of()));
        provider.privateIds.add("x2");
        provider.pages.add(page(jane("x1"), jane("x2")));

        Step step = begin(reader(DEFAULTS), discreet);

        assertThat(items(step).getFirst().getFields()).containsExactly("displayName", "categories",
                "sensitivity");
        assertThat(items(step).getLast().getFields()).containsExactly("sensitivity");
        assertThat(items(step).getLast().getContact())
                .isEqualTo(Contact.newBuilder().setSensitivity("Private").build());
        assertThat(provider.privateSearches).isEqualTo(1);
    }

    @Test
    void doesNotAskWhatIsPrivateWhereThatTakesPart() {
        provider.privateIds.add("x1");
        provider.pages.add(page(jane("x1")));

        Step step = begin(reader(DEFAULTS), MAILBOX);

        assertThat(items(step)).singleElement().isEqualTo(jane("x1"));
        assertThat(provider.privateSearches).isZero();
    }

    @Test
    void tellsNothingWhileNobodySaysWhatIsPrivate() {
        MailboxRef discreet = mailbox(List.of(), new Tracking(false, Set.of()));
        provider.privateFailure = new Failure.Throttled(Duration.ofSeconds(7), "429");
        provider.pages.add(page(jane("x1")));

        Step step = begin(reader(DEFAULTS), discreet);

        assertThat(step.facts()).isEmpty();
        assertThat(step.pause()).isEqualTo(new Step.Pause.Told(Duration.ofSeconds(7)));
    }

    @Test
    void keepsTheContentsOfAContactOfAnotherCategoryInTheMailbox() {
        MailboxRef chosen = mailbox(List.of(), new Tracking(true, Set.of("Lead")));
        provider.pages.add(page(jane("x1")));

        Step step = begin(reader(DEFAULTS), chosen);

        assertThat(items(step)).singleElement()
                .isEqualTo(Reading.newBuilder(jane("x1"))
                        .setFields(List.of("categories"))
                        .setContact(Contact.newBuilder().setCategories(List.of("Client")).build())
                        .build());
    }

    @Test
    void saysThatAnItemInAFolderThatIsNotFollowedIsUntracked() {
        MailboxRef narrow = mailbox(List.of("contacts"), Tracking.EVERYTHING);
        MailboxReader reader = reader(DEFAULTS);
        provider.pages.add(page(jane("x1")));
        Step listed = begin(reader, narrow);
        provider.there.put("x1", Reading.newBuilder(jane("x1")).setFolderId("elsewhere").build());
        provider.pages.add(Answer.of(new Changes.Page(List.of(), List.of("x1"), "p", true)));

        Step step = reader.step(narrow, listed.cursor(), 0, NOW);

        assertThat(step.facts()).singleElement()
                .matches(fact -> fact.getKind() == ObservedKind.UNTRACKED)
                .matches(fact -> fact.getUntracked().orElseThrow().getExternalId().equals("x1"));
    }

    @Test
    void tellsAPolicyOnce() {
        Policy policy = Policy.newBuilder().setDeletes(Direction.MAILBOX_ONLY).build();
        MailboxReader reader = reader(policy);
        provider.pages.add(page(jane("x1")));
        provider.pages.add(page());

        Step first = begin(reader, MAILBOX);
        Step second = reader.step(MAILBOX, first.cursor(), 0, NOW);

        assertThat(first.decisions()).singleElement()
                .matches(decision -> decision.getKind() == DecisionKind.POLICY)
                .matches(decision -> decision.getMailbox().orElse("").equals("m1"))
                .matches(decision -> decision.getPolicy().orElseThrow().equals(policy));
        assertThat(second.decisions()).isEmpty();
        assertThat(provider.positions).containsExactly("", "position");
    }

    @Test
    void tellsAPolicyThoughTheMailboxIsClosed() {
        provider.pages.add(Answer.failed(new Failure.Unavailable("no licence")));

        Step step = begin(reader(Policy.newBuilder().setDeleteBeatsEdit(true).build()), MAILBOX);

        assertThat(step.decisions()).hasSize(1);
        assertThat(step.cursor().getPolicy()).isPresent();
    }

    @Test
    void tellsNothingOfThePolicyThatEverybodyBeginsWith() {
        provider.pages.add(page());

        Step step = begin(reader(DEFAULTS), MAILBOX);

        assertThat(step.decisions()).isEmpty();
        assertThat(step.cursor().getPolicy()).isEmpty();
    }

    @Test
    void givesAPolicyThatComesBackAnotherId() {
        MailboxReader strict = reader(Policy.newBuilder().setDeleteBeatsEdit(true).build());
        provider.pages.add(page());
        provider.pages.add(page());
        provider.pages.add(page());

        Step first = begin(strict, MAILBOX);
        Step back = reader(DEFAULTS).step(MAILBOX, first.cursor(), 0, NOW);
        Step again = strict.step(MAILBOX, back.cursor(), 0, NOW);

        List<String> ids = Stream.of(first, back, again)
                .flatMap(step -> step.decisions().stream())
                .map(Decision::getEventId)
                .toList();
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void tellsEverythingAnewWhenOthersTakePart() {
        provider.pages.add(page(jane("x1")));
        Step before = begin(reader(DEFAULTS), MAILBOX);
        provider.pages.add(page(jane("x1")));

        Step step = reader(Policy.newBuilder().setPrivateContacts(true).build()).step(MAILBOX,
                before.cursor(), 0, NOW);

        assertThat(step.decisions()).hasSize(1);
        assertThat(provider.positions).containsExactly("", "");
        assertThat(items(step)).extracting(Reading::getExternalId).containsExactly("x1");
        assertThat(step.listing()).isEqualTo(new Step.Listing(true, 0));
    }

    private MailboxReader reader(Policy policy) {
        return new MailboxReader(provider, policy, 100, Duration.ofDays(1));
    }

    private static Step begin(MailboxReader reader, MailboxRef mailbox) {
        return reader.step(mailbox, reader.beginning(mailbox), 0, NOW);
    }

    private static MailboxRef mailbox(List<String> folders, Tracking tracking) {
        return new MailboxRef("acme", "m1", "agent@example.com", folders, tracking);
    }

    private static Answer<Changes> page(Reading... items) {
        return Answer.of(new Changes.Page(List.of(items), List.of(), "position", true));
    }

    private static Reading jane(String id) {
        return Reading.newBuilder()
                .setExternalId(id)
                .setVersion("ck")
                .setModifiedAt(Instant.EPOCH)
                .setFields(List.of("displayName", "categories"))
                .setContact(Contact.newBuilder()
                        .setDisplayName("Jane Doe")
                        .setCategories(List.of("Client"))
                        .build())
                .build();
    }

    private static List<Reading> items(Step step) {
        return step.facts()
                .stream()
                .flatMap(fact -> fact.getItem().stream())
                .toList();
    }
}
