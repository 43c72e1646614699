package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Policy;
import io.syncline.core.fact.Presence;
import io.syncline.core.state.ItemEvent.FactRefused;
import io.syncline.core.state.MailboxCopy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Deletes and edits of which somebody hears too late, or never (rules R6, R8, R14, R19). */
class KnownTooLateTest {

    private static final String JANE = "jane@example.com";

    @Test
    void makesAgainWhatOurDeleteTookUnheardOnceTheCrmRestoresIt() {
        World world = restoredWhileOurDeleteWentUnheard();

        world.atMinute(3).gone("x1");

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.outstanding(Verb.CREATE).fields()).contains("emailAddresses");
    }

    @Test
    void asksWhetherItIsThereOnceOurDeleteWentUnheard() {
        World world = restoredWhileOurDeleteWentUnheard();

        world.atMinute(3).available();
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "",
                world.there("x1", "ck1", "emailAddresses", JANE));
        world.atMinute(4).gone("x1");

        assertThat(world.only().isDeleted()).as("a delete of its owner's").isTrue();
    }

    private static World restoredWhileOurDeleteWentUnheard() {
        World world = synced("emailAddresses", JANE);
        String item = world.only().key().item();
        world.delete(item, 1);
        Command delete = world.outstanding(Verb.DELETE);
        world.atMinute(2).edit(EditVerb.RESTORE, world.now(), item, 2);
        world.answer(delete, Outcome.UNAVAILABLE, "", new Presence.NotRead());
        return world;
    }

    @Test
    void makesAgainWhatARemovalTookUnheardOnceTheMailboxTakesPart() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        world.landed(world.outstanding(Verb.CREATE), "x1", "ck1", "emailAddresses", JANE);
        world.atMinute(1).tell(new Fact.MailboxSwitched("s1", false));
        world.tell(new Fact.RemovalWanted("s2"));
        world.atMinute(2)
                .answer(world.outstanding(Verb.DELETE), Outcome.UNAVAILABLE, "",
                        new Presence.NotRead());

        world.atMinute(3).tell(new Fact.MailboxSwitched("s3", true));
        world.atMinute(4).gone("x1");
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "", new Presence.Gone());

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.outstanding(Verb.CREATE).fields()).contains("emailAddresses");
    }

    @Test
    void leavesDeletedWhatAnEditFromBeforeTheCrmsOwnDeleteNames() {
        World world = synced("emailAddresses", JANE, "jobTitle", "A");
        String item = world.only().key().item();
        world.atMinute(10).numbered(EditVerb.DELETE, 6, item);

        world.atMinute(11)
                .numbered(EditVerb.WHOLE, 5, item, "emailAddresses", JANE, "jobTitle",
                        "B");

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(refusals(world)).containsExactly("deleted-record");
    }

    @Test
    void goesByTheClockWhereTheCrmNumbersNothing() {
        World world = synced("emailAddresses", JANE, "jobTitle", "A");
        String item = world.only().key().item();
        Instant before = world.atMinute(5).now();
        world.atMinute(10).delete(item, 1);

        world.atMinute(11)
                .edit(EditVerb.WHOLE, before, item, 1, "emailAddresses", JANE,
                        "jobTitle", "B");

        assertThat(world.only().isDeleted()).isTrue();
    }

    @Test
    void remembersAnEndThatWaitsThoughAnOlderReadingIsTold() {
        World world = withOlderReadingWhilePatched(waits -> waits.gone("x1"));

        assertThat(world.only().isDeleted() || !world.quiet()).isTrue();
    }

    @Test
    void remembersThatItIsNotFollowedThoughAnOlderReadingIsTold() {
        World world = withOlderReadingWhilePatched(waits -> waits.untracked("x1"));

        assertThat(world.only().mailbox().presence()).isEqualTo(MailboxCopy.Presence.UNTRACKED);
    }

    /** @param meanwhile what is told while our patch is under way, before an older reading is */
    private static World withOlderReadingWhilePatched(Consumer<World> meanwhile) {
        World world = synced("emailAddresses", JANE);
        world.patch(world.only().key().item(), 1, "jobTitle", "B");
        Command patch = world.outstanding(Verb.PATCH);
        Presence landed = world.there("x1", "ck2", "emailAddresses", JANE, "jobTitle", "B");
        meanwhile.accept(world.atMinute(2));
        world.seenAt(World.START, "x1", "ck1", "emailAddresses", JANE);
        world.atMinute(3).answer(patch, Outcome.LANDED, "ck2", landed);
        return world;
    }

    @Test
    void keepsAnEditThatWasSeenWhileOurDeleteWasUnderWay() {
        World world = synced("emailAddresses", JANE);
        world.delete(world.only().key().item(), 1);
        Command delete = world.outstanding(Verb.DELETE);
        world.atMinute(2).seen("x1", "ck2", "emailAddresses", JANE, "jobTitle", "Broker");

        world.atMinute(3).answer(delete, Outcome.LANDED, "", new Presence.Gone());
        world.answer(world.outstanding(Verb.READ), Outcome.LANDED, "", new Presence.Gone());

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.keeps("Broker")).isTrue();
    }

    @Test
    void keepsWhatTheMailboxHadNoRoomFor() {
        World world = synced("emailAddresses", JANE, "businessPhones", "+1,+2");
        world.patch(world.only().key().item(), 1, "businessPhones", "+1,+2,+3");

        world.atMinute(2).gone("x1");

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.keeps("+3")).isTrue();
    }

    @Test
    void keepsAllThatADeleteBeats() {
        World world = synced("emailAddresses", JANE);
        world.tell(new Fact.PolicyDecided("p",
                new Policy(Map.of(), Policy.Direction.BOTH, true, false, Set.of())));
        String item = world.only().key().item();
        world.atMinute(2)
                .seen("x1", "ck2", "emailAddresses", JANE, "jobTitle", "Broker",
                        "companyName", "Acme");

        world.atMinute(3).delete(item, 1);

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(List.of("Broker", "Acme")).allMatch(world::keeps);
    }

    @Test
    void triesAParkedValueAgainOnceAnotherWasTaken() {
        World world = synced("emailAddresses", JANE);
        String item = world.only().key().item();
        world.patch(item, 1, "jobTitle", "A");
        world.answer(world.outstanding(Verb.PATCH), Outcome.REJECTED, "", new Presence.NotRead());
        world.patch(item, 2, "jobTitle", "B");
        world.landed(world.outstanding(Verb.PATCH), "x1", "ck2", "emailAddresses", JANE,
                "jobTitle", "B");

        world.patch(item, 3, "jobTitle", "A");

        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("jobTitle");
    }

    private static List<String> refusals(World world) {
        return world.told(FactRefused.class)
                .stream()
                .map(FactRefused::code)
                .toList();
    }

    private static World synced(String... fieldsAndValues) {
        World world = World.listed();
        world.seen("x1", "ck1", fieldsAndValues);
        return world.atMinute(1);
    }
}
