package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Tracking;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.contact.Translated;
import io.syncline.schemas.registry.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a contact's owner moves, or deletes, while its mailbox changes its provider. */
class UntranslatedTest {

    static {
        AvroTrust.install();
    }

    private static final MailboxRef MAILBOX = new MailboxRef("acme", "m1", "agent@example.com",
            List.of("contacts"));
    private static final Instant MADE = Instant.parse("2026-10-01T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
    private static final String ELSEWHERE = "archive";

    private final ScriptedProvider ews = new ScriptedProvider("ews");
    private final ScriptedProvider graph = new ScriptedProvider("graph");
    private Cursor cursor = reader(ews).beginning(MAILBOX);

    @BeforeEach
    void knowsTwoContactsThroughEws() {
        ews.pages.add(page(contact("e1", "contacts", MADE, "Anna"),
                contact("e2", "contacts", MADE.plusSeconds(1), "Ben")));
        step(ews);
    }

    @Test
    void whatMovedToAFolderThatNobodyFollowsIsUntrackedUnderItsNewId() {
        graph.there.put("g1", contact("g1", ELSEWHERE, MADE, "Anna, renamed"));

        List<Observed> facts = migratedAndListed();

        assertThat(facts).extracting(Observed::getKind)
                .containsSubsequence(ObservedKind.MIGRATED, ObservedKind.TRANSLATED,
                        ObservedKind.UNTRACKED, ObservedKind.GONE);
        assertThat(facts).extracting(Observed::getTranslated)
                .filteredOn(Optional::isPresent)
                .extracting(Optional::orElseThrow)
                .containsExactly(new Translated("ews", "e1", "g1"));
        assertThat(facts).filteredOn(fact -> fact.getKind() == ObservedKind.UNTRACKED)
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.getProvider()).isEqualTo("graph");
                    assertThat(fact.getUntracked().orElseThrow().getExternalId())
                            .isEqualTo("g1");
                });
        assertThat(goneIds(facts)).containsExactly("e2");
        assertThat(formerIds()).isEmpty();
    }

    @Test
    void ofTwoThatWereMadeInOneSecondTheSamePersonIsTheOne() {
        Reading cora = contact("e3", "contacts", MADE, "Cora");
        ews.there.put("e3", cora);
        ews.pages.add(page(cora));
        step(ews);
        graph.there.put("g3", contact("g3", ELSEWHERE, MADE, "Cora"));

        List<Observed> facts = migratedAndListed();

        assertThat(facts).extracting(Observed::getTranslated)
                .filteredOn(Optional::isPresent)
                .extracting(Optional::orElseThrow)
                .containsExactly(new Translated("ews", "e3", "g3"));
        assertThat(goneIds(facts)).containsExactly("e1", "e2");
    }

    @Test
    void whatIsFollowedAndNotToldYetWaits() {
        graph.there.put("g1", contact("g1", "contacts", MADE, "Anna"));

        List<Observed> facts = migratedAndListed();
        graph.pages.add(page(graph.there.get("g1")));
        List<Observed> later = step(graph);

        assertThat(goneIds(facts)).containsExactly("e2");
        assertThat(later).extracting(Observed::getKind)
                .containsExactly(ObservedKind.ITEM, ObservedKind.GONE);
        assertThat(formerIds()).isEmpty();
    }

    @Test
    void nothingIsConcludedWhileTheServiceDoesNotAnswer() {
        graph.searchFailure = new Failure.Throttled(Duration.ofSeconds(7), "busy");

        List<Observed> facts = migratedAndListed();

        assertThat(goneIds(facts)).isEmpty();
        assertThat(formerIds()).containsExactly("e1", "e2");
    }

    @Test
    void whatComesBackToTheFormerProviderIsKnownByWhenItWasMade() {
        migrate(graph, ews);
        migrate(ews, graph);

        assertThat(cursor.getFolders().getFirst().getKnownVersions())
                .allSatisfy(text -> assertThat(Mark.of(text).madeAt()).isPresent());
    }

    private List<Observed> migratedAndListed() {
        List<Observed> facts = new ArrayList<>(migrate(graph, ews));
        graph.pages.add(page());
        facts.addAll(step(graph));
        return facts;
    }

    private List<Observed> migrate(MailboxProvider next, MailboxProvider former) {
        List<Observed> facts = new ArrayList<>();
        while (Migrating.isDue(cursor, next.name())) {
            Step step = new Migrating(MAILBOX, next, Optional.of(former)).step(cursor);
            facts.addAll(step.facts());
            cursor = step.cursor();
        }
        return facts;
    }

    private List<Observed> step(MailboxProvider provider) {
        Step step = reader(provider).step(MAILBOX, cursor, 0, NOW);
        cursor = step.cursor();
        return step.facts();
    }

    private static MailboxReader reader(MailboxProvider provider) {
        return new MailboxReader(provider, Policy.newBuilder().build(), 10, Duration.ofDays(1));
    }

    private List<String> formerIds() {
        return cursor.getMigration().orElseThrow().getFormerIds();
    }

    private static List<String> goneIds(List<Observed> facts) {
        return facts.stream()
                .filter(fact -> fact.getKind() == ObservedKind.GONE)
                .map(fact -> fact.getGone().orElseThrow().getExternalId())
                .toList();
    }

    private static Answer<Changes> page(Reading... items) {
        return Answer.of(new Changes.Page(List.of(items), List.of(), "position", true));
    }

    private static Reading contact(String id, String folder, Instant madeAt, String name) {
        return Reading.newBuilder()
                .setExternalId(id)
                .setFolderId(folder)
                .setVersion("version of " + id)
                .setCreatedAt(madeAt)
                .setModifiedAt(madeAt)
                .setFields(List.of("givenName", Tracking.SENSITIVITY))
                .setContact(Contact.newBuilder().setGivenName(name).build())
                .build();
    }
}
