package io.syncline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Translated;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.registry.FolderCursor;
import io.syncline.schemas.registry.Migration;
import io.syncline.schemas.registry.Rehearsal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order of facts when a mailbox changes its provider, and what a crash between them changes. */
class MigratingTest {

    static {
        AvroTrust.install();
    }

    private static final MailboxRef MAILBOX = new MailboxRef("acme", "m1", "agent@example.com",
            List.of());
    private static final int STEPS_MAX = 20;

    private final ScriptedProvider ews = new ScriptedProvider("ews");
    private final ScriptedProvider graph = new ScriptedProvider("graph");

    @Test
    void tellsCapabilitiesThenTranslationsThenThatItHasMigrated() {
        graph.translations.put("e1", "g1");
        graph.translations.put("e2", "g2");

        List<Step> steps = migrated(cursor("e1", "e2"));

        assertThat(facts(steps)).extracting(Observed::getKind)
                .containsExactly(ObservedKind.CAPABILITIES, ObservedKind.TRANSLATED,
                        ObservedKind.TRANSLATED, ObservedKind.MIGRATED);
        assertThat(facts(steps)).extracting(Observed::getProvider).containsOnly("graph");
        assertThat(facts(steps)).extracting(Observed::getTranslated)
                .filteredOn(Optional::isPresent)
                .extracting(Optional::orElseThrow)
                .containsExactly(new Translated("ews", "e1", "g1"),
                        new Translated("ews", "e2", "g2"));
        assertThat(facts(steps)).extracting(Observed::getEventId).doesNotHaveDuplicates();
    }

    @Test
    void readsNothingBeforeItHasMigrated() {
        migrated(cursor("e1"));

        assertThat(List.of(graph, ews)).allSatisfy(provider -> {
            assertThat(provider.positions).isEmpty();
            assertThat(provider.looks).isEmpty();
        });
    }

    @Test
    void beginsAnewUnderTheNewProviderAndGoesOnKnowingWhatItTranslated() {
        graph.translations.put("e1", "g1");

        Cursor after = migrated(cursor("e1", "e2")).getLast().cursor();

        assertThat(after.getProvider()).isEqualTo("graph");
        assertThat(after.getListed()).isTrue();
        assertThat(after.getUnavailable()).isFalse();
        assertThat(after.getFolders()).containsExactly(FolderCursor.newBuilder()
                .setFolderId("contacts")
                .setKnownIds(List.of("g1"))
                .setKnownVersions(List.of(""))
                .build());
        assertThat(after.getMigration()).contains(Migration.newBuilder()
                .setProvider("graph")
                .setTranslated(1)
                .setUntranslated(1)
                .setFormerProvider("ews")
                .setFormerIds(List.of("e2"))
                .setFormerVersions(List.of("!1"))
                .setComplete(true)
                .build());
        assertThat(Migrating.isDue(after, "graph")).isFalse();
    }

    @Test
    void asksTheFormerProviderWhereTheNewOneCannotTranslate() {
        ews.translations.put("e1", "g1");

        Cursor after = migrated(cursor("e1")).getLast().cursor();

        assertThat(after.getFolders().getFirst().getKnownIds()).containsExactly("g1");
    }

    @Test
    void translatesAChunkAStepAndGoesOnFromTheCursorAlone() {
        List<String> ids = IntStream.range(0, 2 * Migrating.IDS_MAX + 1)
                .mapToObj(number -> "e" + number)
                .toList();
        ids.forEach(id -> graph.translations.put(id, "g" + id));

        List<Step> steps = migrated(cursor(ids.toArray(String[]::new)));

        assertThat(steps).extracting(step -> step.facts().size())
                .containsExactly(1, Migrating.IDS_MAX, Migrating.IDS_MAX, 1, 1);
        assertThat(steps.getLast().cursor().getFolders().getFirst().getKnownIds())
                .containsExactlyElementsOf(ids.stream().map(id -> "g" + id).toList());
    }

    @Test
    void repeatsOnlyTheStepThatWasNotCommitted() {
        graph.translations.put("e1", "g1");
        Cursor begun = toGraph().step(cursor("e1")).cursor();

        Step lost = toGraph().step(begun);
        Step again = toGraph().step(begun);

        assertThat(again).isEqualTo(lost);
        assertThat(toGraph().step(again.cursor()).facts()).extracting(Observed::getKind)
                .containsExactly(ObservedKind.MIGRATED);
    }

    @Test
    void waitsAsLongAsTheServiceSaysAndSaysWhy() {
        Cursor begun = toGraph().step(cursor("e1")).cursor();
        graph.translationFailure = new Failure.Throttled(Duration.ofSeconds(7), "busy");

        Step throttled = toGraph().step(begun);
        graph.translationFailure = null;
        Step after = toGraph().step(throttled.cursor());

        assertThat(throttled.facts()).isEmpty();
        assertThat(throttled.pause()).isEqualTo(new Step.Pause.Told(Duration.ofSeconds(7)));
        assertThat(problem(throttled)).contains("busy");
        assertThat(problem(after)).isEmpty();
    }

    @Test
    void leavesIdsThatAServiceRefusesToStampsAndContents() {
        graph.translationFailure = new Failure.Rejected("malformed");

        Cursor after = migrated(cursor("e1")).getLast().cursor();

        assertThat(after.getProvider()).isEqualTo("graph");
        assertThat(after.getFolders().getFirst().getKnownIds()).isEmpty();
    }

    @Test
    void turnsRoundWhenItIsCalledBackHalfWay() {
        List<String> ids = IntStream.range(0, Migrating.IDS_MAX + 1)
                .mapToObj(number -> "e" + number)
                .toList();
        ids.forEach(id -> graph.translations.put(id, "g" + id));
        ids.forEach(id -> graph.translations.put("g" + id, id));
        Cursor half = toGraph().step(toGraph().step(cursor(ids.toArray(String[]::new)))
                .cursor()).cursor();
        assertThat(Migrating.isDue(half, "ews")).isTrue();

        List<Step> back = migrated(half, ews, graph);

        assertThat(facts(back)).extracting(Observed::getKind)
                .containsOnly(ObservedKind.CAPABILITIES, ObservedKind.TRANSLATED,
                        ObservedKind.MIGRATED)
                .startsWith(ObservedKind.CAPABILITIES)
                .endsWith(ObservedKind.MIGRATED)
                .hasSize(Migrating.IDS_MAX + 2);
        assertThat(back.getLast().cursor().getProvider()).isEqualTo("ews");
        assertThat(back.getLast().cursor().getFolders().getFirst().getKnownIds())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void knowsWhatHadNoTranslationWhenItIsCalledBackHalfWay() {
        graph.translations.put("e1", "g1");
        graph.translations.put("g1", "e1");
        Cursor half = toGraph().step(toGraph().step(cursor("e1", "e2")).cursor()).cursor();

        Cursor back = migrated(half, ews, graph).getLast().cursor();

        assertThat(back.getFolders().getFirst().getKnownIds()).containsExactlyInAnyOrder("e1",
                "e2");
        assertThat(back.getMigration().orElseThrow().getFormerIds()).isEmpty();
    }

    @Test
    void knowsWhatHadNoTranslationWhenItComesBackBeforeTheFirstListing() {
        graph.translations.put("e1", "g1");
        Cursor there = migrated(cursor("e1", "e2")).getLast().cursor();

        Cursor back = migrated(there, ews, graph).getLast().cursor();

        assertThat(back.getFolders().getFirst().getKnownIds()).containsExactly("e2");
        assertThat(back.getMigration().orElseThrow()).satisfies(migration -> {
            assertThat(migration.getFormerProvider()).isEqualTo("graph");
            assertThat(migration.getFormerIds()).containsExactly("g1");
        });
    }

    @Test
    void knowsWhatHadNoTranslationWhileASettingKeepsItFromChangingAgain() {
        Cursor there = migrated(cursor("e1")).getLast().cursor();
        MailboxRef narrow = new MailboxRef("acme", "m1", "agent@example.com",
                List.of("contacts", "AAMkClients"));

        Step refused = new Migrating(narrow, ews, Optional.of(graph)).step(there);
        Cursor back = migrated(refused.cursor(), ews, graph).getLast().cursor();

        assertThat(back.getFolders().getFirst().getKnownIds()).containsExactly("e1");
    }

    @Test
    void refusesAMailboxWhoseFoldersOnlyOneProviderCanName() {
        MailboxRef narrow = new MailboxRef("acme", "m1", "agent@example.com",
                List.of("contacts", "AAMkClients"));

        Step step = new Migrating(narrow, graph, Optional.of(ews)).step(cursor("e1"));

        assertThat(step.facts()).isEmpty();
        assertThat(step.cursor().getProvider()).isEqualTo("ews");
        assertThat(problem(step)).hasValueSatisfying(problem -> assertThat(problem)
                .contains("tenants.mailboxes.folders", "AAMkClients"));
    }

    @Test
    void rehearsesWithoutTellingOrChangingAnything() {
        graph.translations.put("e1", "g1");
        Cursor before = cursor("e1", "e2", "e3");

        Step step = toGraph().rehearse(before, new Rehearsal("asked", "graph"), 1);

        assertThat(step.facts()).isEmpty();
        assertThat(step.nextFolder()).isEqualTo(1);
        assertThat(step.cursor().getRehearsal()).contains(Migration.newBuilder()
                .setProvider("graph")
                .setRehearsal("asked")
                .setTranslated(1)
                .setUntranslated(2)
                .setComplete(true)
                .build());
        assertThat(Cursor.newBuilder(step.cursor()).setRehearsal(null).build()).isEqualTo(before);
    }

    @Test
    void saysWhyARehearsalDidNotSucceed() {
        graph.translationFailure = new Failure.Unavailable("no permission");

        Step step = toGraph().rehearse(cursor("e1"), new Rehearsal("asked", "graph"), 0);

        assertThat(step.cursor().getRehearsal()).hasValueSatisfying(found -> {
            assertThat(found.getComplete()).isFalse();
            assertThat(found.getProblem()).contains("no permission");
        });
    }

    private Migrating toGraph() {
        return new Migrating(MAILBOX, graph, Optional.of(ews));
    }

    private List<Step> migrated(Cursor from) {
        return migrated(from, graph, ews);
    }

    /** All steps until the change is over; each is taken by another instance. */
    private static List<Step> migrated(Cursor from, ScriptedProvider next,
            ScriptedProvider former) {
        List<Step> steps = new ArrayList<>();
        Cursor cursor = from;
        while (Migrating.isDue(cursor, next.name())) {
            Step step = new Migrating(MAILBOX, next, Optional.of(former)).step(cursor);
            steps.add(step);
            cursor = step.cursor();
            assertThat(steps).hasSizeLessThan(STEPS_MAX);
        }
        return steps;
    }

    private static List<Observed> facts(List<Step> steps) {
        return steps.stream().flatMap(step -> step.facts().stream()).toList();
    }

    private static Optional<String> problem(Step step) {
        return step.cursor().getMigration().flatMap(Migration::getProblem);
    }

    private static Cursor cursor(String... ids) {
        return Cursor.newBuilder()
                .setTenant("acme")
                .setMailbox("m1")
                .setProvider("ews")
                .setListed(true)
                .setUnavailable(true)
                .setSequence(40)
                .setFolders(List.of(FolderCursor.newBuilder()
                        .setFolderId("contacts")
                        .setPosition("position")
                        .setKnownIds(List.of(ids))
                        .setListing(false)
                        .setListedAt(Instant.EPOCH.plusSeconds(1))
                        .build()))
                .build();
    }
}
