package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.ConflictKind;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The cases in which contact sync is known to lose, double or bring back, through all services and
 * judged by both sides' own stores. Each test prints a line with its figures for README.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromisesTest {

    static {
        AvroTrust.install();
    }

    private static final List<String> MAILBOXES = List.of("fields", "rounds", "cleared",
            "approved", "rejected", "killed", "unseen", "idle", "joined", "copies", "expired");
    private static final Set<String> REFUSED_AT_FIRST = Set.of("killed", "joined");
    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(120));

    private static final String TITLE = "jobTitle";
    private static final String COMPANY = "companyName";
    private static final String PHONE = "mobilePhone";
    private static final String NOTES = "personalNotes";
    private static final List<String> SOME_FIELDS = List.of(TITLE, "department", "nickName",
            "officeLocation");
    private static final List<String> OTHER_FIELDS = List.of(COMPANY, "manager", "profession",
            "spouseName");
    private static final int ROUNDS = 20;
    private static final int IDLE_CYCLES = 10;
    private static final int THROTTLED_SECONDS = 3;

    private WholeStack everything;

    @BeforeAll
    void start() {
        everything = WholeStack.start("promises", MAILBOXES, REFUSED_AT_FIRST, WAITING);
    }

    @AfterAll
    void stop() {
        everything.close();
    }

    @Test
    void keepsBothEditsOfEachOfAHundredContactsEditedOnBothSidesAtOnce() {
        TwoSides sides = everything.sides("fields");
        List<String> emails = sides.filled(100);
        Entered entered = new Entered();

        Figures figures = Figures.begin();
        editOnBothSides(sides, emails, entered);
        Entered.Missing missing = entered.missingIn(sides, WAITING);

        figures.tell(emails.size() + " contacts edited on both sides in different fields: "
                + missing.lost().size() + " lost, " + missing.stale().size() + " stale");
        assertThat(missing.all()).isEmpty();
        assertThat(sides.settled(emails)).isEmpty();
    }

    @Test
    void keepsEveryEditOfOneContactOverManyRoundsOnBothSides() {
        TwoSides sides = everything.sides("rounds");
        List<String> emails = sides.filled(1);
        String email = emails.getFirst();
        String contact = sides.contactId(email);
        String record = sides.recordId(email);
        Entered entered = new Entered();
        List<String> missing = new ArrayList<>();

        Figures figures = Figures.begin();
        for (int round = 0; round < ROUNDS && missing.isEmpty(); round++) {
            int place = round % SOME_FIELDS.size();
            // Every few rounds the sides change places, so each edits what the other wrote.
            boolean changed = round / SOME_FIELDS.size() % 2 == 1;
            String ours = (changed ? OTHER_FIELDS : SOME_FIELDS).get(place);
            String theirs = (changed ? SOME_FIELDS : OTHER_FIELDS).get(place);
            sides.inOutlook(contact, TwoSides.set(ours, "Outlook " + round));
            sides.inCrm(record, TwoSides.set(theirs, "CRM " + round));
            entered.put(email, ours, "Outlook " + round);
            entered.put(email, theirs, "CRM " + round);
            missing.addAll(entered.missingIn(sides, WAITING).all());
        }

        figures.tell(ROUNDS + " rounds of edits of one contact, both sides in different fields: "
                + missing.size() + " of " + 2 * ROUNDS + " edits lost");
        assertThat(missing).isEmpty();
        assertThat(sides.settled(emails)).isEmpty();
    }

    @Test
    void keepsAPhoneClearedWhileANoteIsEditedOnTheOtherSide() {
        TwoSides sides = everything.sides("cleared");
        List<String> emails = sides.filled(20);
        Map<String, String> records = sides.recordIds();
        Entered entered = new Entered();

        Figures figures = Figures.begin();
        sides.contactIds().forEach((email, contact) -> {
            String record = records.getOrDefault(email, "");
            if (emails.indexOf(email) % 2 == 0) {
                sides.inOutlook(contact, TwoSides.clear(PHONE));
                sides.inCrm(record, TwoSides.set(NOTES, "Moved to " + email));
            } else {
                sides.inCrm(record, TwoSides.clear(PHONE));
                sides.inOutlook(contact, TwoSides.set(NOTES, "Moved to " + email));
            }
            entered.put(email, PHONE, "");
            entered.put(email, NOTES, "Moved to " + email);
        });
        List<String> before = entered.missingIn(sides, WAITING).all();
        sides.letPollsPass(3);
        List<String> after = entered.missingIn(sides, WAITING).all();

        figures.tell(emails.size() + " phones cleared while the note was edited on the other"
                + " side: " + count(after, PHONE) + " brought back, " + count(after, NOTES)
                + " notes lost");
        assertThat(before).isEmpty();
        assertThat(after).isEmpty();
        assertThat(sides.settled(emails)).isEmpty();
    }

    @Test
    void carriesOutAMassDeleteInOutlookOnlyOnceItIsApproved() {
        new MassDelete(everything, "approved").isCarriedOutOnceApproved();
    }

    @Test
    void undoesAMassDeleteInTheCrmOnceItIsRejected() {
        new MassDelete(everything, "rejected").isUndoneOnceRejected();
    }

    @Test
    @Tag("soak")
    void goesOnByItselfWhenTheSinkIsKilledInAFirstCopy() {
        new FirstSync(everything, "killed", 300).survivesAKillOfTheSink();
    }

    @Test
    void bringsBackAContactDeletedInOutlookWhileItWasEditedUnseenInTheCrm() {
        TwoSides sides = everything.sides("unseen");
        List<String> emails = sides.filled(1);
        String email = emails.getFirst();
        String deleted = sides.contactId(email);
        Requests requests = sides.requestsFromNow();
        Entered entered = new Entered();

        Figures figures = Figures.begin();
        // The edit is kept waiting outside the mailbox, so whoever deletes cannot have seen it.
        everything.outlook().throttle(sides.address(), 1, THROTTLED_SECONDS);
        sides.inCrm(sides.recordId(email), TwoSides.set(TITLE, "Edited unseen"));
        entered.put(email, TITLE, "Edited unseen");
        WAITING.until("the edit waits", () -> requests.answeredWith(429) > 0);
        sides.deleteInOutlook(deleted);
        Entered.Missing missing = entered.missingIn(sides, WAITING);

        long told = everything.topics()
                .all(TopicCatalogue.CONFLICTS, Conflict.class)
                .stream()
                .filter(conflict -> conflict.getMailbox().equals(sides.mailbox()))
                .filter(conflict -> conflict.getKind() == ConflictKind.DELETE)
                .count();
        figures.tell("a contact deleted in Outlook while it was edited in the CRM: "
                + missing.all().size() + " edits lost, " + told + " Conflict tells");
        assertThat(missing.all()).isEmpty();
        assertThat(sides.settled(emails)).isEmpty();
        assertThat(sides.contactId(email)).isNotEqualTo(deleted);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void writesNothingInTenIdleCycles() {
        TwoSides sides = everything.sides("idle");
        List<ObjectNode> people = MadeUp.people(sides.mailbox(), 60);
        sides.type(people.subList(0, 30));
        sides.enter(people.subList(30, 60));
        assertThat(sides.settled(MadeUp.emails(people))).as("both sides are equal").isEmpty();
        sides.letPollsPass(2);
        long commandsBefore = commands(sides);
        Requests requests = sides.requestsFromNow();

        Figures figures = Figures.begin();
        sides.letPollsPass(IDLE_CYCLES);

        long commands = commands(sides) - commandsBefore;
        figures.tell(IDLE_CYCLES + " idle cycles over " + people.size() + " contacts: " + commands
                + " commands, " + requests.writes() + " writes");
        assertThat(commandsBefore).as("the log of commands is the right one").isPositive();
        assertThat(commands).isZero();
        assertThat(requests.writes()).isZero();
    }

    @Test
    void joinsThePeopleWhoAreOnBothSidesBeforeTheFirstSync() {
        new FirstSync(everything, "joined", 200).joinsWhoIsOnBothSides();
    }

    @Test
    void takesACopyMadeInOutlookForAContactOfItsOwn() {
        new CopiesInOutlook(everything, "copies").areContactsOfTheirOwn();
    }

    @Test
    void losesNothingWhenDeltaTokensExpireDuringEdits() {
        TwoSides sides = everything.sides("expired");
        List<ObjectNode> newcomers = MadeUp.people(sides.mailbox(), 70).subList(60, 70);
        List<String> known = sides.filled(60);
        List<String> emails = new ArrayList<>(known);
        Requests requests = sides.requestsFromNow();
        Entered entered = new Entered();

        Figures figures = Figures.begin();
        for (int time = 0; time < 2; time++) {
            everything.outlook().expireToken(sides.address());
            editOnBothSides(sides, known.subList(time * 25, time * 25 + 25), entered);
            List<String> leaving = known.subList(50 + time * 5, 55 + time * 5);
            leaving.forEach(email -> sides.deleteInOutlook(sides.contactId(email)));
            List<ObjectNode> coming = newcomers.subList(time * 5, time * 5 + 5);
            sides.type(coming);
            emails.removeAll(leaving);
            emails.addAll(MadeUp.emails(coming));
            int refused = time + 1;
            WAITING.until("a refused token", () -> requests.answeredWith(410) == refused);
            sides.letPollsPass(1);
        }
        Entered.Missing missing = entered.missingIn(sides, WAITING);
        List<String> problems = sides.settled(emails);

        List<String> doubled = sides.doubled();
        figures.tell("delta token expired " + requests.answeredWith(410)
                + " times during 100 edits, 10 deletes and 10 creates: "
                + missing.all().size() + " lost, " + doubled.size() + " doubled");
        assertThat(missing.all()).isEmpty();
        assertThat(problems).isEmpty();
        assertThat(doubled).isEmpty();
        assertThat(requests.createdTwice()).isEmpty();
    }

    /** Sets the job title in Outlook and the company in the CRM, neither knowing of the other. */
    private static void editOnBothSides(TwoSides sides, List<String> emails, Entered entered) {
        Map<String, String> contacts = sides.contactIds();
        Map<String, String> records = sides.recordIds();
        for (String email : emails) {
            sides.inOutlook(contacts.getOrDefault(email, ""),
                    TwoSides.set(TITLE, "Title of " + email));
            sides.inCrm(records.getOrDefault(email, ""),
                    TwoSides.set(COMPANY, "Firm of " + email));
            entered.put(email, TITLE, "Title of " + email);
            entered.put(email, COMPANY, "Firm of " + email);
        }
    }

    private long commands(TwoSides sides) {
        return everything.topics()
                .all(TopicCatalogue.WRITES, Write.class)
                .stream()
                .filter(write -> write.getMailbox().equals(sides.mailbox()))
                .count();
    }

    private static long count(List<String> missing, String field) {
        return missing.stream().filter(what -> what.startsWith(field)).count();
    }
}
