package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The first sync of a mailbox, with as many people as a test class can wait for. Graph refuses the
 * mailbox until it is admitted here: both sides are as the test wants them before anything of the
 * mailbox is read.
 */
final class FirstSync {

    private static final int HOLD_SECONDS = 4;

    private final WholeStack everything;
    private final String mailbox;
    private final int people;

    FirstSync(WholeStack everything, String mailbox, int people) {
        this.everything = everything;
        this.mailbox = mailbox;
        this.people = people;
    }

    /** The CRM's records are copied to an empty mailbox, and half way the sink is killed. */
    void survivesAKillOfTheSink() {
        TwoSides sides = everything.sides(mailbox);
        List<ObjectNode> made = MadeUp.people(mailbox, people);
        sides.enter(made);
        Requests requests = sides.requestsFromNow();
        int restartsBefore = everything.restartsOf("sink");

        Figures figures = Figures.begin();
        everything.admit(mailbox);
        everything.waiting()
                .until("half of the copy", () -> sides.contacts().size() >= people / 2);
        // A create has had its effect, and nobody has heard of it.
        everything.outlook().holdAnswer("POST", HOLD_SECONDS);
        everything.waiting()
                .until("a held create", () -> everything.outlook().heldAnswers() > 0);
        everything.kill("sink");
        int copiedBefore = sides.contacts().size();
        int heldAfter = everything.outlook().heldAnswers();
        List<String> problems = sides.settled(MadeUp.emails(made));

        List<String> doubled = sides.doubled();
        figures.tell("first copy of " + people + " contacts, kill -9 of the sink after "
                + copiedBefore + ": " + sides.contacts().size() + " contacts, " + doubled.size()
                + " doubled");
        assertThat(copiedBefore).as("in the middle of the copy").isLessThan(people);
        assertThat(heldAfter).as("creates without an answer").isPositive();
        assertThat(problems).isEmpty();
        assertThat(doubled).isEmpty();
        assertThat(requests.createdTwice()).isEmpty();
        assertThat(everything.restartsOf("sink")).isEqualTo(restartsBefore + 1);
    }

    /** The same people are on both sides, and each side knows something that the other does not. */
    void joinsWhoIsOnBothSides() {
        TwoSides sides = everything.sides(mailbox);
        List<ObjectNode> made = MadeUp.people(mailbox, people);
        List<String> emails = MadeUp.emails(made);
        sides.type(made.stream()
                .map(person -> person.deepCopy().put("nickName", "Neighbour"))
                .toList());
        sides.enter(made.stream()
                .map(person -> person.deepCopy().put("spouseName", "Robin"))
                .toList());
        Requests requests = sides.requestsFromNow();
        Entered entered = new Entered();
        emails.forEach(email -> {
            entered.put(email, "nickName", "Neighbour");
            entered.put(email, "spouseName", "Robin");
        });

        Figures figures = Figures.begin();
        everything.admit(mailbox);
        Entered.Missing missing = entered.missingIn(sides, everything.waiting());
        List<String> problems = sides.settled(emails);
        sides.letPollsPass(2);

        List<String> doubled = sides.doubled();
        List<String> created = requests.effects()
                .stream()
                .filter(effect -> !effect.startsWith("patched"))
                .toList();
        figures.tell(people + " people on both sides before the first sync: "
                + sides.contacts().size() + " contacts, " + sides.records().size()
                + " records, " + doubled.size() + " doubled, " + missing.all().size()
                + " values lost");
        assertThat(missing.all()).isEmpty();
        assertThat(problems).isEmpty();
        assertThat(doubled).isEmpty();
        assertThat(created).as("what was made or deleted in the mailbox").isEmpty();
    }
}
