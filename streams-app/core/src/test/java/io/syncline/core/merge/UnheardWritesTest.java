package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.state.ItemEvent.Restored;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Writes that land while the mailbox then falls silent: what they wrote shows later, after the wish has
 * changed, and is nobody's edit (rules R9, R14, R19).
 */
class UnheardWritesTest {

    private static final String JANE = "jane@example.com";
    /** When the write landed of which nobody heard. */
    private static final Instant LANDED = World.START.plusSeconds(120);
    private static final Presence NOT_READ = new Presence.NotRead();

    @Test
    void bringNoEntryBackThatWasTakenAwaySince() {
        World world = listedWith("categories", "a");
        String item = world.only().key().item();
        patchedUnheard(world, "categories", "a,b", "a");

        world.atMinute(12).available();
        world.seenAt(LANDED, "x1", "ck2", "emailAddresses", JANE, "categories", "a,b");

        assertThat(world.value("categories")).isEqualTo("a");
        assertThat(world.item(item).isDeleted()).isFalse();
        assertThat(world.outstanding(Verb.PATCH).contents().get("categories").canonicalText())
                .isEqualTo("a");
    }

    @Test
    void bringNoValueBackThatWasClearedSince() {
        World world = listedWith("companyName", "Example");
        patchedUnheard(world, "jobTitle", "Agent", "");

        world.atMinute(12)
                .seenAt(LANDED, "x1", "ck2", "emailAddresses", JANE, "companyName", "Example",
                        "jobTitle", "Agent");

        assertThat(world.value("jobTitle")).isEmpty();
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void undoNoDelete() {
        World world = listedWith("jobTitle", "Old");
        String item = world.only().key().item();
        world.patch(item, 1, "jobTitle", "New");
        world.atMinute(11)
                .answer(world.outstanding(Verb.PATCH), Outcome.UNAVAILABLE, "", NOT_READ);
        world.atMinute(12).delete(item, world.version());

        world.answer(world.outstanding(Verb.DELETE), Outcome.STALE, "", new Presence.There(
                world.reading("x1", "ck2", LANDED, "emailAddresses", JANE, "jobTitle", "New")));

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.told(Restored.class)).isEmpty();
        assertThat(world.outstanding(Verb.DELETE).version()).isEqualTo("ck2");
    }

    @Test
    void releaseNoDeleteThatIsHeld() {
        World world = World.filled(30);
        String item = world.itemOf("y25").key().item();
        world.patch(item, 1, "jobTitle", "New");
        world.atMinute(11)
                .answer(world.outstanding(Verb.PATCH), Outcome.UNAVAILABLE, "", NOT_READ);
        for (int i = 0; i < 20; i++) {
            world.gone("y" + i);
        }
        world.delete(item, 2);
        assertThat(world.held()).containsExactly(item);

        world.atMinute(12)
                .seenAt(LANDED, "y25", "ck2", "emailAddresses", "p25@example.com", "jobTitle",
                        "New");

        assertThat(world.held()).containsExactly(item);
    }

    @Test
    void areForgottenOnceTheirObjectWasLookedAt() {
        World world = listedWith("companyName", "Example");
        patchedUnheard(world, "jobTitle", "Agent", "");
        world.atMinute(12).patch(world.only().key().item(), 3, "companyName", "");
        world.landed(world.outstanding(Verb.PATCH), "x1", "ck2", "emailAddresses", JANE);

        world.atMinute(13).seen("x1", "ck3", "emailAddresses", JANE, "jobTitle", "Agent");

        assertThat(world.value("jobTitle")).as("its owner's edit").isEqualTo("Agent");
    }

    @Test
    void doNotExplainADeleteOnceAnAnswerShowedThatTheyHadNotLanded() {
        World world = deletedUnheard();
        world.atMinute(12).available();
        world.answer(world.outstanding(Verb.DELETE), Outcome.STALE, "",
                world.there("x1", "ck2", "emailAddresses", JANE, "jobTitle", "Agent"));
        assertThat(world.only().isDeleted()).as("edited by its owner").isFalse();

        world.atMinute(60).gone("x1");

        assertThat(world.only().isDeleted()).isTrue();
    }

    @Test
    void doNotExplainADeleteOnceANewerVersionWasSeen() {
        World world = deletedUnheard();
        world.atMinute(60).seen("x1", "ck2", "emailAddresses", JANE, "jobTitle", "Agent");
        assertThat(world.only().isDeleted()).as("edited by its owner").isFalse();

        world.atMinute(90).gone("x1");

        assertThat(world.only().isDeleted()).isTrue();
    }

    @Test
    void areAskedAboutOnceWhereALookTellsNothing() {
        World world = restoredAfterAnUnheardDelete();
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "", NOT_READ);

        assertThat(world.quiet()).isTrue();
        world.atMinute(20).available();
        assertThat(world.outstanding(Verb.READ).externalId()).isEqualTo("x1");
    }

    @Test
    void areAskedAboutOnceWhereALookIsRefused() {
        World world = restoredAfterAnUnheardDelete();

        world.answer(world.outstanding(Verb.READ), Outcome.REJECTED, "", NOT_READ);

        assertThat(world.quiet()).isTrue();
    }

    private static World restoredAfterAnUnheardDelete() {
        World world = listedWith("jobTitle", "A");
        String item = world.only().key().item();
        world.delete(item, 1);
        world.atMinute(11)
                .answer(world.outstanding(Verb.DELETE), Outcome.UNAVAILABLE, "", NOT_READ);
        world.atMinute(12).edit(EditVerb.RESTORE, world.now(), item, world.version());
        return world;
    }

    private static World deletedUnheard() {
        World world = listedWith("jobTitle", "A");
        world.delete(world.only().key().item(), 1);
        world.atMinute(11).tell(new Fact.MailboxUnavailable("away"));
        world.answer(world.outstanding(Verb.DELETE), Outcome.UNAVAILABLE, "", NOT_READ);
        return world;
    }

    /** The CRM sets one value, whose write lands unheard, and then another by the clock of then. */
    private static void patchedUnheard(World world, String field, String first, String second) {
        String item = world.only().key().item();
        world.patch(item, 1, field, first);
        world.atMinute(3).patchAt(World.START.plusSeconds(100), item, 2, field, second);
        world.atMinute(11)
                .answer(world.outstanding(Verb.PATCH), Outcome.UNAVAILABLE, "", NOT_READ);
    }

    private static World listedWith(String field, String value) {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, field, value);
        return world.atMinute(1);
    }
}
