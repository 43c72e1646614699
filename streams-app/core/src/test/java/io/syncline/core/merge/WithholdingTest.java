package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Mark.Step;
import io.syncline.core.fact.Presence;
import io.syncline.core.item.Contents;
import io.syncline.core.item.ItemKey;
import io.syncline.core.state.ItemEvent.ChangeKind;
import io.syncline.core.state.ItemEvent.CommandIssued;
import io.syncline.core.state.ItemEvent.Published;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.MailboxCopy;
import io.syncline.core.state.Slot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What only the rules of a generation want that took over waits until an operator lets it out (design §5). */
class WithholdingTest {

    private static final String JANE = "jane@example.com";

    private static World synced() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "jobTitle", "A");
        return world.atMinute(1);
    }

    private static String item(World world) {
        return world.only().key().item();
    }

    /** The second one's rules wanted another title there; the first one, which ran, never sent it. */
    private static World takenOverWithATitleThatNobodySent() {
        World world = synced();
        world.patch(item(world), 1, "jobTitle", "B");
        world.atMinute(2).mark(Step.HANDOVER, 1, 2);
        world.atMinute(3).mark(Step.HANDED_OVER, 1, 2);
        return world.atMinute(4);
    }

    @Test
    void keepsBackWhatNobodySentUntilItIsReleased() {
        World world = takenOverWithATitleThatNobodySent();
        assertThat(world.quiet()).isTrue();
        assertThat(world.only().trouble().withheld()).containsOnlyKeys("jobTitle");
        assertThat(world.mailbox().withheld()).isEqualTo(1);

        world.mark(Step.RELEASE, 2, 2);

        assertThat(world.outstanding(Verb.PATCH).number()).isEqualTo(2);
        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("jobTitle");
        assertThat(world.mailbox().withheld()).isZero();
    }

    @Test
    void writesEditsOfOtherFieldsWhileSomethingIsWithheld() {
        World world = takenOverWithATitleThatNobodySent();

        world.patch(item(world), 2, "companyName", "Acme");

        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("companyName");
        assertThat(world.outstanding(Verb.PATCH).contents().get("jobTitle").isEmpty()).isTrue();
        assertThat(world.mailbox().withheld()).isEqualTo(1);
    }

    @Test
    void writesAnotherValueOfWhatIsWithheld() {
        World world = takenOverWithATitleThatNobodySent();

        world.patch(item(world), 2, "jobTitle", "C");

        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("jobTitle");
        assertThat(world.mailbox().withheld()).isZero();
    }

    @Test
    void takesInEditsAtTheMailboxWhileSomethingIsWithheld() {
        World world = takenOverWithATitleThatNobodySent();

        world.seen("x1", "ck2", "emailAddresses", JANE, "jobTitle", "A", "nickName", "Janie");

        assertThat(world.value("nickName")).isEqualTo("Janie");
        assertThat(world.told(Published.class)).hasSize(3);
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void takesUpWhatWaitedBehindWhatNobodySent() {
        World world = synced();
        world.patch(item(world), 1, "jobTitle", "B");
        world.atMinute(2)
                .seen("x1", "ck2", "emailAddresses", JANE, "jobTitle", "A", "nickName",
                        "Janie");
        assertThat(world.value("nickName")).isEmpty();
        world.mark(Step.HANDOVER, 1, 2);

        world.atMinute(3).mark(Step.HANDED_OVER, 1, 2);

        assertThat(world.value("nickName")).isEqualTo("Janie");
        assertThat(world.quiet()).isTrue();
        assertThat(world.mailbox().withheld()).isEqualTo(1);
    }

    /** Handed over although it was outstanding, as where the former one can run no more. */
    @Test
    void holdsNothingBackThatIsAnsweredAfterAll() {
        World world = synced();
        world.patch(item(world), 1, "jobTitle", "B");
        Command sent = world.outstanding(Verb.PATCH);
        world.atMinute(2).mark(Step.HANDOVER, 1, 2);
        world.atMinute(3).mark(Step.HANDED_OVER, 1, 2);

        world.atMinute(4).answer(sent, Outcome.UNAVAILABLE, "", new Presence.NotRead());

        assertThat(world.mailbox().withheld()).isZero();
        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("jobTitle");
    }

    /** The generation that drains is answered; in the other one that ends what nobody sent. */
    @Test
    void keepsBackWhatEndedWhileTheOtherOneDrained() {
        World world = synced();
        world.patch(item(world), 1, "jobTitle", "B");
        world.mark(Step.DRAIN, 1, 2);
        world.answer(foreign(world, 1), Outcome.LANDED, "ck2", world.there("x1", "ck2",
                "emailAddresses", JANE, "jobTitle", "A"));
        world.atMinute(2).mark(Step.HANDOVER, 1, 2);

        world.atMinute(3).mark(Step.HANDED_OVER, 1, 2);

        assertThat(world.quiet()).isTrue();
        assertThat(world.mailbox().withheld()).isEqualTo(1);
    }

    @Test
    void makesNobodyWhomNobodyAskedFor() {
        World world = World.listed();
        world.whole("r1", 0, "emailAddresses", JANE, "jobTitle", "A");
        world.atMinute(2).mark(Step.HANDOVER, 1, 2);
        world.atMinute(3).mark(Step.HANDED_OVER, 1, 2);

        world.atMinute(4).patch("r1", 1, "jobTitle", "B");
        assertThat(world.quiet()).isTrue();
        assertThat(world.value("jobTitle")).isEqualTo("B");
        world.atMinute(5).mark(Step.RELEASE, 2, 2);

        assertThat(world.outstanding(Verb.CREATE).fields()).contains("emailAddresses", "jobTitle");
        assertThat(world.mailbox().withheld()).isZero();
    }

    @Test
    void deletesNobodyWhoseDeleteNobodySent() {
        World world = synced();
        world.delete(item(world), 1);
        world.atMinute(2).mark(Step.HANDOVER, 1, 2);

        world.atMinute(3).mark(Step.HANDED_OVER, 1, 2);
        assertThat(world.quiet()).isTrue();
        assertThat(world.mailbox().withheld()).isEqualTo(1);
        world.atMinute(4).mark(Step.RELEASE, 2, 2);

        assertThat(world.outstanding(Verb.DELETE).number()).isEqualTo(2);
    }

    @Test
    void letsLookAgainWhereNobodyMayHaveAsked() {
        World world = synced();
        world.seenAt(World.START, "x1", "ck9", "emailAddresses", JANE, "jobTitle", "Z");
        world.atMinute(2).mark(Step.HANDOVER, 1, 2);

        world.atMinute(3).mark(Step.HANDED_OVER, 1, 2);

        assertThat(world.outstanding(Verb.READ).number()).isEqualTo(2);
        assertThat(world.mailbox().withheld()).isZero();
    }

    @Test
    void makesWhomThePeopleWantAgainWithAllThatIsWithheld() {
        World world = takenOverWithATitleThatNobodySent();
        world.delete(item(world), 2);
        Command delete = world.outstanding(Verb.DELETE);
        world.answer(delete, Outcome.LANDED, "", new Presence.Gone());
        assertThat(world.mailbox().withheld()).isZero();

        world.edit(EditVerb.RESTORE, world.now(), item(world), 3);

        assertThat(world.outstanding(Verb.CREATE).fields()).contains("emailAddresses", "jobTitle");
    }

    @Test
    void withholdsNothingOfWhoIsGoneOnBothSides() {
        World world = takenOverWithATitleThatNobodySent();

        world.gone("x1");

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.mailbox().withheld()).isZero();
    }

    @Test
    void withholdsNothingOfWhoWasNeverMadeAndIsDeleted() {
        World world = World.listed();
        world.whole("r1", 0, "emailAddresses", JANE, "jobTitle", "A");
        world.atMinute(2).mark(Step.HANDOVER, 1, 2);
        world.atMinute(3).mark(Step.HANDED_OVER, 1, 2);
        assertThat(world.mailbox().withheld()).isEqualTo(1);

        world.atMinute(4).delete("r1", 1);

        assertThat(world.mailbox().withheld()).isZero();
    }

    /** The other one sent the same value under an id of its own, and the mailbox was not there. */
    @Test
    void holdsNothingBackThatTheOtherOneWasToWriteAsWell() {
        World world = synced();
        world.patch(item(world), 1, "jobTitle", "B");
        Command ours = world.outstanding(Verb.PATCH);
        Command theirs = new Command(ours.key(), ours.number(), "foreign-1", "cause", Verb.PATCH,
                ours.provider(), ours.externalId(), ours.othersObjects(), ours.version(),
                ours.fields(), ours.contents(), ours.decidedAt());
        world.mark(Step.DRAIN, 1, 2);
        world.answer(theirs, Outcome.UNAVAILABLE, "", new Presence.NotRead());
        world.atMinute(2).mark(Step.HANDOVER, 1, 2);

        world.atMinute(3).mark(Step.HANDED_OVER, 1, 2);
        world.available();

        assertThat(world.mailbox().withheld()).isZero();
        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("jobTitle");
    }

    /** What another generation sent to the only item. */
    private static Command foreign(World world, long number) {
        return command(world.only().key(), number);
    }

    private static Command command(ItemKey key, long number) {
        return new Command(key, number, "foreign-" + number, "cause", Verb.PATCH, World.PROVIDER,
                "x1", Set.of(), "ck1", Set.of(), Contents.of(
                        Map.of()),
                World.START);
    }
}
