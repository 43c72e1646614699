package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import org.junit.jupiter.api.Test;

/** What we made goes from a mailbox that takes no part any more, and the CRM keeps it. */
class RemovalTest {

    private static final String JANE = "jane@example.com";

    /** One contact that we made, in a mailbox that is disabled. */
    private static World disabled() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        world.landed(world.outstanding(Verb.CREATE), "x1", "ck1", "emailAddresses", JANE);
        world.tell(new Fact.MailboxSwitched("s1", false));
        return world;
    }

    @Test
    void removesWhatWasBusyWhenTheRemovalWasConfirmed() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        world.landed(world.outstanding(Verb.CREATE), "x1", "ck1", "emailAddresses", JANE);
        world.patch("c1", 1, "jobTitle", "B");
        Command busy = world.outstanding(Verb.PATCH);
        world.tell(new Fact.MailboxSwitched("s1", false));
        world.tell(new Fact.RemovalWanted("r1"));

        world.landed(busy, "x1", "ck2", "emailAddresses", JANE, "jobTitle", "B");

        assertThat(world.outstanding(Verb.DELETE).externalId()).isEqualTo("x1");
    }

    @Test
    void removesAgainOnceAMailboxThatDidNotAnswerIsBack() {
        World world = disabled();
        world.tell(new Fact.RemovalWanted("r1"));
        world.answer(world.outstanding(Verb.DELETE), Outcome.UNAVAILABLE, "",
                new Presence.NotRead());
        assertThat(world.quiet()).isTrue();

        world.atMinute(5).available();

        assertThat(world.outstanding(Verb.DELETE).externalId()).isEqualTo("x1");
    }

    @Test
    void triesOnceMoreWhatWasRefusedOnceItIsWantedOnceMore() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", "jane@example.com");
        world.landed(world.outstanding(Verb.CREATE), "x1", "ck1", "emailAddresses",
                "jane@example.com");
        world.atMinute(1).tell(new Fact.MailboxSwitched("off", false));
        world.tell(new Fact.RemovalWanted("first"));
        world.answer(world.outstanding(Verb.DELETE), Outcome.REJECTED, "",
                new Presence.NotRead());
        assertThat(world.quiet()).isTrue();

        world.atMinute(60).tell(new Fact.RemovalWanted("second"));

        assertThat(world.outstanding(Verb.DELETE).externalId()).isEqualTo("x1");
    }

    @Test
    void keepsInTheCrmWhatIsGoneWhileItIsRemoved() {
        World world = disabled();
        world.tell(new Fact.RemovalWanted("r1"));
        world.answer(world.outstanding(Verb.DELETE), Outcome.UNAVAILABLE, "",
                new Presence.NotRead());

        world.gone("x1");

        assertThat(world.only().isDeleted()).isFalse();
    }

    @Test
    void makesItAgainInAMailboxThatTakesPartAgain() {
        World world = disabled();
        world.tell(new Fact.RemovalWanted("r1"));
        world.answer(world.outstanding(Verb.DELETE), Outcome.LANDED, "", new Presence.Gone());
        assertThat(world.quiet()).isTrue();

        world.tell(new Fact.MailboxSwitched("s2", true));

        assertThat(world.outstanding(Verb.CREATE).contents().get("emailAddresses").isEmpty())
                .isFalse();
    }
}
