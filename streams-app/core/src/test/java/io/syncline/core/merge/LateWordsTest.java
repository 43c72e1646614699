package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.EditVerb;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemEvent.ConflictKind;
import io.syncline.core.state.ItemEvent.FactRefused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the CRM says in another order than it happened there (rules R8, R19, R20). */
class LateWordsTest {

    private static final String JANE = "jane@example.com";
    private static final int DELETES_PASSED = 20;

    /** A contact made by the CRM, which numbers its edits, and known in the mailbox as {@code x1}. */
    private static World made() {
        World world = World.listed();
        world.numbered(EditVerb.WHOLE, 1, "c1", "emailAddresses", JANE, "jobTitle", "A");
        world.landed(world.outstanding(Verb.CREATE), "x1", "ck1", "emailAddresses", JANE,
                "jobTitle", "A");
        return world.atMinute(1);
    }

    @Test
    void deletesNothingThatTheCrmHasTakenBackSince() {
        World world = made();

        world.numbered(EditVerb.RESTORE, 5, "c1");
        world.numbered(EditVerb.DELETE, 4, "c1");

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void deletesNothingThatTheCrmHasEditedSince() {
        World world = made();
        world.numbered(EditVerb.PATCH, 5, "c1", "jobTitle", "B");
        world.landed(world.outstanding(Verb.PATCH), "x1", "ck2", "emailAddresses", JANE,
                "jobTitle", "B");

        world.numbered(EditVerb.DELETE, 4, "c1");

        assertThat(world.only().isDeleted()).isFalse();
    }

    @Test
    void deletesWhatTheCrmDeletedAfterItsLastEdit() {
        World world = made();

        world.numbered(EditVerb.RESTORE, 4, "c1");
        world.numbered(EditVerb.DELETE, 5, "c1");

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.outstanding(Verb.DELETE).externalId()).isEqualTo("x1");
    }

    @Test
    void keepsAnEarlierPatchOfARecordWhoseDeleteIsHeld() {
        World world = heldBack();
        String item = world.held().getFirst();

        world.patchAt(World.START, item, 1, "jobTitle", "B");

        assertThat(world.held()).contains(item);
        assertThat(world.told(FactRefused.class)).isEmpty();
        world.tell(new Fact.HeldDeletesDecided("d1", false));
        assertThat(world.item(item).isDeleted()).isFalse();
        assertThat(world.item(item).value("jobTitle").canonicalText()).isEqualTo("B");
    }

    @Test
    void keepsWhatTheMailboxRefusedWhenAHeldDeleteIsApproved() {
        World world = World.listed();
        for (int i = 0; i < DELETES_PASSED + 1; i++) {
            world.seen("x" + i, "ck" + i, "emailAddresses", "p" + i + "@example.com");
        }
        String last = world.items().getLast().key().item();
        world.patch(last, 1, "jobTitle", "refused");
        world.answer(world.outstanding(Verb.PATCH), Outcome.REJECTED, "",
                new Presence.NotRead());
        for (int i = 0; i < DELETES_PASSED + 1; i++) {
            world.gone("x" + i);
        }
        assertThat(world.held()).containsExactly(last);

        world.tell(new Fact.HeldDeletesDecided("d1", true));

        assertThat(world.living()).isEmpty();
        assertThat(world.conflicts())
                .anyMatch(conflict -> conflict.kind() == ConflictKind.DELETE
                        && conflict.lost().value().canonicalText().equals("refused"));
    }

    /** Twenty contacts that the CRM deleted, and one whose delete the guard holds. */
    private static World heldBack() {
        World world = World.listed();
        for (int i = 0; i < DELETES_PASSED + 1; i++) {
            world.seen("x" + i, "ck" + i, "emailAddresses", "p" + i + "@example.com");
        }
        world.atMinute(1);
        world.items().forEach(item -> world.delete(item.key().item(), 1));
        assertThat(world.held()).hasSize(1);
        return world;
    }

    @Test
    @History(13)
    void takesAnEditForLaterThoughItWasBuiltOnAVersionBeforeTheCrmsOwn() {
        World world = made();
        String item = world.only().key().item();
        world.atMinute(9).numbered(EditVerb.PATCH, 2, item, "jobTitle", "E1");
        world.atMinute(2).numbered(EditVerb.PATCH, 3, item, "jobTitle", "E2");

        assertThat(world.value("jobTitle")).isEqualTo("E2");
    }

    @Test
    @History(13)
    void takesNoEditTwiceThatIsToldAgainAfterTheMailboxEdited() {
        World world = made();
        String item = world.only().key().item();
        Fact.RecordEdited edit = new Fact.RecordEdited("told-twice", item, EditVerb.PATCH,
                Set.of("jobTitle"), Contents.of(Map.of("jobTitle", Value.text("E1"))),
                World.START.plus(Duration.ofHours(1)), -1, 1, "");
        world.tell(edit);
        world.landed(world.outstanding(Verb.PATCH), "x1", "ck2", "jobTitle", "E1");
        world.atMinute(5).seen("x1", "ck3", "jobTitle", "By the agent");

        world.atMinute(6).tell(edit);

        assertThat(world.value("jobTitle")).isEqualTo("By the agent");
        assertThat(world.quiet()).isTrue();
    }

    /** Of a later number than ours it is another matter: the sink would skip ours then (TakeoverTest). */
    @Test
    @History(18)
    void takesTheResultOfAWriteThatItNeverAskedForAsAnObservation() {
        World world = made();
        String item = world.only().key().item();
        world.atMinute(1).patch(item, 1, "jobTitle", "New");
        Command asked = world.outstanding(Verb.PATCH);
        Command never = new Command(asked.key(), asked.number() - 1, "another generation's",
                asked.causeId(), Verb.PATCH, asked.provider(), "x1", Set.of(), "ck1",
                Set.of("companyName"), asked.contents(), asked.decidedAt());
        int commands = world.told(ItemEvent.CommandIssued.class).size();

        world.atMinute(2).landed(never, "x1", "ck2", "jobTitle", "A", "companyName", "B");
        world.atMinute(3).landed(asked, "x1", "ck3", "jobTitle", "New", "companyName", "B");

        assertThat(world.value("companyName")).isEqualTo("B");
        assertThat(world.quiet()).isTrue();
        assertThat(world.told(ItemEvent.CommandIssued.class)).as("none went out twice")
                .hasSize(commands);
    }

    @Test
    void keepsWhatTheCrmHadSetSinceTheVersionThatItGaveAway() {
        World world = made();
        String item = world.only().key().item();
        world.patch(item, 1, "jobTitle", "Set since");

        world.atMinute(2).reassign(item, 1, "m2");

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.conflicts())
                .anyMatch(conflict -> conflict.kind() == ConflictKind.DELETE
                        && conflict.lost().value().canonicalText().equals("Set since"));
    }

    @Test
    void holdsDeletesStillThoughTheCrmSendsEverythingAgain() {
        World world = World.listed();
        for (int i = 0; i < DELETES_PASSED + 5; i++) {
            world.seen("x" + i, "ck" + i, "emailAddresses", "p" + i + "@example.com");
        }
        List<String> items = IntStream.range(0, DELETES_PASSED + 5)
                .mapToObj(i -> linkedTo(world, "x" + i))
                .toList();
        for (int i = 0; i < DELETES_PASSED + 5; i++) {
            world.gone("x" + i);
        }
        List<String> held = world.held();

        world.atMinute(2);
        for (int i = 0; i < DELETES_PASSED + 5; i++) {
            world.whole(items.get(i), 1, "emailAddresses", "p" + i + "@example.com");
        }

        assertThat(held).hasSize(5);
        assertThat(world.held()).isEqualTo(held);
    }

    private static String linkedTo(World world, String id) {
        return world.items()
                .stream()
                .filter(item -> item.mailbox().externalId().equals(id))
                .map(item -> item.key().item())
                .findFirst()
                .orElseThrow();
    }
}
