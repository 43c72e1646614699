package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.state.ItemEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Where a move changes ids, what is not found may have moved, been copied, or both (rules R4, R18). */
class NotFoundTest {

    private static final String JANE = "jane@example.com";
    private static final Instant MADE = Instant.parse("2026-01-05T10:00:00Z");
    private static final Instant LATER = MADE.plusSeconds(60);

    private final World world = World.listedWhereIdsChange();

    /** It waits behind a write; by then the object has another id, of whose versions nothing is known. */
    @Test
    void takesNoOlderReadingForAnEditOnceItsObjectHasMoved() {
        world.seen("x1", "ck1", "emailAddresses", JANE, "jobTitle", "Old");
        world.atMinute(2)
                .seen("x1", "ck3", "emailAddresses", JANE, "jobTitle", "New", "officeLocation",
                        "Here");
        world.patch(world.only().key().item(), 2, "companyName", "By the CRM");
        Command write = world.outstanding(Verb.PATCH);
        world.seenAt(World.START.plusSeconds(60), "x1", "ck2", "emailAddresses", JANE,
                "jobTitle", "Old", "categories", "a");
        world.tell(new Fact.ItemTranslated("moved", World.PROVIDER, "x1", World.PROVIDER, "x2"));

        world.answer(write, Outcome.STALE, "", new Presence.NotRead());

        assertThat(world.value("jobTitle")).isEqualTo("New");
        assertThat(world.value("officeLocation")).isEqualTo("Here");
        assertThat(world.outstanding(Verb.PATCH).externalId()).isEqualTo("x2");
    }

    @Test
    void followsWhatWasMadeWhenItWas() {
        String item = made();
        world.patch("c1", 0, "jobTitle", "Broker");
        world.seenStamped("x2", "ck2", item, "emailAddresses", JANE);

        world.answer(world.outstanding(Verb.PATCH), Outcome.STALE, "", new Presence.NotRead());

        assertThat(world.only().mailbox().externalId()).isEqualTo("x2");
        assertThat(world.outstanding(Verb.PATCH).externalId()).isEqualTo("x2");
    }

    @Test
    void asksWhetherWhatItMadeHasMovedBeforeTheAnswerCame() {
        Command create = creating();
        Presence asMade = world.there("x1", "ck1", "emailAddresses", JANE);
        world.atMinute(1)
                .seenStamped("x2", "ck2", create.key().item(), "emailAddresses", JANE, "jobTitle",
                        "Broker");
        world.answer(create, Outcome.LANDED, "ck1", asMade);

        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "", new Presence.NotRead());
        world.answer(create, Outcome.LANDED, "ck1", asMade);

        assertThat(world.only().mailbox().externalId()).isEqualTo("x2");
        assertThat(world.value("jobTitle")).isEqualTo("Broker");
        assertThat(world.told(ItemEvent.AlertRaised.class)).isEmpty();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void takesItsFormerIdForNoCopyWhoeverTellsOfItAgain() {
        Command create = creating();
        world.landed(create, "x1", "ck1", "emailAddresses", JANE);
        world.patch("c1", 0, "jobTitle", "Broker");
        Command patch = world.outstanding(Verb.PATCH);
        world.tell(new Fact.ItemTranslated("t1", World.PROVIDER, "x1", World.PROVIDER, "x2"));
        world.answer(create, Outcome.LANDED, "ck1", world.there("x1", "ck1", "emailAddresses",
                JANE));
        world.atMinute(1).seenStamped("x2", "ck2", create.key().item(), "emailAddresses", JANE);

        world.answer(patch, Outcome.STALE, "", new Presence.NotRead());
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "",
                world.there("x2", "ck2", "emailAddresses", JANE));

        assertThat(world.only().mailbox().externalId()).isEqualTo("x2");
        assertThat(world.outstanding(Verb.PATCH).externalId()).isEqualTo("x2");
    }

    @Test
    void deletesUnderItsNewIdWhatMovedBeforeASecondTry() {
        String item = made();
        world.atMinute(1).delete("c1", 1);
        Command delete = world.outstanding(Verb.DELETE);
        world.tell(new Fact.ItemTranslated("t1", World.PROVIDER, "x1", World.PROVIDER, "x2"));
        world.seenStamped("x2", "ck2", item, "emailAddresses", JANE);

        world.answer(delete, Outcome.LANDED, "", new Presence.Gone(), 2);

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.outstanding(Verb.DELETE).externalId()).isEqualTo("x2");
    }

    @Test
    void takesWhatWasMadeLaterForACopy() {
        String item = made();
        world.patch("c1", 0, "jobTitle", "Broker");
        world.showingMadeAt(LATER);
        world.seenStamped("x2", "ck2", item, "emailAddresses", JANE, "givenName", "Other");

        world.answer(world.outstanding(Verb.PATCH), Outcome.STALE, "", new Presence.NotRead());

        assertThat(world.items()).extracting(state -> state.mailbox().externalId())
                .containsExactlyInAnyOrder("x1", "x2");
        assertThat(world.item(item).mailbox().externalId()).isEqualTo("x1");
        assertThat(world.item(item).value("givenName").isEmpty()).isTrue();
    }

    @Test
    void doesNotTakeItsOwnOlderReadingForAMove() {
        String item = made();
        world.atMinute(2);
        world.seen("x1", "ck2", "emailAddresses", JANE, "companyName", "Acme");
        world.patch("c1", 0, "jobTitle", "Broker");
        world.atMinute(1);
        world.seenStamped("x1", "ck1", item, "emailAddresses", JANE);

        world.answer(world.outstanding(Verb.PATCH), Outcome.STALE, "", new Presence.NotRead());

        assertThat(world.value("companyName")).isEqualTo("Acme");
    }

    @Test
    void makesOneItemOfACopyThatMovesWhileItWaits() {
        Command create = creating();
        Presence asMade = world.there("x1", "ck1", "emailAddresses", JANE);
        String item = create.key().item();
        world.showingMadeAt(LATER);
        world.atMinute(1).seenStamped("x2", "ck2", item, "emailAddresses", JANE, "givenName", "B");
        world.tell(new Fact.ItemTranslated("t1", World.PROVIDER, "x2", World.PROVIDER, "x3"));
        world.atMinute(2).seenStamped("x3", "ck3", item, "emailAddresses", JANE, "givenName", "B");

        world.answer(create, Outcome.LANDED, "ck1", asMade);

        assertThat(world.items()).extracting(state -> state.mailbox().externalId())
                .containsExactlyInAnyOrder("x1", "x3");
    }

    @Test
    void takesNoCopyForTheItemWhenTheMailboxChangesItsProvider() {
        String item = made();
        world.capable("graph2");
        world.tell(new Fact.MailboxMigrated("m1"));
        world.showingMadeAt(LATER);

        world.seenStampedBy("graph2", "y2", "ck2", item, "emailAddresses", JANE, "givenName", "B");

        assertThat(world.item(item).mailbox().externalId()).isEqualTo("x1");
        assertThat(world.living()).hasSize(2);
    }

    /** A create that is outstanding. */
    private Command creating() {
        world.showingMadeAt(MADE);
        world.whole("c1", 0, "emailAddresses", JANE);
        return world.outstanding(Verb.CREATE);
    }

    /** A contact that we made as x1; says which item. */
    private String made() {
        world.landed(creating(), "x1", "ck1", "emailAddresses", JANE);
        return world.only().key().item();
    }
}
