package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Policy;
import io.syncline.core.fact.Policy.Direction;
import io.syncline.core.fact.Presence;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A mailbox changes to a provider that has less room, and back: what that one cannot show is nobody's edit
 * (rules R10, R21). Graph knows whether a contact is private, and of no degrees.
 */
class LessRoomTest {

    private static final String JANE = "jane@example.com";
    private static final Map<String, Integer> LESS = Map.of("sensitivity", 1, "businessPhones", 1,
            "radioPhone", 0);

    private final World world = new World().capable("ews");
    private int moves;

    private void listedWith(String field, String value) {
        world.tell(new Fact.PolicyDecided("policy",
                new Policy(Map.of(), Direction.BOTH, false, true, Set.of())));
        world.tell(new Fact.FirstListingCompleted("listed"));
        world.seenBy("ews", "e1", "ck1", "emailAddresses", JANE, field, value);
    }

    @Test
    void keepsADegreeOfSensitivityThatIsNotShown() {
        listedWith("sensitivity", "Personal");
        toGraph();
        world.seenBy("graph", "g1", "gk1", "emailAddresses", JANE, "sensitivity", "");
        world.atMinute(1)
                .seenBy("graph", "g1", "gk2", "emailAddresses", JANE, "sensitivity", "",
                        "surname", "Doe");

        assertThat(world.value("sensitivity")).isEqualTo("Personal");
        assertThat(world.quiet()).isTrue();

        toEws();
        world.seenBy("ews", "e1", "ck2", "emailAddresses", JANE, "sensitivity", "Personal",
                "surname", "Doe");

        assertThat(world.value("sensitivity")).isEqualTo("Personal");
        assertThat(world.quiet()).isTrue();
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void keepsConfidentialWhereItIsShownAsPrivate() {
        listedWith("sensitivity", "Confidential");
        toGraph();

        world.seenBy("graph", "g1", "gk1", "emailAddresses", JANE, "sensitivity", "Private");

        assertThat(world.value("sensitivity")).isEqualTo("Confidential");
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void takesAMarkThatIsSetOrTakenAwayForAnEdit() {
        listedWith("sensitivity", "Personal");
        toGraph();

        world.atMinute(1)
                .seenBy("graph", "g1", "gk1", "emailAddresses", JANE, "sensitivity", "Private");
        assertThat(world.value("sensitivity")).isEqualTo("Private");

        world.atMinute(2)
                .seenBy("graph", "g1", "gk2", "emailAddresses", JANE, "sensitivity", "");
        assertThat(world.value("sensitivity")).isEmpty();
    }

    @Test
    void writesTheDegreeOnceThereIsRoomForIt() {
        listedWith("sensitivity", "Private");
        toGraph();
        world.atMinute(1).patch(world.only().key().item(), 1, "sensitivity", "Confidential");
        assertThat(world.quiet()).isTrue();

        toEws();

        Command write = world.outstanding(Verb.PATCH);
        assertThat(write.fields()).containsExactly("sensitivity");
        assertThat(write.contents().get("sensitivity").canonicalText()).isEqualTo("Confidential");
    }

    @Test
    void writesNoPartOfAListThatStandsThereAlready() {
        listedWith("businessPhones", "1,2");
        toGraph();

        world.seenBy("graph", "g1", "gk1", "emailAddresses", JANE, "businessPhones", "1");

        assertThat(world.quiet()).isTrue();
        assertThat(world.only().value("businessPhones").asEntries()).hasSize(2);
    }

    /** The CRM holds three, the mailbox shows two of them, and its clock is behind. */
    @Test
    void keepsTheOrderOfWhoeverSawAllThatThereIsRoomFor() {
        World listed = World.listed();
        listed.whole("c1", 0, "emailAddresses", JANE, "businessPhones", "1,2,3");
        listed.answer(listed.outstanding(Verb.CREATE), Outcome.LANDED, "ck1",
                new Presence.There(listed.reading("x1", "ck1", World.START.minusSeconds(300),
                        "emailAddresses", JANE, "businessPhones", "1,2")));

        listed.atMinute(2)
                .seenAt(World.START.minusSeconds(200), "x1", "ck2", "emailAddresses", JANE,
                        "businessPhones", "2,1");

        assertThat(listed.value("businessPhones")).startsWith("e164=2").contains("e164=3");
        assertThat(listed.quiet()).isTrue();
    }

    /** The same, of a mark that is all it can show. */
    @Test
    void takesAMarkAwayWhoseOwnerSawItWhateverTheClocksSay() {
        World listed = confidentialInTheCrm();
        listed.tell(new Fact.FirstListingCompleted("listed"));
        listed.answer(listed.outstanding(Verb.CREATE), Outcome.LANDED, "ck1",
                new Presence.There(listed.reading("x1", "ck1", World.START.minusSeconds(300),
                        "emailAddresses", JANE, "sensitivity", "Private")));

        listed.atMinute(2)
                .seenAt(World.START.minusSeconds(200), "x1", "ck2", "emailAddresses", JANE,
                        "sensitivity", "");

        assertThat(listed.value("sensitivity")).isEmpty();
    }

    @Test
    void keepsTheDegreeWhereTheTwoFirstMeet() {
        World listed = confidentialInTheCrm();

        listed.atMinute(1).seen("x1", "ck1", "emailAddresses", JANE, "sensitivity", "Private");

        assertThat(listed.value("sensitivity")).isEqualTo("Confidential");
        assertThat(listed.conflicts()).isEmpty();
    }

    private static World confidentialInTheCrm() {
        World world = new World().capable(World.PROVIDER, LESS);
        world.tell(new Fact.PolicyDecided("policy",
                new Policy(Map.of(), Direction.BOTH, false, true, Set.of())));
        world.whole("c1", 0, "emailAddresses", JANE, "sensitivity", "Confidential");
        return world;
    }

    @Test
    void keepsAFieldForWhichThereIsNoRoom() {
        listedWith("radioPhone", "1");
        toGraph();
        world.seenBy("graph", "g1", "gk1", "emailAddresses", JANE);
        world.atMinute(1).patch(world.only().key().item(), 1, "radioPhone", "2");
        assertThat(world.quiet()).isTrue();

        toEws();

        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("radioPhone");
    }

    private void toGraph() {
        change("ews", "e1", "graph", "g1", LESS);
    }

    private void toEws() {
        change("graph", "g1", "ews", "e1", Map.of());
    }

    private void change(String from, String id, String to, String newId,
            Map<String, Integer> room) {
        moves++;
        world.capable(to, room);
        world.tell(new Fact.ItemTranslated("translated" + moves, from, id, to, newId));
        world.tell(new Fact.MailboxMigrated("migrated" + moves));
    }
}
