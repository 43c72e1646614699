package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.state.ItemEvent.CommandIssued;
import org.junit.jupiter.api.Test;

/**
 * Somebody deletes a contact while a write is under way, and takes it back from Deleted Items before the
 * answer is heard that did not find it: the answer is older than what was seen since (rules R6, R18).
 */
class TakenBackTest {

    private static final String JANE = "jane@example.com";

    private final World world = World.listed();

    private Command patched() {
        world.seen("x1", "ck1", "emailAddresses", JANE);
        world.atMinute(1).patch(world.only().key().item(), 1, "jobTitle", "B");
        return world.outstanding(Verb.PATCH);
    }

    @Test
    void isAskedForBeforeItsEndIsBelieved() {
        Command patch = patched();
        world.atMinute(2).gone("x1");
        world.atMinute(3).seen("x1", "ck3", "emailAddresses", JANE);

        world.atMinute(4).answer(patch, Outcome.STALE, "", new Presence.Gone());
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "",
                world.there("x1", "ck3", "emailAddresses", JANE));

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("jobTitle");
        assertThat(world.told(CommandIssued.class))
                .noneMatch(issued -> issued.command().verb() == Verb.CREATE);
    }

    @Test
    void isAskedForThoughOnlyTheAnswerSaysThatItIsGone() {
        Command patch = patched();
        world.atMinute(3).seen("x1", "ck3", "emailAddresses", JANE);

        world.atMinute(4).answer(patch, Outcome.STALE, "", new Presence.Gone());

        assertThat(world.outstanding(Verb.READ).externalId()).isEqualTo("x1");
    }

    @Test
    void isAskedForAfterAWriteThatLandedBeforeItWasDeleted() {
        Command patch = patched();
        world.atMinute(2).gone("x1");
        world.atMinute(3).seen("x1", "ck3", "emailAddresses", JANE, "jobTitle", "B");

        world.atMinute(4).answer(patch, Outcome.LANDED, "ck2", new Presence.Gone());
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "",
                world.there("x1", "ck3", "emailAddresses", JANE, "jobTitle", "B"));

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void isOnePersonTheNextDay() {
        Command patch = patched();
        world.atMinute(2).gone("x1");
        world.atMinute(3).seen("x1", "ck3", "emailAddresses", JANE);
        world.atMinute(4).answer(patch, Outcome.STALE, "", new Presence.Gone());
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "",
                world.there("x1", "ck3", "emailAddresses", JANE));
        world.landed(world.outstanding(Verb.PATCH), "x1", "ck4", "emailAddresses", JANE,
                "jobTitle", "B");

        world.atMinute(60 * 24).seen("x1", "ck4", "emailAddresses", JANE, "jobTitle", "B");

        assertThat(world.living()).hasSize(1);
    }

    /** A reading that nobody can place in time asks for a look itself; the look answers both. */
    @Test
    void isAskedForOnceWhereWhatWasSeenIsNeitherOlderNorNewer() {
        Command patch = patched();
        world.seenAt(World.START, "x1", "ck2", "emailAddresses", JANE, "companyName", "Mine");
        world.atMinute(4).answer(patch, Outcome.STALE, "", new Presence.Gone());

        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "", new Presence.Gone());

        assertThat(world.only().mailbox().isThere()).isFalse();
        assertThat(world.told(CommandIssued.class))
                .filteredOn(issued -> issued.command().verb() == Verb.READ)
                .hasSize(1);
        assertThat(world.keeps("Mine")).isTrue();
    }

    @Test
    void isGoneWhereTheLookSaysSoToo() {
        Command patch = patched();
        world.atMinute(3).seen("x1", "ck3", "emailAddresses", JANE, "companyName", "Mine");
        world.atMinute(4).answer(patch, Outcome.STALE, "", new Presence.Gone());

        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "", new Presence.Gone());

        assertThat(world.only().mailbox().isThere()).isFalse();
        assertThat(world.only().isDeleted()).as("what the deleter had not seen").isFalse();
        assertThat(world.outstanding(Verb.CREATE).fields()).contains("companyName", "jobTitle");
    }
}
