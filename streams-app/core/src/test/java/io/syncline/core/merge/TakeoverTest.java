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

/** One generation of merge takes over from another, whose rules may have been others (design §5). */
class TakeoverTest {

    private static final String JANE = "jane@example.com";

    private static World synced() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "jobTitle", "A");
        return world.atMinute(1);
    }

    private static String item(World world) {
        return world.only().key().item();
    }

    @Test
    void publishesAnEditWhileItDrainsButWritesNothing() {
        World world = synced();
        world.mark(Step.DRAIN, 1, 2);

        world.patch(item(world), 1, "jobTitle", "B");

        assertThat(world.told(Published.class)).hasSize(2);
        assertThat(world.quiet()).isTrue();
        assertThat(world.only().trouble().due()).isTrue();
    }

    @Test
    void writesWhatBecameDueOnceAnotherOneHasTakenOver() {
        World world = synced();
        world.mark(Step.DRAIN, 1, 2);
        world.patch(item(world), 1, "jobTitle", "B");
        world.mark(Step.HANDOVER, 1, 2);
        assertThat(world.quiet()).isTrue();

        world.mark(Step.HANDED_OVER, 1, 2);

        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("jobTitle");
        assertThat(world.only().trouble().due()).isFalse();
    }

    @Test
    void writesWhatBecameDueOnceTheTakeoverIsCancelled() {
        World world = synced();
        world.mark(Step.DRAIN, 1, 2);
        world.patch(item(world), 1, "jobTitle", "B");

        world.mark(Step.CANCEL, 1, 2);

        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("jobTitle");
    }

    @Test
    void takesInResultsOfWhatWasWrittenBeforeItDrains() {
        World world = synced();
        world.patch(item(world), 1, "jobTitle", "B");
        Command patch = world.outstanding(Verb.PATCH);
        world.mark(Step.DRAIN, 1, 2);
        world.patch(item(world), 2, "jobTitle", "C");

        world.landed(patch, "x1", "ck2", "emailAddresses", JANE, "jobTitle", "B");
        assertThat(world.quiet()).isTrue();
        world.mark(Step.CANCEL, 1, 2);

        assertThat(world.outstanding(Verb.PATCH).contents().get("jobTitle").canonicalText())
                .isEqualTo("C");
    }

    @Test
    void triesWhatWasUnavailableWhileItDrainedOnlyThen() {
        World world = synced();
        world.patch(item(world), 1, "jobTitle", "B");
        Command patch = world.outstanding(Verb.PATCH);
        world.mark(Step.DRAIN, 1, 2);
        world.answer(patch, Outcome.UNAVAILABLE, "", new Presence.NotRead());
        world.available();
        assertThat(world.quiet()).isTrue();

        world.mark(Step.CANCEL, 1, 2);

        assertThat(world.outstanding(Verb.PATCH).number()).isEqualTo(2);
    }

    @Test
    void looksAgainAtWhatNobodyCanPlaceInTimeWhileItDrains() {
        World world = synced();
        world.mark(Step.DRAIN, 1, 2);

        world.seenAt(World.START, "x1", "ck9", "emailAddresses", JANE, "jobTitle", "Z");

        assertThat(world.outstanding(Verb.READ).externalId()).isEqualTo("x1");
    }

    @Test
    void deletesWhatWasApprovedWhileItDrainedOnlyThen() {
        World world = World.filled(21);
        world.items().forEach(item -> world.delete(item.key().item(), 1));
        assertThat(world.held()).hasSize(1);
        String held = world.held().getFirst();
        world.mark(Step.DRAIN, 1, 2);
        world.tell(new Fact.HeldDeletesDecided("approved", true));
        assertThat(world.item(held).isDeleted()).isTrue();
        assertThat(commandsTo(world, held)).isZero();

        world.mark(Step.CANCEL, 1, 2);

        assertThat(commandsTo(world, held)).isEqualTo(1);
    }

    @Test
    void writesNothingToAMailboxThatMigratedWhileItDrained() {
        World world = synced();
        world.mark(Step.DRAIN, 1, 2);
        world.patch(item(world), 1, "jobTitle", "B");
        world.capable("ews");
        world.tell(new Fact.ItemTranslated("t1", World.PROVIDER, "x1", "ews", "y1"));
        world.tell(new Fact.MailboxMigrated("m1"));
        assertThat(world.quiet()).isTrue();

        world.mark(Step.CANCEL, 1, 2);

        assertThat(world.outstanding(Verb.PATCH).externalId()).isEqualTo("y1");
    }

    @Test
    void numbersNothingBelowWhatTheSinkWasGiven() {
        World world = synced();

        world.landed(foreign(world, 7), "x1", "ck2", "emailAddresses", JANE, "jobTitle", "F");
        world.patch(item(world), 2, "jobTitle", "G");

        assertThat(world.value("jobTitle")).isEqualTo("G");
        assertThat(world.outstanding(Verb.PATCH).number()).isEqualTo(8);
    }

    @Test
    void countsTheNumbersOfAnItemThatOnlyTheOtherOneKnows() {
        World world = World.listed();
        ItemKey unknown = ItemKey.firstMet("acme", "m1", World.PROVIDER, "x1");
        world.answer(command(unknown, 5), Outcome.LANDED, "ck1", new Presence.NotRead());
        assertThat(world.refusals).singleElement()
                .matches(refused -> refused.code().equals("unknown-item"));

        world.seen("x1", "ck1", "emailAddresses", JANE);
        world.atMinute(1).patch(unknown.item(), 1, "jobTitle", "B");

        assertThat(item(world)).isEqualTo(unknown.item());
        assertThat(world.outstanding(Verb.PATCH).number()).isEqualTo(6);
        assertThat(world.mailbox().living()).isEqualTo(1);
    }

    @Test
    void takesUpWhatWaitedBehindACommandThatNobodySent() {
        World world = synced();
        world.patch(item(world), 1, "jobTitle", "B");
        world.atMinute(2)
                .seen("x1", "ck2", "emailAddresses", JANE, "jobTitle", "A",
                        "companyName", "Waited");
        assertThat(world.value("companyName")).isEmpty();

        world.atMinute(3)
                .answer(foreign(world, 1), Outcome.STALE, "", new Presence.NotRead());

        assertThat(world.value("companyName")).isEqualTo("Waited");
        assertThat(world.outstanding(Verb.PATCH).number()).isEqualTo(2);
    }

    @Test
    void releasesNothingThatWasDecidedSince() {
        World world = synced();
        world.mark(Step.HANDOVER, 1, 2);
        world.mark(Step.HANDED_OVER, 1, 2);
        world.atMinute(2).patch(item(world), 1, "jobTitle", "B");

        world.atMinute(3).mark(Step.RELEASE, 2, 2);

        assertThat(world.outstanding(Verb.PATCH).number()).isEqualTo(1);
    }

    /** So a mark that stands in the journal once is no transaction over all items there are. */
    @Test
    void releasesAHundredItemsAtATime() {
        World world = World.filled(150);
        world.items().forEach(item -> world.patch(item.key().item(), 1, "jobTitle", "B"));
        world.atMinute(2).mark(Step.HANDOVER, 1, 2);
        world.atMinute(3).mark(Step.HANDED_OVER, 1, 2);
        world.letReviewsWait();

        world.atMinute(4).mark(Step.RELEASE, 2, 2);
        assertThat(world.told(CommandIssued.class)).hasSize(150);
        world.goOnReviewing();

        assertThat(world.told(CommandIssued.class)).hasSize(300);
    }

    @Test
    void numbersNoVersionThatSubscribersWereGivenBefore() {
        World world = synced();

        world.tell(new Fact.VersionTold("v1", item(world), 9));
        world.tell(new Fact.VersionTold("v2", item(world), 4));
        assertThat(world.told(Published.class)).hasSize(1);
        world.patch(item(world), 9, "jobTitle", "B");

        assertThat(world.only().version()).isEqualTo(10);
    }

    @Test
    void publishesAnItemAsItIsUnderANewVersion() {
        World world = synced();

        world.tell(new Fact.RepublishDecided("p1", item(world)));

        assertThat(world.told(Published.class).getLast())
                .isEqualTo(new Published(ChangeKind.REPEATED, List.of(), "p1",
                        "rebuild", ""));
        assertThat(world.only().version()).isEqualTo(2);
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void publishesADeletedItemAsDeleted() {
        World world = synced();
        world.edit(EditVerb.DELETE, world.now(), item(world), 1);

        world.tell(new Fact.RepublishDecided("p1", item(world)));

        assertThat(world.told(Published.class).getLast().kind()).isEqualTo(ChangeKind.DELETED);
    }

    /** The other generation published it; by the rules of this one it never was. */
    @Test
    void tellsThatAnItemIsGoneWhichOnlyTheOtherOneKnows() {
        World world = World.listed();

        world.tell(new Fact.VersionTold("v1", "other", 3));
        world.tell(new Fact.RepublishDecided("p1", "other"));

        assertThat(world.told(Published.class)).singleElement()
                .matches(published -> published.kind() == ChangeKind.DELETED);
        assertThat(world.only().version()).isEqualTo(4);
        assertThat(world.only().mailbox().presence()).isEqualTo(MailboxCopy.Presence.NEVER);
        assertThat(world.mailbox().living()).isZero();
    }

    @Test
    void refusesToPublishWhatNobodyKnows() {
        World world = World.listed();

        world.tell(new Fact.RepublishDecided("p1", "nobody"));

        assertThat(world.refusals).singleElement()
                .matches(refused -> refused.reason().contains("nobody"));
    }

    @Test
    void triesOneItemAgainWhereOnlyThatIsWanted() {
        World world = World.filled(2);
        world.items().forEach(item -> world.patch(item.key().item(), 1, "jobTitle", "B"));
        world.items()
                .forEach(item -> world.answer(outstanding(item), Outcome.REJECTED, "",
                        new Presence.NotRead()));
        assertThat(world.quiet()).isTrue();
        String wanted = world.items().getFirst().key().item();

        world.tell(new Fact.RetryDecided("r1", wanted));

        assertThat(world.outstanding(Verb.PATCH).key().item()).isEqualTo(wanted);
        assertThat(world.item(wanted).trouble().parked()).isEmpty();
    }

    private static Command outstanding(ItemState item) {
        return ((Slot.Taken) item.slot()).command();
    }

    private static long commandsTo(World world, String item) {
        return world.told(CommandIssued.class)
                .stream()
                .filter(issued -> issued.command().key().item().equals(item))
                .count();
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
