package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemEvent.ConflictKind;
import org.junit.jupiter.api.Test;

/** Histories that broke earlier wordings of the protocol; each is named for what must happen. */
class HistoriesTest {

    private static final String JANE = "jane@example.com";

    /** A contact that both sides know alike: phone 1, company X, at version ck1. */
    private static World synced() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "mobilePhone", "+1", "companyName", "X");
        return world.atMinute(1);
    }

    @Test
    @History(1)
    void keepsAnEditOfAnotherFieldMadeUnderOurWrite() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "companyName", "Y");
        Command write = world.outstanding(Verb.PATCH);

        world.atMinute(2).landed(write, "x1", "ck3", "mobilePhone", "+9", "companyName", "Y");

        assertThat(world.value("mobilePhone")).contains("+9");
        assertThat(world.value("companyName")).isEqualTo("Y");
        assertThat(world.quiet()).isTrue();
    }

    @Test
    @History(2)
    void takesAnEditAfterALostCreateAnswerForAnEdit() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE, "mobilePhone", "+2");
        Command create = world.outstanding(Verb.CREATE);

        world.atMinute(2)
                .answer(create, Outcome.LANDED, "",
                        world.there("x1", "ck2", "emailAddresses", JANE, "mobilePhone", "+9"), 2);

        assertThat(world.value("mobilePhone")).contains("+9");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    @History(3)
    void showsTheUsersValueWhenThePollOvertakesTheResult() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "mobilePhone", "+2");
        Command write = world.outstanding(Verb.PATCH);
        world.atMinute(3).seen("x1", "ck3", "mobilePhone", "+1");

        world.atMinute(2).landed(write, "x1", "ck2", "mobilePhone", "+2");

        assertThat(world.value("mobilePhone")).contains("+1");
        assertThat(world.quiet()).isTrue();
    }

    @Test
    @History(4)
    void asksWhereVersionsOfOneSecondHaveNoOrder() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "companyName", "Y");
        world.landed(world.outstanding(Verb.PATCH), "x1", "ck3", "companyName", "Y");

        world.seen("x1", "ck2", "companyName", "X");
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "",
                world.there("x1", "ck3", "companyName", "Y"));

        assertThat(world.value("companyName")).isEqualTo("Y");
        assertThat(world.quiet()).isTrue();
    }

    @Test
    @History(5)
    void doesNotBringBackAnEntryRemovedUnderOurWrite() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "categories", "a");
        String item = world.only().key().item();
        world.atMinute(1).patch(item, 1, "categories", "a,b");
        Command write = world.outstanding(Verb.PATCH);
        world.patch(item, 2, "categories", "a");
        world.atMinute(3).seen("x1", "ck3", "categories", "a,b,c");

        world.atMinute(2).landed(write, "x1", "ck2", "categories", "a,b");

        assertThat(world.value("categories")).isEqualTo("a | c");
        assertThat(world.outstanding(Verb.PATCH).contents().get("categories").canonicalText())
                .isEqualTo("a | c");
    }

    @Test
    @History(6)
    void waitsForTheFirstListingBeforeItCreates() {
        World world = new World().capable();
        world.whole("c1", 0, "emailAddresses", JANE, "givenName", "Jane");
        assertThat(world.quiet()).isTrue();

        world.seen("x1", "ck1", "emailAddresses", JANE, "givenName", "Jane");
        world.tell(new Fact.FirstListingCompleted("listed"));

        assertThat(world.only().crm().recordId()).isEqualTo("c1");
        assertThat(world.only().mailbox().externalId()).isEqualTo("x1");
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void createsAfterTheFirstListingWhatTheMailboxLacks() {
        World world = new World().capable();
        world.whole("c1", 0, "emailAddresses", JANE);

        world.tell(new Fact.FirstListingCompleted("listed"));

        assertThat(world.outstanding(Verb.CREATE).fields()).containsExactly("emailAddresses");
    }

    @Test
    @History(9)
    void keepsAFieldClearedDuringAnUnansweredWriteClear() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "companyName", "Y");

        world.atMinute(2)
                .answer(world.outstanding(Verb.PATCH), Outcome.LANDED, "",
                        world.there("x1", "ck3", "companyName", ""));

        assertThat(world.value("companyName")).isEmpty();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    @History(10)
    void deletesOnBothSidesWhatWasDeletedAfterOurWriteLanded() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "companyName", "Y");
        Command write = world.outstanding(Verb.PATCH);
        world.gone("x1");

        world.answer(write, Outcome.LANDED, "ck2", new Presence.Gone());

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void letsAnUnlandedEditWinOverADelete() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "companyName", "Y");

        world.answer(world.outstanding(Verb.PATCH), Outcome.STALE, "", new Presence.Gone());

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.outstanding(Verb.CREATE).contents().get("companyName").canonicalText())
                .isEqualTo("Y");
        assertThat(world.conflicts()).singleElement()
                .matches(conflict -> conflict.kind() == ConflictKind.DELETE);
    }

    @Test
    @History(11)
    void ignoresTheEndOfAnObjectThatIsNoLongerLinked() {
        World world = synced();
        String item = world.only().key().item();
        world.delete(item, 1);
        Command delete = world.outstanding(Verb.DELETE);
        world.edit(EditVerb.RESTORE, world.now(), item, 2);
        world.answer(delete, Outcome.LANDED, "", new Presence.Gone());
        world.landed(world.outstanding(Verb.CREATE), "x2", "ck9", "emailAddresses", JANE,
                "mobilePhone", "+1", "companyName", "X");

        world.answer(delete, Outcome.LANDED, "", new Presence.Gone());

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.only().mailbox().externalId()).isEqualTo("x2");
        assertThat(world.quiet()).isTrue();
    }

    @Test
    @History(12)
    void tellsTheCrmThatItsPatchLost() {
        World world = synced();
        String item = world.only().key().item();
        world.atMinute(9).seen("x1", "ck2", "mobilePhone", "+9");
        long before = world.version();

        world.atMinute(10).patchAt(World.START.plusSeconds(300), item, 0, "mobilePhone", "+5");

        assertThat(world.value("mobilePhone")).contains("+9");
        assertThat(world.version()).isEqualTo(before + 1);
        assertThat(world.told(ItemEvent.Published.class).getLast().kind())
                .isEqualTo(ItemEvent.ChangeKind.REPEATED);
        assertThat(world.conflicts()).singleElement()
                .matches(conflict -> conflict.lost().value().canonicalText().contains("+5"));
    }

    @Test
    @History(13)
    void followsTheCrmsOwnOrderOfItsEdits() {
        World world = synced();
        String item = world.only().key().item();
        world.atMinute(5).patchAt(World.START.plusSeconds(120), item, 1, "companyName", "E2");

        world.patchAt(World.START.plusSeconds(60), item, 1, "companyName", "E1");

        assertThat(world.value("companyName")).isEqualTo("E2");
        assertThat(world.conflicts()).singleElement()
                .matches(conflict -> conflict.kind() == ConflictKind.ORDER);
    }

    @Test
    @History(16)
    void writesWhatWasNotRefused() {
        World world = synced();
        String item = world.only().key().item();
        world.patch(item, 1, "mobilePhone", "bad", "personalNotes", "N");

        world.answer(world.outstanding(Verb.PATCH), Outcome.REJECTED, "",
                new Presence.NotRead());
        world.answer(world.outstanding(Verb.PATCH), Outcome.REJECTED, "",
                new Presence.NotRead());
        Command notes = world.outstanding(Verb.PATCH);
        world.landed(notes, "x1", "ck2", "personalNotes", "N");

        assertThat(notes.fields()).containsExactly("personalNotes");
        assertThat(world.quiet()).isTrue();
        assertThat(world.told(ItemEvent.AlertRaised.class)).singleElement()
                .matches(alert -> alert.code().equals("write-rejected"));

        world.patch(item, 2, "companyName", "Z");
        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("companyName");
    }

    @Test
    @History(22)
    void makesAnItemOfACopyTheUserMade() {
        World world = synced();
        String item = world.only().key().item();

        world.seenStamped("x2", "ck7", item, "mobilePhone", "+1", "companyName", "X");
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "",
                world.there("x1", "ck1", "mobilePhone", "+1", "companyName", "X"));

        assertThat(world.items()).hasSize(2);
        assertThat(world.items()).extracting(state -> state.mailbox().externalId())
                .containsExactly("x1", "x2");
    }

    @Test
    void followsAnItemThatMovedToAnotherId() {
        World world = synced();
        String item = world.only().key().item();
        long before = world.version();

        world.seenStamped("x2", "ck7", item, "mobilePhone", "+1", "companyName", "X");
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "", new Presence.Gone());

        assertThat(world.only().mailbox().externalId()).isEqualTo("x2");
        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.version()).isEqualTo(before);
    }

    @Test
    @History(24)
    void doesNotReviveADeletedItemFromAStaleReading() {
        World world = synced();
        world.gone("x1");

        world.seen("x1", "ck1", "mobilePhone", "+1");
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "", new Presence.Gone());

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    @History(24)
    void revivesAnItemThatWasRestoredInTheMailbox() {
        World world = synced();
        world.gone("x1");

        world.seen("x1", "ck1", "mobilePhone", "+1");
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "",
                world.there("x1", "ck1", "mobilePhone", "+1", "companyName", "X"));

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.told(ItemEvent.Published.class).getLast().kind())
                .isEqualTo(ItemEvent.ChangeKind.RESTORED);
    }

    @Test
    @History(24)
    void refusesAPatchForADeletedRecord() {
        World world = synced();
        world.gone("x1");

        world.patch(world.only().key().item(), 1, "companyName", "Y");

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.told(ItemEvent.FactRefused.class)).singleElement()
                .matches(refused -> refused.code().equals("deleted-record"));
    }

    @Test
    @History(26)
    void takesAFieldThatWasNotReadForUnknown() {
        World world = synced();

        world.seen("x1", "ck2", "companyName", "Z");

        assertThat(world.value("mobilePhone")).contains("+1");
        assertThat(world.value("companyName")).isEqualTo("Z");
    }

    @Test
    @History(21)
    void keepsACoupleThatSharesAnAddressTwoPeople() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "givenName", "Jane", "surname", "Doe");

        world.whole("c1", 0, "emailAddresses", JANE, "givenName", "John", "surname", "Doe");

        assertThat(world.items()).hasSize(2);
    }

    @Test
    @History(21)
    void pairsEqualTwinsInsteadOfMultiplyingThem() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "givenName", "Jane");
        world.seen("x2", "ck2", "emailAddresses", JANE, "givenName", "Jane");

        world.whole("c1", 0, "emailAddresses", JANE, "givenName", "Jane");
        world.whole("c2", 0, "emailAddresses", JANE, "givenName", "Jane");

        assertThat(world.items()).hasSize(2);
        assertThat(world.items()).extracting(state -> state.crm().recordId())
                .containsExactlyInAnyOrder("c1", "c2");
        assertThat(world.quiet()).isTrue();
    }
}
