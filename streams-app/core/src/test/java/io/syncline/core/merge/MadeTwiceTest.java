package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.state.ItemEvent;
import org.junit.jupiter.api.Test;

/** Creates that may have made two objects, since not every answer was heard (rule R17). */
class MadeTwiceTest {

    private static final String JANE = "jane@example.com";

    @Test
    void tellsOfATwinThatTurnsUpAfterACreateThatWasTriedAgain() {
        World world = createdAtTheSecondTry();

        world.seenStamped("x0", "ck0", world.only().key().item(), "emailAddresses", JANE);
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "",
                world.there("x1", "ck1", "emailAddresses", JANE));

        assertThat(world.items()).hasSize(1);
        assertThat(world.told(ItemEvent.AlertRaised.class))
                .extracting(ItemEvent.AlertRaised::code)
                .containsExactly("possible-double");
    }

    @Test
    void tellsOfTwinsThatACreateMadeOfWhichNobodyHeard() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        Command create = world.outstanding(Verb.CREATE);
        String item = create.key().item();
        world.seenStamped("x0", "ck0", item, "emailAddresses", JANE);
        world.seenStamped("x1", "ck1", item, "emailAddresses", JANE);

        world.answer(create, Outcome.UNAVAILABLE, "", new Presence.NotRead(), 3);
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "",
                world.there("x0", "ck0", "emailAddresses", JANE));

        assertThat(world.items()).hasSize(1);
        assertThat(world.told(ItemEvent.AlertRaised.class))
                .extracting(ItemEvent.AlertRaised::code)
                .containsExactly("possible-double");
    }

    @Test
    void takesARenamedCopyForACopyAfterACreateThatWasTriedAgain() {
        World world = createdAtTheSecondTry();

        world.seenStamped("x2", "ck2", world.only().key().item(), "emailAddresses",
                "other@example.com");
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "",
                world.there("x1", "ck1", "emailAddresses", JANE));

        assertThat(world.items()).hasSize(2);
        assertThat(world.told(ItemEvent.AlertRaised.class)).isEmpty();
    }

    /** Nobody heard of the first try; the second made the object that is linked. */
    private static World createdAtTheSecondTry() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        world.answer(world.outstanding(Verb.CREATE), Outcome.LANDED, "ck1",
                world.there("x1", "ck1", "emailAddresses", JANE), 2);
        return world.atMinute(1);
    }

    @Test
    void takesTheCopyThatSaysTheSameForTheOneThatACreateMade() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        Command create = world.outstanding(Verb.CREATE);
        String item = create.key().item();
        world.seenStamped("x2", "ck2", item, "emailAddresses", "other@example.com");
        world.seenStamped("x1", "ck1", item, "emailAddresses", JANE);

        world.answer(create, Outcome.UNAVAILABLE, "", new Presence.NotRead());

        assertThat(world.outstanding(Verb.READ).externalId()).isEqualTo("x1");
    }

    @Test
    void takesTheYoungerForTheCopyWhereNobodyHeardWhatTheCreateMade() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", "jane@example.com", "givenName", "Jane", "surname",
                "Doe");
        Command create = world.outstanding(Verb.CREATE);
        String item = create.key().item();
        world.tell(new Fact.MailboxUnavailable("u1"));
        world.answer(create, Outcome.UNAVAILABLE, "", new Presence.NotRead());
        world.showingMadeAt(World.START.plusSeconds(60));
        world.atMinute(2)
                .seenStamped("copy", "ck2", item, "emailAddresses", "jane@example.com",
                        "givenName", "Joan", "surname", "Roe");
        Presence copy = world.there("copy", "ck2", "emailAddresses", "jane@example.com",
                "givenName", "Joan", "surname", "Roe");
        world.showingMadeAt(World.START);
        world.seenStamped("x1", "ck1", item, "emailAddresses", "jane@example.com", "givenName",
                "Jane", "surname", "Doe");

        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "", copy);

        assertThat(world.item(item).mailbox().externalId()).isEqualTo("x1");
        assertThat(world.item(item).value("givenName").canonicalText()).isEqualTo("Jane");
        assertThat(world.living()).hasSize(2);
    }

    /** A create that is refused as a whole is tried again with one field, which says nothing of who it is. */
    @Test
    void tellsOfASecondObjectThatShowsNoMoreThanTheCreateNamed() {
        World world = World.listed();
        world.whole("c1", 0, "companyName", "Acme", "emailAddresses", JANE);
        world.answer(world.outstanding(Verb.CREATE), Outcome.REJECTED, "", new Presence.NotRead());
        Command create = world.outstanding(Verb.CREATE);
        world.answer(create, Outcome.LANDED, "ck1", world.there("x1", "ck1", "companyName", "Acme"),
                2);

        world.seenStamped("x2", "ck2", create.key().item(), "companyName", "Acme");
        world.landed(world.outstanding(Verb.PATCH), "x1", "ck3", "companyName", "Acme",
                "emailAddresses", JANE);

        assertThat(create.fields()).containsExactly("companyName");
        assertThat(world.items()).hasSize(1);
        assertThat(world.told(ItemEvent.AlertRaised.class))
                .anyMatch(alert -> alert.code().equals("possible-double"));
    }

    @Test
    void tellsOfASecondObjectThoughTheMailboxChangesItsProviderMeanwhile() {
        World world = World.listed();
        world.showingMadeAt(World.START);
        world.whole("c1", 0, "emailAddresses", JANE);
        Command create = world.outstanding(Verb.CREATE);
        world.answer(create, Outcome.LANDED, "ck1", world.there("x1", "ck1", "emailAddresses",
                JANE), 2);
        world.showingMadeAt(World.START.plusSeconds(60));
        world.seenStamped("x2", "ck2", create.key().item(), "emailAddresses", JANE);
        Command question = world.outstanding(Verb.READ);
        world.capable("another");
        world.tell(new Fact.ItemTranslated("t1", World.PROVIDER, "x1", "another", "y1"));

        world.answer(question, Outcome.UNAVAILABLE, "", new Presence.NotRead());

        assertThat(world.items()).hasSize(1);
        assertThat(world.told(ItemEvent.AlertRaised.class))
                .anyMatch(alert -> alert.code().equals("possible-double"));
    }
}
