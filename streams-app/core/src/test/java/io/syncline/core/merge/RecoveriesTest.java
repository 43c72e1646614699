package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.state.ItemEvent;
import org.junit.jupiter.api.Test;

/** Histories that a review found: lost answers, deletes during creates, questions unanswered. */
class RecoveriesTest {

    private static final String JANE = "jane@example.com";

    /** A contact that both sides know alike: phone 1, company X, at version ck1. */
    private static World synced() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "mobilePhone", "+1", "companyName", "X");
        return world.atMinute(1);
    }

    @Test
    void keepsADeleteThatTheCrmMadeDuringItsOwnCreate() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        Command create = world.outstanding(Verb.CREATE);
        world.delete("c1", 1);

        world.landed(create, "x1", "ck1", "emailAddresses", JANE);

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.outstanding(Verb.DELETE).externalId()).isEqualTo("x1");
    }

    @Test
    void takesNoNameTheServiceWorkedOutForAnEditOfADeletedItem() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE, "surname", "Doe");
        Command create = world.outstanding(Verb.CREATE);
        world.delete("c1", 1);

        // Found by its stamp after a crash, so the version that the create returned is not known.
        world.answer(create, Outcome.LANDED, "", world.there("x1", "ck1", "emailAddresses", JANE,
                "surname", "Doe", "fileAs", "Doe, Jane"));

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.outstanding(Verb.DELETE).externalId()).isEqualTo("x1");
        assertThat(world.told(ItemEvent.Published.class).getLast().kind())
                .isEqualTo(ItemEvent.ChangeKind.DELETED);
        assertThat(world.conflicts()).singleElement()
                .matches(conflict -> conflict.field().equals("fileAs"));
    }

    @Test
    void takesAReadingFromBeforeForNoNewLifeAfterACreateThatWasDeleted() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        Command create = world.outstanding(Verb.CREATE);
        world.seenStamped("x1", "ck1", world.only().key().item(), "emailAddresses", JANE);
        world.gone("x1");

        world.answer(create, Outcome.LANDED, "", new Presence.Gone());

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.conflicts()).isEmpty();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void keepsAnUnstampedReadingWithTheItemThatItsObjectWaitsFor() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        Command create = world.outstanding(Verb.CREATE);
        world.seenStamped("x1", "ck1", world.only().key().item(), "emailAddresses", JANE);
        world.seen("x1", "ck2", "emailAddresses", JANE, "companyName", "X");

        world.landed(create, "x1", "ck1", "emailAddresses", JANE);

        assertThat(world.items()).hasSize(1);
    }

    @Test
    void takesInWhatAPersonDidAfterTheLookThatAQuestionIsAnsweredBy() {
        World world = synced();
        world.gone("x1");
        world.seen("x1", "ck1", "mobilePhone", "+1");
        Command question = world.outstanding(Verb.READ);
        Presence looked = world.atMinute(2)
                .there("x1", "ck2", "mobilePhone", "+2", "emailAddresses", JANE, "companyName",
                        "X");
        world.atMinute(3).seen("x1", "ck3", "mobilePhone", "+3", "companyName", "X");

        world.answer(question, Outcome.LANDED, "", looked);

        assertThat(world.value("mobilePhone")).contains("+3");
    }

    @Test
    void hearsOfADeleteThatCameBeforeTheAnswerToTheCreate() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        Command create = world.outstanding(Verb.CREATE);
        world.gone("x1"); // The source was faster than the sink.

        world.landed(create, "x1", "ck1", "emailAddresses", JANE);
        world.answer(world.outstanding(Verb.READ), Outcome.UNAVAILABLE, "",
                new Presence.NotRead());
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "", new Presence.Gone());

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void createsEverythingAgainAfterACreateThatWasDeletedUnseen() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE, "mobilePhone", "+1");
        Command create = world.outstanding(Verb.CREATE);
        world.patch("c1", 1, "mobilePhone", "+2");

        world.answer(create, Outcome.LANDED, "", new Presence.Gone());

        Command again = world.outstanding(Verb.CREATE);
        assertThat(again.fields()).containsExactlyInAnyOrder("emailAddresses", "mobilePhone");
        world.landed(again, "x2", "ck2", "emailAddresses", JANE, "mobilePhone", "+2");
        assertThat(world.value("emailAddresses")).contains(JANE);
    }

    @Test
    void asksAgainForAReadingWhoseQuestionWasNotAnswered() {
        World world = synced();
        world.gone("x1");
        world.seen("x1", "ck1", "mobilePhone", "+1");

        world.answer(world.outstanding(Verb.READ), Outcome.UNAVAILABLE, "",
                new Presence.NotRead());
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "",
                world.there("x1", "ck1", "mobilePhone", "+1", "emailAddresses", JANE,
                        "companyName", "X"));

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void doesNotMakeAgainWhatWasDeletedWithARefusedValueOnIt() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "mobilePhone", "bad");
        world.answer(world.outstanding(Verb.PATCH), Outcome.REJECTED, "",
                new Presence.NotRead());

        world.gone("x1");

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void doesNotReviveADeletedContactFromAnUnchangedRecord() {
        World world = synced();
        String item = world.only().key().item();
        world.gone("x1");

        world.whole(item, 1, "emailAddresses", JANE, "mobilePhone", "+1", "companyName", "X");

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.told(ItemEvent.Published.class).getLast().kind())
                .isEqualTo(ItemEvent.ChangeKind.DELETED);
    }

    @Test
    void takesNoOtherItemsObjectInPlaceOfACreate() {
        World world = World.listed();
        world.seen("x9", "ck9", "emailAddresses", "other@example.com", "givenName", "Other");
        world.whole("c1", 0, "emailAddresses", JANE);

        world.answer(world.outstanding(Verb.CREATE), Outcome.STALE, "",
                world.there("x9", "ck9", "emailAddresses", "other@example.com"));

        assertThat(world.items()).extracting(state -> state.mailbox().externalId())
                .containsExactly("x9", "");
        assertThat(world.outstanding(Verb.CREATE).othersObjects()).containsExactly("x9");
        assertThat(world.told(ItemEvent.AlertRaised.class)).isEmpty();
    }

    @Test
    void keepsAnEntryThatTheCrmHadNotSeenWhenItDeletes() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "categories", "a");
        String item = world.only().key().item();
        world.atMinute(1).seen("x1", "ck2", "emailAddresses", JANE, "categories", "a,m");
        world.patch(item, 1, "categories", "a,c");

        world.delete(item, 1);

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.conflicts()).singleElement()
                .matches(conflict -> conflict.kind() == ItemEvent.ConflictKind.DELETE);
    }

    @Test
    void makesOneItemOfACopyOfWhichTwoReadingsWaited() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        Command create = world.outstanding(Verb.CREATE);
        String item = create.key().item();
        world.seenStamped("x2", "ck2", item, "emailAddresses", "other@example.com");
        world.seenStamped("x2", "ck3", item, "emailAddresses", "other@example.com", "jobTitle",
                "A");

        world.landed(create, "x1", "ck1", "emailAddresses", JANE);

        assertThat(world.items()).hasSize(2);
        assertThat(world.told(ItemEvent.Published.class))
                .filteredOn(change -> change.kind() == ItemEvent.ChangeKind.CREATED)
                .hasSize(2);
    }

    @Test
    void deletesWhatAnUnheardCreateMadeOfARecordThatIsDeletedByNow() {
        World world = deletedDuringAnUnheardCreate();
        world.available();

        world.seenStamped("x1", "ck1", world.only().key().item(), "emailAddresses", JANE,
                "jobTitle", "A");

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.outstanding(Verb.DELETE).externalId()).isEqualTo("x1");
    }

    @Test
    void keepsWhatSomebodyEditedThereOfARecordThatIsDeletedByNow() {
        World world = deletedDuringAnUnheardCreate();

        world.seenStamped("x1", "ck1", world.only().key().item(), "emailAddresses", JANE,
                "jobTitle", "A", "companyName", "Somebody's");

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.value("companyName")).isEqualTo("Somebody's");
    }

    @Test
    void triesADeleteAgainThatWasRefusedBeforeTheContactLivedAgain() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE, "jobTitle", "A");
        world.landed(world.outstanding(Verb.CREATE), "x1", "ck1", "emailAddresses", JANE,
                "jobTitle", "A");
        world.atMinute(1).delete("c1", 1);
        world.answer(world.outstanding(Verb.DELETE), Outcome.REJECTED, "",
                new Presence.NotRead());
        world.atMinute(2).whole("c1", 3, "emailAddresses", JANE, "jobTitle", "B");
        world.landed(world.outstanding(Verb.PATCH), "x1", "ck2", "emailAddresses", JANE,
                "jobTitle", "B");

        world.atMinute(3).delete("c1", 9);

        assertThat(world.outstanding(Verb.DELETE).externalId()).isEqualTo("x1");
    }

    private static World deletedDuringAnUnheardCreate() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE, "jobTitle", "A");
        Command create = world.outstanding(Verb.CREATE);
        world.atMinute(1).delete("c1", 1);
        world.answer(create, Outcome.UNAVAILABLE, "", new Presence.NotRead());
        return world;
    }
}
