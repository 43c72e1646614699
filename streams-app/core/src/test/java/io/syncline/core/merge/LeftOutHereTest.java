package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Mark.Step;
import io.syncline.core.fact.Presence;
import io.syncline.core.state.ItemEvent.AlertRaised;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows without which nobody loses anything in the end, so that the simulation does not miss them: each
 * has a story here that only holds with it.
 */
class LeftOutHereTest {

    private static final String JANE = "jane@example.com";

    static Stream<Arguments> stories() {
        return Stream.of(
                story("R9 what is there already", LeftOutHereTest::keepsWhatDidNotFit),
                story("R13 it was there", LeftOutHereTest::tellsOfTwoMadeOfOne),
                story("R13 it was gone", LeftOutHereTest::asksWhetherAnOldEndHolds),
                story("R13 ours was never sent", LeftOutHereTest::goesOnWhereAnotherWasSent),
                story("R14 what was refused is tried again",
                        LeftOutHereTest::triesWhatWasRefused),
                story("R14 a command of before the handover",
                        LeftOutHereTest::givesUpWhatNobodySent),
                story("R14 what was withheld is released",
                        LeftOutHereTest::writesWhatIsReleased),
                story("R14 what only new rules want made",
                        LeftOutHereTest::makesNobodyBeforeTheRelease),
                story("R14 perhaps deleted by us, and wanted again",
                        LeftOutHereTest::asksWhetherItIsThere),
                story("R16 a value beats an empty one", LeftOutHereTest::quarrelsAboutNoEmptyField),
                story("R16 another item's person", LeftOutHereTest::joinsWhoIsTheSame),
                story("R19 an edit that the delete had not seen",
                        LeftOutHereTest::letsAnUnseenEditLive),
                story("R19 edited by someone who did not know of the delete",
                        LeftOutHereTest::letsAnEditDuringTheDeleteLive),
                story("R19 given to another mailbox", LeftOutHereTest::holdsNothingThatIsGiven),
                story("R20 both sides deleted it", LeftOutHereTest::holdsNothingThatBothDeleted));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void holdsOnlyWithTheRow(String row, Predicate<World> story) {
        List<Rule<?>> others = Rules.PROTOCOL.rows()
                .stream()
                .filter(rule -> !rule.name().equals(row))
                .toList();

        assertThat(others).hasSize(Rules.PROTOCOL.rows().size() - 1);
        assertThat(story.test(World.listed())).as("with the row").isTrue();
        assertThat(story.test(World.listed(new Rules(others)))).as("without it").isFalse();
    }

    private static Arguments story(String row, Predicate<World> story) {
        return Arguments.of(row, story);
    }

    private static boolean keepsWhatDidNotFit(World world) {
        world.seen("x1", "ck1", "emailAddresses", JANE, "businessPhones", "+1");
        world.atMinute(1).patch(world.only().key().item(), 1, "businessPhones", "+3,+2,+1");
        world.answer(world.outstanding(Verb.PATCH), Outcome.UNAVAILABLE, "",
                new Presence.NotRead());
        world.atMinute(2).seen("x1", "ck2", "emailAddresses", JANE, "businessPhones", "+3,+2");
        return world.only().value("businessPhones").asEntries().size() == 3;
    }

    private static boolean tellsOfTwoMadeOfOne(World world) {
        world.whole("c1", 0, "emailAddresses", JANE);
        Command create = world.outstanding(Verb.CREATE);
        world.landed(create, "x1", "ck1", "emailAddresses", JANE);
        world.atMinute(1).landed(create, "x2", "ck2", "emailAddresses", JANE);
        return !world.told(AlertRaised.class).isEmpty();
    }

    private static boolean asksWhetherAnOldEndHolds(World world) {
        Command patch = patched(world);
        world.landed(patch, "x1", "ck2", "emailAddresses", JANE, "jobTitle", "B");
        world.atMinute(2).answer(patch, Outcome.STALE, "", new Presence.Gone());
        return !world.quiet();
    }

    private static boolean goesOnWhereAnotherWasSent(World world) {
        Command ours = patched(world);
        Command theirs = new Command(ours.key(), ours.number(), "another", "another", Verb.PATCH,
                ours.provider(), ours.externalId(), ours.othersObjects(), ours.version(),
                ours.fields(), ours.contents(), ours.decidedAt());
        world.atMinute(2).landed(theirs, "x1", "ck2", "emailAddresses", JANE, "jobTitle", "C");
        return world.value("jobTitle").equals("C") && world.quiet();
    }

    private static boolean triesWhatWasRefused(World world) {
        world.answer(patched(world), Outcome.REJECTED, "", new Presence.NotRead());
        world.atMinute(2).tell(new Fact.RetriesDecided("r1"));
        return !world.quiet();
    }

    private static boolean givesUpWhatNobodySent(World world) {
        patched(world);
        takenOver(world);
        return world.quiet();
    }

    private static boolean writesWhatIsReleased(World world) {
        patched(world);
        takenOver(world);
        world.atMinute(4).mark(Step.RELEASE, 2, 2);
        return !world.quiet();
    }

    private static boolean makesNobodyBeforeTheRelease(World world) {
        world.whole("r1", 0, "emailAddresses", JANE, "jobTitle", "A");
        takenOver(world);
        world.atMinute(4).patch("r1", 1, "jobTitle", "B");
        return world.quiet();
    }

    private static void takenOver(World world) {
        world.atMinute(2).mark(Step.HANDOVER, 1, 2);
        world.atMinute(3).mark(Step.HANDED_OVER, 1, 2);
    }

    private static boolean asksWhetherItIsThere(World world) {
        world.seen("x1", "ck1", "emailAddresses", JANE);
        String item = world.only().key().item();
        world.atMinute(1).delete(item, 1);
        Command delete = world.outstanding(Verb.DELETE);
        world.atMinute(2).edit(EditVerb.RESTORE, world.now(), item, 2);
        world.answer(delete, Outcome.UNAVAILABLE, "", new Presence.NotRead());
        world.atMinute(3).available();
        return !world.quiet();
    }

    private static boolean quarrelsAboutNoEmptyField(World world) {
        world.seen("x1", "ck1", "emailAddresses", JANE, "companyName", "X");
        world.atMinute(1).seen("x1", "ck2", "emailAddresses", JANE, "companyName", "");
        world.atMinute(2).whole("c1", 0, "emailAddresses", JANE, "companyName", "Y");
        return world.value("companyName").equals("Y") && world.conflicts().isEmpty();
    }

    private static boolean joinsWhoIsTheSame(World world) {
        world.seen("x1", "ck1", "emailAddresses", JANE, "mobilePhone", "+1");
        world.seen("x2", "ck2", "emailAddresses", JANE, "mobilePhone", "+2");
        world.whole("c1", 0, "emailAddresses", JANE, "jobTitle", "A");
        world.tell(new Fact.MatchDecided("m1", world.ambiguous().key().item(),
                world.itemOf("x1").key().item()));
        return world.itemOf("x1").crm().recordId().equals("c1");
    }

    private static boolean letsAnUnseenEditLive(World world) {
        patched(world);
        world.answer(world.outstanding(Verb.PATCH), Outcome.STALE, "", new Presence.Gone());
        return !world.only().isDeleted();
    }

    private static boolean letsAnEditDuringTheDeleteLive(World world) {
        world.seen("x1", "ck1", "emailAddresses", JANE);
        world.atMinute(1).delete(world.only().key().item(), 1);
        Command delete = world.outstanding(Verb.DELETE);
        world.atMinute(2)
                .answer(delete, Outcome.STALE, "",
                        world.there("x1", "ck2", "emailAddresses", JANE, "jobTitle", "Broker"));
        return !world.only().isDeleted();
    }

    private static boolean holdsNothingThatIsGiven(World world) {
        for (int i = 0; i < 25; i++) {
            world.whole("c" + i, 0, "emailAddresses", "p" + i + "@example.com");
        }
        world.atMinute(1);
        for (int i = 0; i < 25; i++) {
            world.reassign("c" + i, 1, "m2");
        }
        return world.held().isEmpty();
    }

    private static boolean holdsNothingThatBothDeleted(World world) {
        for (int i = 0; i < 21; i++) {
            world.seen("y" + i, "ck1", "emailAddresses", "p" + i + "@example.com");
        }
        world.atMinute(1);
        for (int i = 0; i < 21; i++) {
            world.gone("y" + i);
        }
        world.atMinute(2).delete(world.itemOf("y20").key().item(), 1);
        return world.held().isEmpty();
    }

    private static Command patched(World world) {
        world.seen("x1", "ck1", "emailAddresses", JANE, "jobTitle", "A");
        world.atMinute(1).patch(world.only().key().item(), 1, "jobTitle", "B");
        return world.outstanding(Verb.PATCH);
    }
}
