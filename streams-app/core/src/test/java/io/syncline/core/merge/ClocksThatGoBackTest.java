package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * A CRM on several machines, whose clocks differ, and that numbers nothing: what it names as seen goes
 * before the clocks (rules R8, R9).
 */
class ClocksThatGoBackTest {

    private static final String JANE = "jane@example.com";
    private static final Instant EARLIER = World.START.plusSeconds(58);
    private static final Instant LATER = World.START.plusSeconds(60);

    private final World world = World.listed();

    private String listed() {
        world.seen("x1", "ck1", "emailAddresses", JANE);
        return world.atMinute(1).only().key().item();
    }

    @Test
    void deleteStandsThatHadSeenTheEditBeforeIt() {
        String item = listed();
        world.patchAt(LATER, item, 1, "jobTitle", "Agent");
        world.landed(world.outstanding(Verb.PATCH), "x1", "ck2", "emailAddresses", JANE,
                "jobTitle", "Agent");

        world.atMinute(2).edit(EditVerb.DELETE, EARLIER, item, world.version());

        assertThat(world.only().isDeleted()).isTrue();
    }

    @Test
    void deleteFromBeforeTheEditIsTold() {
        String item = listed();
        world.patchAt(LATER, item, 1, "jobTitle", "Agent");
        long version = world.version();

        world.edit(EditVerb.DELETE, EARLIER, item, 1);

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.conflicts()).hasSize(1);
        assertThat(world.version()).as("told again that it is there").isGreaterThan(version);
    }

    @Test
    void restoreIsTakenThatHadSeenTheDelete() {
        String item = listed();
        world.atMinute(2).delete(item, 1);
        world.answer(world.outstanding(Verb.DELETE), Outcome.LANDED, "", new Presence.Gone());

        world.atMinute(3).edit(EditVerb.RESTORE, LATER, item, world.version());

        assertThat(world.only().isDeleted()).isFalse();
    }
}
