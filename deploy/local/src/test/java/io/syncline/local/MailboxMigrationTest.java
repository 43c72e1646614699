package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.local.stack.Reach;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Phone;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.registry.Cursor;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Mailboxes change their provider while both sides are edited (rule R21), judged by both sides' own
 * stores and by the simulated tenant's log of what requests did.
 */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxMigrationTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(60));
    private static final int PEOPLE = 12;
    /** As long as EWS asks to be left alone: longer than any test waits. */
    private static final int LONG_SECONDS = 600;
    private static final String NOTHING_DONE = "0 contacts were made and 0 deleted in the mailbox,"
            + " 0 made and 0 deleted in the CRM";

    private WholeStack everything;
    private Migrations migrations;

    @BeforeAll
    void start() {
        everything = WholeStack.reachedThrough(Reach.EWS, "migration",
                List.of("moved", "unknown", "stalled", "doubtful", "turned", "travelled"), WAITING);
        migrations = new Migrations(everything);
    }

    @AfterAll
    void stop() {
        everything.close();
    }

    @Test
    void makesAndDeletesNothingWithWritesOutstandingAtTheStart() throws JsonProcessingException {
        TwoSides sides = everything.sides("moved");
        List<String> emails = filledFromBothSides(sides);
        Map<String, Long> versions = versions("moved");
        Requests requests = sides.requestsFromNow();
        everything.outlook().throttleThroughEws(sides.address(), PEOPLE, LONG_SECONDS);
        List<String> edited = emails.subList(0, PEOPLE / 2);
        edited.forEach(email -> sides.inCrm(sides.recordId(email),
                TwoSides.set("jobTitle", "Outstanding")));

        Migrations.Said rehearsed = migrations.migrate("moved", "graph", "--dry-run");
        Migrations.Said migrated = migrations.migrate("moved", "graph", "--yes");
        sides.inOutlook(sides.contactId(emails.getFirst()), TwoSides.set("nickName", "After"));
        sides.inCrm(sides.recordId(emails.getLast()), TwoSides.set("jobTitle", "After"));
        WAITING.until("the edits arrive", () -> shows(sides.recordedContacts(), "nickName",
                "After") == 1 && shows(sides.contacts(), "jobTitle", "After") == 1
                && shows(sides.contacts(), "jobTitle", "Outstanding") == edited.size());
        List<String> problems = sides.settled(emails);
        sides.letPollsPass(2);
        Migrations.Said again = migrations.migrate("moved", "graph", "--yes", "--json");

        assertThat(rehearsed.exit()).as(rehearsed.err()).isZero();
        assertThat(rehearsed.out()).contains("example/moved is reached through ews",
                PEOPLE + " contacts have an id there already. 0 contacts have none",
                "Nothing was changed");
        assertThat(migrated.exit()).as(migrated.err()).isZero();
        assertThat(migrated.out()).contains("Done: example/moved is reached through graph.",
                NOTHING_DONE, "No contact waits for a decision");
        assertThat(answers("moved", WriteOutcome.UNAVAILABLE)).as("outstanding at the start")
                .isPositive();
        assertThat(problems).isEmpty();
        assertThat(sides.doubled()).isEmpty();
        assertThat(requests.effects()).allMatch(effect -> effect.startsWith("patched"));
        assertThat(versions("moved").keySet()).isEqualTo(versions.keySet());
        assertThat(versions("moved")).allSatisfy((item, version) -> assertThat(version)
                .isGreaterThanOrEqualTo(versions.getOrDefault(item, Long.MAX_VALUE)));
        JsonNode told = new ObjectMapper().readTree(again.out());
        assertThat(told.path("migrated").asBoolean()).isTrue();
        assertThat(told.path("translated").asInt()).isEqualTo(PEOPLE);
        assertThat(told.path("madeInMailbox").asInt(-1)).isZero();
        assertThat(told.path("deletedInCrm").asInt(-1)).isZero();
    }

    @Test
    void findsContactsByStampAndByContentWhereNoIdIsTranslated() {
        TwoSides sides = everything.sides("unknown");
        List<String> emails = filledFromBothSides(sides);
        Map<String, Long> versions = versions("unknown");
        Requests requests = sides.requestsFromNow();
        everything.outlook().refuseTranslations(sides.address(), 400);

        Migrations.Said rehearsed = migrations.migrate("unknown", "graph", "--dry-run");
        Migrations.Said migrated = migrations.migrate("unknown", "graph", "--yes");
        emails.forEach(email -> sides.inCrm(sides.recordId(email),
                TwoSides.set("jobTitle", "After")));
        WAITING.until("the edits arrive",
                () -> shows(sides.contacts(), "jobTitle", "After") == PEOPLE);
        List<String> problems = sides.settled(emails);

        assertThat(rehearsed.out()).contains("0 contacts have an id there already. " + PEOPLE
                + " contacts have none");
        assertThat(migrated.exit()).as(migrated.err()).isZero();
        assertThat(migrated.out()).contains(NOTHING_DONE);
        assertThat(problems).isEmpty();
        assertThat(sides.doubled()).isEmpty();
        assertThat(requests.effects()).allMatch(effect -> effect.startsWith("patched"));
        assertThat(versions("unknown").keySet()).isEqualTo(versions.keySet());
    }

    @Test
    void goesOnWhereAKilledSourceEnded() {
        TwoSides sides = everything.sides("stalled");
        List<String> emails = filledFromBothSides(sides);
        everything.outlook().refuseTranslations(sides.address(), 503);
        migrations.register("stalled", "graph");
        WAITING.until("the change waits", () -> migrations.waits("stalled"));
        sides.inOutlook(sides.contactId(emails.getFirst()), TwoSides.set("nickName", "Meanwhile"));

        everything.kill("source");
        everything.outlook().endFaults();
        Migrations.Said followed = migrations.migrate("stalled", "graph", "--yes");
        List<String> problems = sides.settled(emails);

        assertThat(followed.exit()).as(followed.err()).isZero();
        assertThat(followed.out()).contains("Done:", NOTHING_DONE);
        assertThat(problems).isEmpty();
        assertThat(shows(sides.recordedContacts(), "nickName", "Meanwhile")).isOne();
        assertThat(order("stalled")).startsWith(ObservedKind.CAPABILITIES)
                .endsWith(ObservedKind.MIGRATED)
                .hasSize(PEOPLE + 2);
    }

    @Test
    void turnsRoundWhereTheOtherProviderDoesNotAnswer() {
        TwoSides sides = everything.sides("turned");
        List<String> emails = filledFromBothSides(sides);
        Requests requests = sides.requestsFromNow();
        everything.outlook().refuseTranslations(sides.address(), 503);
        migrations.register("turned", "graph");
        WAITING.until("the change waits", () -> migrations.waits("turned"));
        sides.inCrm(sides.recordId(emails.getFirst()), TwoSides.set("jobTitle", "Back"));

        Migrations.Said back = migrations.migrate("turned", "ews", "--yes");
        List<String> problems = sides.settled(emails);

        assertThat(back.exit()).as(back.err()).isZero();
        assertThat(back.out()).contains("it turns round", "reached through ews", NOTHING_DONE);
        assertThat(problems).isEmpty();
        assertThat(shows(sides.contacts(), "jobTitle", "Back")).isOne();
        assertThat(requests.effects()).hasSize(1)
                .allMatch(effect -> effect.startsWith("patched"));
    }

    /** Graph's contacts have no radio phone (facts/ews.md 4). */
    @Test
    void keepsWhatOnlyEwsHoldsThroughGraphAndBack() {
        TwoSides sides = everything.sides("travelled");
        List<String> emails = filledFromBothSides(sides);
        String kept = sides.recordId(emails.getFirst());
        String added = sides.recordId(emails.getLast());
        sides.inCrm(kept, TwoSides.set("radioPhone", "+1 202 555 0150"));
        WAITING.until("EWS takes it", () -> landed("travelled", "radioPhone") == 1);

        Migrations.Said there = migrations.migrate("travelled", "graph", "--yes");
        sides.inCrm(kept, TwoSides.set("jobTitle", "Through Graph"));
        sides.inCrm(added, TwoSides.set("radioPhone", "+1 202 555 0151"));
        WAITING.until("Graph takes what it holds",
                () -> shows(sides.contacts(), "jobTitle", "Through Graph") == 1);
        Migrations.Said back = migrations.migrate("travelled", "ews", "--yes");
        WAITING.until("EWS takes what Graph could not",
                () -> landed("travelled", "radioPhone") == 2);

        assertThat(there.exit()).as(there.err()).isZero();
        assertThat(back.exit()).as(back.err()).isZero();
        assertThat(sides.contacts()).hasSameSizeAs(emails);
        assertThat(sides.doubled()).isEmpty();
        assertThat(lastSeen("travelled", "ews", Contact::getRadioPhone))
                .contains("+1 202 555 0150");
        assertThat(sides.recordedContacts())
                .extracting(contact -> contact.path("radioPhone").asText())
                .contains("+1 202 555 0150", "+1 202 555 0151");
    }

    @Test
    void listsWhatStaysAmbiguousAndWritesItNowhere() {
        TwoSides sides = everything.sides("doubtful");
        ObjectNode person = MadeUp.people("doubtful", 1).getFirst();
        String email = TwoSides.email(person);
        awaitTheNextSecond();
        sides.type(List.of(person.deepCopy().put("mobilePhone", "+1 202 555 0111"),
                person.deepCopy().put("mobilePhone", "+1 202 555 0112")));
        assertThat(sides.settled(List.of(email, email))).as("before the test begins").isEmpty();
        everything.outlook().refuseTranslations(sides.address(), 503);
        migrations.register("doubtful", "graph");
        WAITING.until("the change waits", () -> migrations.waits("doubtful"));
        sides.contacts()
                .forEach(contact -> sides.inOutlook(contact.path("id").asText(),
                        TwoSides.clear("mobilePhone")));
        everything.outlook().refuseTranslations(sides.address(), 400);
        Requests requests = sides.requestsFromNow();

        Migrations.Said followed = migrations.migrate("doubtful", "graph", "--yes");
        sides.letPollsPass(2);

        assertThat(followed.exit()).as(followed.err()).isZero();
        assertThat(followed.out()).contains(NOTHING_DONE, "could be ",
                "deploy/syncline matches decide");
        assertThat(requests.effects()).isEmpty();
        assertThat(sides.contacts()).hasSize(2);
        assertThat(sides.records()).hasSize(2);
    }

    @Test
    void refusesWhatIsNotToBeDone() {
        assertThat(migrations.migrate("moved", "ews", "--config", "nowhere.yaml", "--yes").exit())
                .isEqualTo(2);
        Migrations.Said nobody = migrations.migrate("nobody", "graph", "--yes");
        assertThat(nobody.exit()).isEqualTo(1);
        assertThat(nobody.err()).contains("no mailbox example/nobody");
    }

    /**
     * Half of the people are typed in Outlook, half are made there by Syncline, of whom the source knows,
     * too; returns all addresses.
     */
    private List<String> filledFromBothSides(TwoSides sides) {
        List<ObjectNode> people = MadeUp.people(sides.mailbox(), PEOPLE);
        sides.type(people.subList(0, PEOPLE / 2));
        sides.enter(people.subList(PEOPLE / 2, PEOPLE));
        List<String> emails = MadeUp.emails(people);
        assertThat(sides.settled(emails)).as("before the test begins").isEmpty();
        WAITING.until("the source knows everybody", () -> known(sides.mailbox()) == PEOPLE);
        return emails;
    }

    private int known(String mailbox) {
        return everything.topics()
                .all(TopicCatalogue.CURSORS, Cursor.class)
                .stream()
                .filter(cursor -> cursor.getMailbox().equals(mailbox))
                .reduce((before, after) -> after)
                .stream()
                .flatMap(cursor -> cursor.getFolders().stream())
                .mapToInt(folder -> folder.getKnownIds().size())
                .sum();
    }

    private static long shows(List<JsonNode> contacts, String field, String value) {
        return contacts.stream()
                .filter(contact -> contact.path(field).asText().equals(value))
                .count();
    }

    /** What the source told from the capabilities of Graph until the mailbox had migrated. */
    private List<ObservedKind> order(String mailbox) {
        List<ObservedKind> kinds = everything.topics()
                .all(TopicCatalogue.OBSERVED, Observed.class)
                .stream()
                .filter(fact -> fact.getMailbox().equals(mailbox))
                .filter(fact -> fact.getProvider().equals("graph"))
                .filter(fact -> fact.getKind() != ObservedKind.AVAILABLE) // The sink may say so.
                .map(Observed::getKind)
                .toList();
        return kinds.subList(0, kinds.indexOf(ObservedKind.MIGRATED) + 1);
    }

    private Map<String, Long> versions(String mailbox) {
        Map<String, Long> versions = new TreeMap<>();
        everything.topics()
                .all(TopicCatalogue.MERGED, Merged.class)
                .stream()
                .filter(item -> item.getMailbox().equals(mailbox))
                .forEach(item -> versions.put(item.getItem(), item.getVersion()));
        return versions;
    }

    private long answers(String mailbox, WriteOutcome outcome) {
        return everything.topics()
                .all(TopicCatalogue.WRITE_RESULTS, WriteResult.class)
                .stream()
                .filter(result -> result.getWrite().getMailbox().equals(mailbox))
                .filter(result -> result.getOutcome() == outcome)
                .count();
    }

    /** How many writes of this field landed. */
    private long landed(String mailbox, String field) {
        return everything.topics()
                .all(TopicCatalogue.WRITE_RESULTS, WriteResult.class)
                .stream()
                .filter(result -> result.getWrite().getMailbox().equals(mailbox))
                .filter(result -> result.getOutcome() == WriteOutcome.LANDED
                        && result.getWrite().getFields().contains(field))
                .count();
    }

    /** What the source saw last of each contact through a provider. */
    private List<String> lastSeen(String mailbox, String provider,
            Function<Contact, Optional<Phone>> phone) {
        Map<String, String> seen = new TreeMap<>();
        everything.topics()
                .all(TopicCatalogue.OBSERVED, Observed.class)
                .stream()
                .filter(fact -> fact.getMailbox().equals(mailbox)
                        && fact.getProvider().equals(provider))
                .flatMap(fact -> fact.getItem().stream())
                .forEach(item -> seen.put(item.getExternalId(),
                        phone.apply(item.getContact()).map(Phone::getNumber).orElse("")));
        return List.copyOf(seen.values());
    }

    /** Two contacts that were made in one second are not told apart by when they were made. */
    private static void awaitTheNextSecond() {
        Instant next = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (Instant.now().isBefore(next)) {
            LockSupport.parkNanos(Duration.between(Instant.now(), next).toNanos());
        }
    }
}
