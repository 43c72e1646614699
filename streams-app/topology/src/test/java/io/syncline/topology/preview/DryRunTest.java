package io.syncline.topology.preview;

import static io.syncline.topology.preview.People.at;
import static io.syncline.topology.preview.People.listing;
import static io.syncline.topology.preview.People.person;
import static io.syncline.topology.preview.People.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.core.state.ItemState;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Reading;
import io.syncline.topology.wire.ContactMapping;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A dry run is told what the real sequence and merge are told, and must come to the same. */
class DryRunTest {

    private static final Contact JANE = person("Jane", "Doe", "jane@example.com");
    private static final Contact JOHN = person("John", "Roe", "john@example.com");

    static List<Scene> scenes() {
        return Scene.all();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void remembersWhatMergeRemembers(Scene scene) throws IOException {
        try (RealRun real = new RealRun(true)) {
            scene.before().accept(real);
            real.pass(Duration.ofMinutes(1));
            DryRun dry = told(real);

            Outcome outcome = dry.listed(scene.mailbox(), real.now());

            real.listed(scene.mailbox(), "preview#");
            assertThat(byId(dry)).isEqualTo(real.items());
            assertThat(effects(outcome)).isEqualTo(scene.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void tellsWhatMergeTellsWhereReviewsComeLast(Scene scene) throws IOException {
        try (RealRun real = new RealRun(false)) {
            scene.before().accept(real);
            real.review();
            real.pass(Duration.ofMinutes(1));
            Outcome outcome = told(real).listed(scene.mailbox(), real.now());
            RealEffects effects = new RealEffects(real);

            real.listed(scene.mailbox(), "preview#");
            real.review();

            assertThat(effects.counts()).allSatisfy(
                    (effect, count) -> assertThat(outcome.count(effect)).as(effect.text())
                            .isEqualTo(count));
        }
    }

    @Test
    void foreseesNothingForAMailboxThatIsSynced() throws IOException {
        Listing listing = listing(reading("x1", JANE), reading("x2", at(JOHN, "Apex")));
        try (RealRun real = new RealRun(true)) {
            Scene.crm(at(JANE, "Acme"), person("Joan", "Poe", "joan@example.com")).accept(real);
            Scene.synced(real, listing);
            real.pass(Duration.ofMinutes(1));
            Listing now = listing(Policy.newBuilder().build(), shown(real));

            Outcome outcome = told(real).listed(now, real.now());

            assertThat(effects(outcome)).isEqualTo(Map.of(Effect.UNCHANGED, 3));
            assertThat(outcome.isQuiet()).isTrue();
            assertThat(outcome.read()).isEqualTo(3);
            RealEffects effects = new RealEffects(real);
            real.listedAgain(now, "again#");
            assertThat(effects.counts().values()).allMatch(count -> count == 0);
        }
    }

    @Test
    void foreseesWhatBecomesOfEditsSinceAMailboxWasRead() throws IOException {
        try (RealRun real = new RealRun(true)) {
            Scene.synced(real, listing(reading("x1", JANE), reading("x2", JOHN)));
            real.pass(Duration.ofMinutes(1));
            Listing now = listing(reading("x1", "v2", real.now(), at(JANE, "Apex")));

            Outcome outcome = told(real).listed(now, real.now());

            assertThat(effects(outcome))
                    .isEqualTo(Map.of(Effect.CHANGED_IN_CRM, 1, Effect.MISSING, 1));
            assertThat(outcome.examples(Effect.MISSING)).containsExactly("John Roe");
            RealEffects effects = new RealEffects(real);
            real.listedAgain(now, "again#");
            assertThat(effects.counts()).allSatisfy((effect, count) -> assertThat(count)
                    .isEqualTo(outcome.count(effect)));
        }
    }

    /** The system was stopped before merge's own review came back. */
    @Test
    void bringsReviewsBackThatDoNotStandInTheJournalYet() throws IOException {
        List<Contact> records = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            records.add(person("First" + i, "Last" + i, "p" + i + "@example.com"));
        }
        try (RealRun real = new RealRun(false)) {
            Scene.crm(records.toArray(Contact[]::new)).accept(real);
            real.listed(listing(), "source#");
            DryRun dry = told(real);
            RealEffects effects = new RealEffects(real);

            Outcome outcome = dry.listed(listing(), real.now());

            real.review();
            assertThat(effects.counts().get(Effect.CREATED_IN_MAILBOX)).isEqualTo(150);
            assertThat(byId(dry).values())
                    .allMatch(item -> item.commands() == 1);
            assertThat(outcome.count(Effect.CREATED_IN_MAILBOX)).isZero();
            assertThat(outcome.count(Effect.UNDECIDED)).isEqualTo(250);
        }
    }

    @Test
    void judgesByTheJournalsTimeWhereTheWallClockIsBehind() throws IOException {
        try (RealRun real = new RealRun(true)) {
            Scene.crm(at(JANE, "Acme")).accept(real);
            Listing listing = listing(reading("x1", "v1", real.now().plusSeconds(60),
                    at(JANE, "Apex")));
            DryRun dry = told(real);

            Outcome outcome = dry.listed(listing, Instant.EPOCH);

            real.listed(listing, "preview#");
            assertThat(byId(dry)).isEqualTo(real.items());
            assertThat(outcome.count(Effect.CONFLICTING)).isEqualTo(1);
        }
    }

    @Test
    void takesTimesAsTheJournalKeepsThem() throws IOException {
        try (RealRun real = new RealRun(true)) {
            DryRun dry = told(real);
            Listing listing = listing(reading("x1", "v1", People.LONG_AGO.plusNanos(1_234_567),
                    JANE));

            dry.listed(listing, real.now().plusNanos(999));

            real.listed(listing, "preview#");
            assertThat(byId(dry)).isEqualTo(real.items());
        }
    }

    @Test
    void countsWhatTakesNoPartWithoutNamingIt() {
        Contact secret = Contact.newBuilder(JANE).setSensitivity("Private").build();

        Outcome outcome = new DryRun("acme", "m1").listed(
                listing(reading("x1", secret), reading("x2", JOHN)), Instant.EPOCH);

        assertThat(outcome.read()).isEqualTo(2);
        assertThat(outcome.withheld()).isEqualTo(1);
        assertThat(outcome.examples(Effect.CREATED_IN_CRM)).containsExactly("John Roe");
    }

    @Test
    void saysThatADisabledMailboxIsNotWrittenTo() throws IOException {
        try (RealRun real = new RealRun(true)) {
            real.decided(Decision.newBuilder()
                    .setMailbox(RealRun.MAILBOX)
                    .setKind(DecisionKind.DISABLED));

            assertThat(told(real).listed(listing(), real.now()).takesCommands()).isFalse();
        }
    }

    @Test
    void countsWhatWasFoundAmbiguousBefore() throws IOException {
        Contact nameless = Contact.newBuilder(JANE).setGivenName(null).setSurname(null).build();
        Contact other = Contact.newBuilder(JANE)
                .setMobilePhone(People.caller("J", "D",
                        "+15555550100").getMobilePhone().orElseThrow())
                .build();
        Listing listing = listing(reading("x1", nameless));
        try (RealRun real = new RealRun(true)) {
            Scene.crm(JANE, other).accept(real);
            Scene.synced(real, listing);

            Outcome outcome = told(real).listed(listing, real.now());

            assertThat(effects(outcome))
                    .isEqualTo(Map.of(Effect.AMBIGUOUS, 1, Effect.WAITING, 2));
        }
    }

    @Test
    void deletesWhatTheCrmDeletedWhileTheMailboxWasClosed() throws IOException {
        Listing listing = listing(reading("x1", JANE), reading("x2", JOHN));
        try (RealRun real = new RealRun(true)) {
            Scene.synced(real, listing);
            real.closed(listing);
            real.pass(Duration.ofHours(1));
            real.edited(EditKind.DELETE, real.items().firstEntry().getKey(), List.of(),
                    Contact.newBuilder().build());

            Outcome outcome = told(real).listed(listing, real.now());

            assertThat(effects(outcome))
                    .isEqualTo(Map.of(Effect.DELETED_IN_MAILBOX, 1, Effect.UNCHANGED, 1));
            RealEffects effects = new RealEffects(real);
            real.opened(listing);
            assertThat(effects.counts()).containsEntry(Effect.DELETED_IN_MAILBOX, 1);
        }
    }

    @Test
    void givesTheFirstNamesInTheAlphabet() {
        List<Reading> readings = new ArrayList<>();
        for (int i = 40; i > 0; i--) {
            readings.add(reading("x" + i, person("P%02d".formatted(i), "Doe", i + "@example.com")));
        }

        Outcome outcome = new DryRun("acme", "m1")
                .listed(listing(Policy.newBuilder().build(), readings), Instant.EPOCH);

        assertThat(outcome.examples(Effect.CREATED_IN_CRM)).hasSize(Outcome.EXAMPLES_MAX)
                .startsWith("P01 Doe", "P02 Doe");
        assertThat(outcome.toString()).contains("CREATED_IN_CRM=Group[40]").doesNotContain("Doe");
    }

    @Test
    void refusesAListingThroughAnotherProvider() throws IOException {
        try (RealRun real = new RealRun(true)) {
            Scene.synced(real, listing(reading("x1", JANE)));
            DryRun dry = told(real);
            Listing ews = new Listing("ews", Map.of(), false, Policy.newBuilder().build(),
                    List.of());

            assertThat(dry.provider()).isEqualTo("graph");
            assertThatThrownBy(() -> dry.listed(ews, real.now()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("through graph");
        }
    }

    private static DryRun told(RealRun real) {
        DryRun dry = new DryRun(RealRun.TENANT, RealRun.MAILBOX);
        real.journal(dry::tell);
        return dry;
    }

    /** What the mailbox shows after all that was written to it. */
    private static List<Reading> shown(RealRun real) {
        return real.items()
                .values()
                .stream()
                .map(item -> reading(item.mailbox().externalId(), item.mailbox().version(),
                        item.mailbox().modifiedAt(),
                        ContactMapping.contact(item.contents())))
                .toList();
    }

    private static Map<String, ItemState> byId(DryRun dry) {
        return dry.items()
                .stream()
                .collect(Collectors.toMap(item -> item.key().item(), item -> item));
    }

    /** Those that occur. */
    private static Map<Effect, Integer> effects(Outcome outcome) {
        Map<Effect, Integer> effects = new EnumMap<>(Effect.class);
        for (Effect effect : Effect.values()) {
            if (outcome.count(effect) > 0) {
                effects.put(effect, outcome.count(effect));
            }
        }
        return effects;
    }
}
