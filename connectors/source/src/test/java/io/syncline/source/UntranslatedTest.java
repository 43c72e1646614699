package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import io.syncline.schemas.registry.FolderCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
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
    void whatMovedUnderEwsIsTranslatedFromItsPresentId() {
        ews.there.put("e9", contact("e9", ELSEWHERE, MADE, "Anna, renamed"));
        ews.translations.put("e9", "g1");

        List<Observed> facts = migrate(graph, ews);

        assertThat(translations(facts)).containsExactly(new Translated("ews", "e1", "g1"));
        assertThat(formerIds()).containsExactly("e2");
    }

    @Test
    void whatIsKnownByAnotherIdIsNotWhoMoved() {
        graph.translations.put("e2", "g2");
        ews.there.put("e2", contact("e2", "contacts", MADE.plusSeconds(1), "Ben"));
        ews.there.put("e9", contact("e9", "contacts", MADE, "Ben"));
        ews.translations.put("e9", "g2");

        assertThat(translations(migrate(graph, ews)))
                .containsExactly(new Translated("ews", "e2", "g2"));
    }

    @Test
    void aFormerProviderThatDoesNotAnswerHoldsNothingUp() {
        ews.searchFailure = new Failure.Unavailable("switched off");

        migrate(graph, ews);

        assertThat(cursor.getProvider()).isEqualTo("graph");
        assertThat(formerIds()).containsExactly("e1", "e2");
    }

    @Test
    void whatLiesInAFolderThatNobodyFollowsIsUntrackedUnderItsNewId() {
        graph.there.put("g1", contact("g1", ELSEWHERE, MADE, "Anna, renamed"));

        List<Observed> facts = migratedAndListed();

        assertThat(facts).extracting(Observed::getKind)
                .containsSubsequence(ObservedKind.MIGRATED, ObservedKind.TRANSLATED,
                        ObservedKind.UNTRACKED, ObservedKind.GONE);
        assertThat(translations(facts)).containsExactly(new Translated("ews", "e1", "g1"));
        assertThat(untracked(facts)).containsExactly(tuple("graph", "g1"));
        assertThat(goneIds(facts)).containsExactly("e2");
        assertThat(formerIds()).isEmpty();
        assertThat(cursor.getFolders().getFirst().getKnownIds()).containsExactly("g1");
    }

    @Test
    void ofTwoThatWereMadeInOneSecondTheSamePersonIsTheOne() {
        knowsCora();
        graph.there.put("g3", contact("g3", ELSEWHERE, MADE, "Cora"));

        List<Observed> facts = migratedAndListed();

        assertThat(translations(facts)).containsExactly(new Translated("ews", "e3", "g3"));
        assertThat(goneIds(facts)).containsExactly("e1", "e2");
    }

    @Test
    void whoMayBeThereWhereNobodyCanTellIsNotGone() {
        knowsCora();
        graph.there.put("g3", contact("g3", ELSEWHERE, MADE, "Renamed"));

        List<Observed> facts = migratedAndListed();

        assertThat(translations(facts)).isEmpty();
        assertThat(untracked(facts)).containsExactly(tuple("ews", "e1"), tuple("ews", "e3"));
        assertThat(goneIds(facts)).containsExactly("e2");
    }

    @Test
    void ofTwoThatMayBeTheOneNeitherIsTaken() {
        graph.there.put("g1", contact("g1", ELSEWHERE, MADE, "Ada"));
        graph.there.put("g9", contact("g9", ELSEWHERE, MADE, "Zoe"));

        List<Observed> facts = migratedAndListed();

        assertThat(translations(facts)).isEmpty();
        assertThat(untracked(facts)).containsExactly(tuple("ews", "e1"));
    }

    @Test
    void whatIsFollowedAndNotToldYetWaits() {
        Reading anna = contact("g1", "contacts", MADE, "Anna");
        graph.there.put("g1", anna);

        List<Observed> facts = migratedAndListed();
        graph.pages.add(page(anna));
        List<Observed> later = step(graph);

        assertThat(goneIds(facts)).containsExactly("e2");
        assertThat(later).extracting(Observed::getKind)
                .containsExactly(ObservedKind.ITEM, ObservedKind.GONE);
        assertThat(formerIds()).isEmpty();
    }

    /** As a cursor of an earlier release. */
    @Test
    void whatNobodyKnowsTheTimeOfIsGone() {
        cursor = Folders.with(cursor, 0, FolderCursor.newBuilder(cursor.getFolders().getFirst())
                .setKnownVersions(List.of())
                .build());
        graph.there.put("g1", contact("g1", ELSEWHERE, MADE, "Anna"));

        assertThat(goneIds(migratedAndListed())).containsExactly("e1", "e2");
    }

    @Test
    void nothingIsConcludedBeforeWholeRoundsAreOver() {
        migrate(graph, ews);
        graph.pages.add(page());

        assertThat(goneIds(step(graph))).isEmpty();
    }

    @Test
    void nothingIsConcludedWhileTheServiceDoesNotAnswer() {
        graph.searchFailure = new Failure.Rejected("not now");

        List<Observed> facts = migratedAndListed();

        assertThat(goneIds(facts)).isEmpty();
        assertThat(formerIds()).containsExactly("e1", "e2");
    }

    @Test
    void whatComesBackToTheFormerProviderIsMissingThereAndKnownByWhenItWasMade() {
        migrate(graph, ews);
        migrate(ews, graph);

        assertThat(cursor.getFolders().getFirst().getKnownVersions()).hasSize(2)
                .allSatisfy(text -> {
                    assertThat(Mark.of(text).madeAt()).isPresent();
                    assertThat(Mark.isMissing(text)).isTrue();
                });
    }

    private void knowsCora() {
        Reading cora = contact("e3", "contacts", MADE, "Cora");
        ews.pages.add(page(cora));
        ews.there.put("e3", cora);
        step(ews);
        ews.there.clear();
    }

    /** Three rounds under the new provider. */
    private List<Observed> migratedAndListed() {
        List<Observed> facts = new ArrayList<>(migrate(graph, ews));
        for (int round = 0; round < 3; round++) {
            graph.pages.add(page());
            facts.addAll(step(graph));
        }
        return facts;
    }

    private static List<Translated> translations(List<Observed> facts) {
        return facts.stream().flatMap(fact -> fact.getTranslated().stream()).toList();
    }

    private static List<Tuple> untracked(List<Observed> facts) {
        return facts.stream()
                .filter(fact -> fact.getKind() == ObservedKind.UNTRACKED)
                .map(fact -> tuple(fact.getProvider(),
                        fact.getUntracked().orElseThrow().getExternalId()))
                .toList();
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
