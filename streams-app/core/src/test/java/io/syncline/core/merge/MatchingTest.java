package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemEvent.Published;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator says about people whom nobody can tell apart (rule R16). */
class MatchingTest {

    private static final String SHARED = "home@example.com";

    /** Two contacts without a name share an address; the CRM adds a third, who may be either. */
    private static World ambiguous() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", SHARED, "mobilePhone", "+1");
        world.seen("x2", "ck2", "emailAddresses", SHARED, "mobilePhone", "+2");
        world.whole("c1", 0, "emailAddresses", SHARED, "jobTitle", "A");
        return world;
    }

    private static String held(World world) {
        return world.ambiguous().key().item();
    }

    @Test
    void joinsWhomAnOperatorCallsTheSame() {
        World world = ambiguous();

        world.tell(new Fact.MatchDecided("m1", held(world),
                world.itemOf("x2").key().item()));

        ItemState joined = world.itemOf("x2");
        assertThat(world.living()).hasSize(2);
        assertThat(joined.value("jobTitle").canonicalText()).isEqualTo("A");
        assertThat(joined.crm().recordId()).isEqualTo("c1");
        assertThat(world.itemOf("x1").value("jobTitle").isEmpty()).isTrue();
    }

    @Test
    void handsNothingOverForAnItemThatIsNotAmbiguous() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", "gone@example.com", "jobTitle", "A");
        world.seen("x2", "ck2", "emailAddresses", SHARED);
        String deleted = world.items().getFirst().key().item();
        world.delete("c1", 1);

        world.tell(new Fact.MatchDecided("m1", deleted, world.itemOf("x2").key().item()));

        assertThat(world.itemOf("x2").value("jobTitle").isEmpty()).isTrue();
        assertThat(world.living()).isEqualTo(List.of(world.itemOf("x2").key().item()));
    }

    @Test
    void joinsNobodyWhoStandsInTheMailboxTwice() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", SHARED, "mobilePhone", "+1");
        world.landed(world.outstanding(Verb.CREATE), "x1", "ck1", "emailAddresses", SHARED,
                "mobilePhone", "+1");
        world.seen("x2", "ck2", "emailAddresses", SHARED, "mobilePhone", "+2");

        world.tell(new Fact.MatchDecided("m1", world.itemOf("x2").key().item(),
                world.itemOf("x1").key().item()));

        assertThat(world.living()).hasSize(2);
        assertThat(world.refusals).extracting(Target.Refused::code).containsExactly("stand-twice");
        assertThat(world.quiet()).isTrue();
    }

    /** Two records of the CRM are to be made in a mailbox that has somebody who may be either. */
    private static World unlisted() {
        World world = new World().capable();
        world.whole("c1", 0, "emailAddresses", SHARED, "mobilePhone", "+1");
        world.whole("c2", 0, "emailAddresses", SHARED, "mobilePhone", "+2");
        world.seen("x1", "ck1", "emailAddresses", SHARED, "jobTitle", "A");
        world.tell(new Fact.FirstListingCompleted("l1"));
        return world;
    }

    @Test
    void makesNobodyWhoMayStandInTheMailboxAlready() {
        World world = unlisted();

        assertThat(world.quiet()).isTrue();

        world.tell(new Fact.MatchDecided("m1", held(world),
                world.items().getFirst().key().item()));
        assertThat(world.itemOf("x1").crm().recordId()).isEqualTo("c1");
        assertThat(world.items().get(1).slot()).isInstanceOf(Slot.Taken.class);
    }

    @Test
    void makesThemOnceTheStrangerIsAPersonOfItsOwn() {
        World world = unlisted();

        world.tell(new Fact.MatchDecided("m1", held(world), ""));

        assertThat(world.items())
                .filteredOn(item -> item.slot() instanceof Slot.Taken taken
                        && taken.command().verb() == Verb.CREATE)
                .hasSize(2);
    }

    @Test
    void makesThemOnceTheStrangerIsGone() {
        World world = unlisted();

        world.gone("x1");

        assertThat(world.items())
                .filteredOn(item -> item.slot() instanceof Slot.Taken taken
                        && taken.command().verb() == Verb.CREATE)
                .hasSize(2);
    }

    @Test
    void joinsNobodyWhoIsAboutToStandInTheMailboxTwice() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", SHARED, "mobilePhone", "+1");
        world.whole("c2", 0, "emailAddresses", SHARED, "mobilePhone", "+2");
        world.seen("x3", "ck3", "emailAddresses", SHARED, "mobilePhone", "+3");
        String unanswered = world.items().getFirst().key().item();

        world.tell(new Fact.MatchDecided("m1", held(world), unanswered));

        assertThat(world.refusals).extracting(Target.Refused::code)
                .containsExactly("stand-twice");
    }

    @Test
    void handsOverWhatAQuestionAboutTheContactHadAsked() {
        World world = unlisted();
        String held = held(world);
        world.seen("x1", "ck2", "emailAddresses", SHARED, "jobTitle", "B");
        Command question = world.outstanding(Verb.READ);
        world.tell(new Fact.MatchDecided("m1", held, world.items().getFirst().key().item()));

        world.answer(question, Outcome.LANDED, "",
                world.there("x1", "ck2", "emailAddresses", SHARED, "jobTitle", "B"));
        assertThat(world.itemOf("x1").slot()).isInstanceOfSatisfying(Slot.Taken.class,
                taken -> world.landed(taken.command(), "x1", "ck3", "emailAddresses", SHARED,
                        "jobTitle", "B", "mobilePhone", "+1"));

        assertThat(world.living()).hasSize(2);
        assertThat(world.itemOf("x1").value("jobTitle").canonicalText()).isEqualTo("B");
        assertThat(world.item(held).isDeleted()).isTrue();
    }

    @Test
    void joinsNobodyWhoseContactIsPrivate() {
        World world = unlisted();
        String held = held(world);
        world.atMinute(2).seen("x1", "ck2", "sensitivity", "private");

        world.tell(new Fact.MatchDecided("m1", held, world.items().getFirst().key().item()));

        assertThat(world.told(ItemEvent.FactRefused.class)).singleElement()
                .matches(refused -> refused.code().equals("not-followed"));
        assertThat(world.told(ItemEvent.CommandIssued.class)).isEmpty();
    }

    @Test
    void publishesNobodyWhoseContactIsPrivate() {
        World world = unlisted();
        String held = held(world);
        world.atMinute(2).seen("x1", "ck2", "sensitivity", "private");
        int published = world.told(Published.class).size();

        world.tell(new Fact.MatchDecided("m1", held, ""));

        assertThat(world.told(Published.class)).hasSize(published);
        assertThat(world.told(ItemEvent.FactRefused.class)).singleElement()
                .matches(refused -> refused.code().equals("not-followed"));
    }

    @Test
    void publishesNobodyWhoIsGoneAlready() {
        World world = unlisted();
        String held = held(world);
        world.gone("x1");
        int published = world.told(Published.class).size();

        world.tell(new Fact.MatchDecided("m1", held, ""));

        assertThat(world.told(Published.class)).hasSize(published);
    }

    @Test
    void joinsNobodyWhoseRecordIsDeleted() {
        World world = ambiguous();
        String held = held(world);
        world.atMinute(1).delete("c1", 0);

        world.tell(new Fact.MatchDecided("m1", held, world.itemOf("x1").key().item()));

        assertThat(world.itemOf("x1").value("jobTitle").isEmpty()).isTrue();
        assertThat(world.refusals).singleElement()
                .matches(refused -> refused.code().equals("deleted-item"));
    }

    @Test
    void joinsEachValueWithTheTimeAtWhichItWasSet() {
        World world = ambiguous();
        String held = held(world);
        world.atMinute(15)
                .seen("x1", "ck2", "emailAddresses", SHARED, "mobilePhone", "+1",
                        "jobTitle", "Later");
        world.atMinute(30).patch("c1", 0, "companyName", "Acme");

        world.atMinute(40)
                .tell(new Fact.MatchDecided("m1", held,
                        world.itemOf("x1").key().item()));

        assertThat(world.itemOf("x1").value("jobTitle").canonicalText()).isEqualTo("Later");
        assertThat(world.itemOf("x1").value("companyName").canonicalText()).isEqualTo("Acme");
    }

    @Test
    void joinsARecordWithTheCrmsOwnOrder() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", SHARED, "mobilePhone", "+1");
        world.seen("x2", "ck2", "emailAddresses", SHARED, "mobilePhone", "+2");
        world.numbered(EditVerb.WHOLE, 3, "c1", "emailAddresses", SHARED);
        String held = held(world);
        world.atMinute(1).numbered(EditVerb.PATCH, 5, "c1", "jobTitle", "Five");
        world.tell(new Fact.MatchDecided("m1", held, world.itemOf("x1").key().item()));

        world.atMinute(2).numbered(EditVerb.PATCH, 4, "c1", "jobTitle", "Four");

        assertThat(world.itemOf("x1").value("jobTitle").canonicalText()).isEqualTo("Five");
    }

    @Test
    void joinsNobodyWhoseContactTheNewProviderHasNotFoundYet() {
        World world = unlisted();
        String held = held(world);
        String other = world.items().getFirst().key().item();
        world.capable("ews");

        world.tell(new Fact.MatchDecided("m1", held, other));
        world.tell(new Fact.ItemTranslated("t1", World.PROVIDER, "x1", "ews", "AAMk="));
        world.tell(new Fact.MailboxMigrated("m2"));
        world.tell(new Fact.MatchDecided("m3", held, other));

        assertThat(world.told(ItemEvent.FactRefused.class)).singleElement()
                .matches(refused -> refused.code().equals("not-translated"));
        assertThat(world.item(other).mailbox().externalId()).isEqualTo("AAMk=");
    }
}
