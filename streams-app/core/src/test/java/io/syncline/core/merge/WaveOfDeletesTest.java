package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Policy;
import io.syncline.core.fact.Presence;
import io.syncline.core.state.ItemEvent.AlertRaised;
import io.syncline.core.state.ItemEvent.FactRefused;
import io.syncline.core.state.Slot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Many deletes at once, and what operators decide about them (rule R20). */
class WaveOfDeletesTest {

    private static final int MINUTES_A_DAY = 24 * 60;

    @Test
    void rejectsNoDeleteThatCameDaysAfterTheWave() {
        World world = World.filled(40);
        goneFrom(world, 0, 21);
        for (int day = 1; day <= 7; day++) {
            world.atMinute(day * MINUTES_A_DAY).gone("y" + (21 + day));
        }

        world.atMinute(8 * MINUTES_A_DAY).tell(new Fact.HeldDeletesDecided("h", false));

        assertThat(world.living()).hasSize(40 - 7);
    }

    @Test
    void leavesDeletedWhatWasDeletedOnceMoreAfterTheRejection() {
        World world = World.filled(150);
        String last = world.items()
                .stream()
                .map(item -> item.key().item())
                .sorted()
                .skip(110)
                .findFirst()
                .orElseThrow();
        world.gone(world.item(last).mailbox().externalId());
        goneUntilOneIsHeld(world);
        world.letReviewsWait();
        world.atMinute(2).tell(new Fact.HeldDeletesDecided("h", false));
        world.atMinute(3).edit(EditVerb.RESTORE, world.now(), last, 2);
        world.atMinute(4).delete(last, 3);

        world.goOnReviewing();

        assertThat(world.item(last).isDeleted()).isTrue();
    }

    @Test
    void approvesNothingThatWasHeldAfterTheApproval() {
        World world = World.filled(150);
        goneUntilOneIsHeld(world);
        String late = lateInTheWalk(world);
        world.letReviewsWait();
        world.atMinute(2).tell(new Fact.HeldDeletesDecided("h1", true));
        world.atMinute(3).gone(world.item(late).mailbox().externalId());
        assertThat(world.held()).contains(late);

        world.atMinute(4).tell(new Fact.HeldDeletesDecided("h2", false));
        world.goOnReviewing();

        assertThat(world.item(late).isDeleted()).isFalse();
    }

    @Test
    void rejectsNothingThatWasHeldAfterTheRejection() {
        World world = World.filled(150);
        goneUntilOneIsHeld(world);
        String late = lateInTheWalk(world);
        world.letReviewsWait();
        world.atMinute(2).tell(new Fact.HeldDeletesDecided("h1", false));
        goneUntilOneIsHeld(world);
        world.atMinute(3).gone(world.item(late).mailbox().externalId());
        assertThat(world.held()).contains(late);

        world.atMinute(4).tell(new Fact.HeldDeletesDecided("h2", true));
        world.goOnReviewing();

        assertThat(world.item(late).isDeleted()).isTrue();
    }

    @Test
    void approvesNoDeleteOfASideWhoseDeletesAreNotTakenAnyMore() {
        World world = World.filled(30);
        goneFrom(world, 0, 21);
        String held = world.held().getFirst();
        world.tell(new Fact.PolicyDecided("p",
                new Policy(Map.of(), Policy.Direction.CRM_ONLY, false, false, Set.of())));

        world.tell(new Fact.HeldDeleteDecided("h", held, true));

        assertThat(world.item(held).isDeleted()).isFalse();
        assertThat(world.conflicts()).anyMatch(conflict -> conflict.rule().equals("policy"));
    }

    @Test
    void keepsWhatAHeldDeleteHadNotSeenThoughDeletesBeatEdits() {
        World world = World.filled(30);
        goneFrom(world, 0, 20);
        world.tell(new Fact.PolicyDecided("p",
                new Policy(Map.of(), Policy.Direction.BOTH, true, false, Set.of())));
        String item = world.itemOf("y25").key().item();
        world.atMinute(2)
                .seen("y25", "ck2", "emailAddresses", "p25@example.com", "jobTitle",
                        "Broker", "companyName", "Acme");
        world.atMinute(3).delete(item, 1);
        assertThat(world.held()).contains(item);

        world.tell(new Fact.HeldDeletesDecided("h", true));

        assertThat(world.item(item).isDeleted()).isTrue();
        assertThat(List.of("Broker", "Acme")).allMatch(world::keeps);
    }

    @Test
    void makesAgainWhatOurDeleteTookUnheardOnceItIsRejected() {
        World world = World.filled(30);
        for (int i = 0; i < 21; i++) {
            world.delete(world.itemOf("y" + i).key().item(), 1);
            if (i != 5 && world.itemOf("y" + i).slot() instanceof Slot.Taken taken) {
                world.answer(taken.command(), Outcome.LANDED, "", new Presence.Gone());
            }
        }
        String item = world.itemOf("y5").key().item();
        Command delete = ((Slot.Taken) world.item(item).slot()).command();
        world.atMinute(2).tell(new Fact.HeldDeletesDecided("h", false));

        world.atMinute(12).answer(delete, Outcome.UNAVAILABLE, "", new Presence.NotRead());
        world.atMinute(13).gone("y5");

        assertThat(world.item(item).isDeleted()).isFalse();
    }

    @Test
    void rejectsNoOrdinaryDeleteOfTheDaysBetweenTwoWaves() {
        World world = World.filled(80);
        goneFrom(world, 0, 21);
        assertThat(world.held()).hasSize(1);
        world.atMinute(MINUTES_A_DAY).gone("y30");
        String ordinary = world.itemOf("y30").key().item();
        world.atMinute(2 * MINUTES_A_DAY);
        goneFrom(world, 40, 21);
        assertThat(world.held()).hasSize(2);

        world.atMinute(2 * MINUTES_A_DAY + 5).tell(new Fact.HeldDeletesDecided("reject", false));

        assertThat(world.living()).hasSize(79).doesNotContain(ordinary);
    }

    @Test
    void alertsOfASecondWaveThoughTheFirstWaitsStill() {
        World world = World.filled(80);
        goneFrom(world, 0, 21);
        assertThat(alerts(world)).isOne();

        world.atMinute(2 * MINUTES_A_DAY);
        goneFrom(world, 40, 35);

        assertThat(world.held()).hasSize(1 + 15);
        assertThat(alerts(world)).isEqualTo(2);
    }

    @Test
    void refusesADecisionAboutADeleteThatIsNotHeld() {
        World world = World.filled(1);

        world.tell(new Fact.HeldDeleteDecided("approve", world.only().key().item(), true));

        assertThat(world.told(FactRefused.class)).extracting(FactRefused::code)
                .containsExactly("not-held");
        assertThat(world.only().isDeleted()).isFalse();
    }

    private static long alerts(World world) {
        return world.told(AlertRaised.class)
                .stream()
                .filter(alert -> alert.code().equals("deletes-held"))
                .count();
    }

    private static void goneFrom(World world, int first, int count) {
        for (int i = first; i < first + count; i++) {
            world.gone("y" + i);
        }
    }

    private static void goneUntilOneIsHeld(World world) {
        int heldBefore = world.held().size();
        for (int i = 0; world.held().size() == heldBefore; i++) {
            world.gone("y" + i);
        }
    }

    /** One that lives, and that a walk over all items reaches last. */
    private static String lateInTheWalk(World world) {
        return world.items()
                .stream()
                .filter(item -> !item.isDeleted() && !item.isDeleteHeld())
                .map(item -> item.key().item())
                .sorted()
                .reduce((one, other) -> other)
                .orElseThrow();
    }
}
