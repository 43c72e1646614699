package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergeTest {

    private static final String JANE = "jane@example.com";

    private static World synced() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "mobilePhone", "+1", "companyName", "X");
        return world.atMinute(1);
    }

    @Test
    void publishesWhatAMailboxShows() {
        World world = synced();

        assertThat(world.told(ItemEvent.Published.class)).singleElement()
                .matches(published -> published.kind() == ItemEvent.ChangeKind.CREATED)
                .matches(published -> published.fields().size() == 3);
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void sendsAnEditOfTheCrmToTheMailboxOnce() {
        World world = synced();

        world.patch(world.only().key().item(), 1, "companyName", "Y");
        Command write = world.outstanding(Verb.PATCH);
        world.landed(write, "x1", "ck2", "companyName", "Y");
        world.seen("x1", "ck2", "companyName", "Y");

        assertThat(write.fields()).containsExactly("companyName");
        assertThat(write.version()).isEqualTo("ck1");
        assertThat(world.told(ItemEvent.CommandIssued.class)).hasSize(1);
    }

    @Test
    void keepsEditsOfDifferentFieldsMadeAtOnce() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "companyName", "Y");
        Command write = world.outstanding(Verb.PATCH);

        world.seen("x1", "ck2", "mobilePhone", "+9", "companyName", "X");
        world.answer(write, Outcome.STALE, "", world.there("x1", "ck2", "mobilePhone", "+9",
                "companyName", "X"));
        world.landed(world.outstanding(Verb.PATCH), "x1", "ck3", "mobilePhone", "+9",
                "companyName", "Y");

        assertThat(world.value("mobilePhone")).contains("+9");
        assertThat(world.value("companyName")).isEqualTo("Y");
        assertThat(world.conflicts()).isEmpty();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void letsTheLaterOfTwoConcurrentEditsWinButKeepsBoth() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "companyName", "from CRM");
        Command write = world.outstanding(Verb.PATCH);

        world.atMinute(2)
                .answer(write, Outcome.STALE, "",
                        world.there("x1", "ck2", "companyName", "from mailbox"));

        assertThat(world.value("companyName")).isEqualTo("from mailbox");
        assertThat(world.conflicts()).singleElement()
                .matches(conflict -> conflict.lost().value().canonicalText().equals("from CRM"));
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void letsAnEditThatSawTheOtherWinWhateverTheClocksSay() {
        World world = synced();
        Instant hourAgo = world.now().minusSeconds(3_600);

        world.patchAt(hourAgo, world.only().key().item(), 1, "companyName", "Y");

        assertThat(world.value("companyName")).isEqualTo("Y");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void neverStampsLaterThanTheJournal() {
        World world = synced();
        Instant tomorrow = world.now().plusSeconds(86_400);

        world.patchAt(tomorrow, world.only().key().item(), 1, "companyName", "Y");

        assertThat(world.only().registers().values())
                .allMatch(register -> !register.stamp().at().isAfter(world.now()));
    }

    @Test
    void keepsTwoAdditionsToASet() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "categories", "a");
        world.patch(world.only().key().item(), 1, "categories", "a,b");

        world.answer(world.outstanding(Verb.PATCH), Outcome.STALE, "",
                world.there("x1", "ck2", "categories", "a,c"));

        assertThat(world.value("categories")).isEqualTo("a | c | b");
    }

    @Test
    void takesAnEditOfASetForWhatTheCrmWasLookingAt() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "categories", "a");
        String record = world.only().key().item();
        long seen = world.version();
        world.patch(record, seen, "categories", "a,b");
        world.landed(world.outstanding(Verb.PATCH), "x1", "ck2", "categories", "a,b");
        world.atMinute(2).seen("x1", "ck3", "categories", "a,b,c");
        long withB = world.version() - 1;

        // Nothing was published in between: it looked at its own edit, and took b away.
        world.patch(record, seen, "categories", "a,d");
        assertThat(world.value("categories")).isEqualTo("a | d | c");

        // It took in a version with b and without c, and took b away and not c.
        world.patch(record, withB, "categories", "a,e");
        assertThat(world.value("categories")).isEqualTo("a | e | d | c");
    }

    @Test
    void keepsAnEditOfASetWhoseBaseIsForgotten() {
        World world = World.listed();
        world.seen("x1", "ck0", "emailAddresses", JANE, "categories", "a,b");
        for (int i = 1; i <= 10; i++) {
            world.atMinute(i).seen("x1", "ck" + i, "emailAddresses", JANE, "categories", "a,d" + i);
        }

        world.patch(world.only().key().item(), 1, "categories", "b,z");

        assertThat(world.value("categories")).isEqualTo("a | d10");
        assertThat(world.conflicts()).singleElement()
                .matches(conflict -> conflict.kind() == ItemEvent.ConflictKind.UNSURE);
    }

    @Test
    void keepsBothWordsForAnEntryThatBothSidesRewrote() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", "jane@example.com");
        String item = world.only().key().item();
        world.atMinute(1);
        world.patch(item, 1, "emailAddresses", "jane@example.com/Jane");
        world.atMinute(2);

        world.answer(world.outstanding(Verb.PATCH), Outcome.STALE, "",
                world.there("x1", "ck2", "emailAddresses", "jane@example.com/J. Doe"));

        assertThat(world.value("emailAddresses")).contains("J. Doe");
        assertThat(world.conflicts())
                .anyMatch(conflict -> conflict.rule().equals("R10") && conflict.lost()
                        .value()
                        .canonicalText()
                        .contains("name=Jane"));
    }

    @Test
    void doesNotReadBackAsADeletionWhatTheMailboxCannotHold() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "businessPhones", "+1,+2,+3");
        Command write = world.outstanding(Verb.PATCH);

        world.landed(write, "x1", "ck2", "businessPhones", "+1,+2");
        world.atMinute(2).seen("x1", "ck3", "businessPhones", "+1,+2");

        assertThat(world.only().value("businessPhones").asEntries()).hasSize(3);
        assertThat(write.contents().get("businessPhones").asEntries()).hasSize(2);
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void doesNotReadBackAsADeletionWhatAnUnheardWriteLeftNoRoomFor() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "businessPhones", "+1");
        world.landed(world.outstanding(Verb.PATCH), "x1", "ck2", "businessPhones", "+1");
        world.patch(world.only().key().item(), 2, "businessPhones", "+3,+2,+1");

        world.answer(world.outstanding(Verb.PATCH), Outcome.UNAVAILABLE, "",
                new Presence.NotRead());
        world.atMinute(2).seen("x1", "ck3", "businessPhones", "+3,+2");

        assertThat(world.only().value("businessPhones").asEntries()).hasSize(3);
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void takesAServersRenditionForWhatWeWrote() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "companyName", "Y  inc");

        world.landed(world.outstanding(Verb.PATCH), "x1", "ck2", "companyName", "Y Inc.");

        assertThat(world.value("companyName")).isEqualTo("Y  inc");
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void deletesInTheMailboxWhatTheCrmDeleted() {
        World world = synced();

        world.delete(world.only().key().item(), 1);
        world.answer(world.outstanding(Verb.DELETE), Outcome.LANDED, "", new Presence.Gone());
        world.gone("x1");

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void letsAnEditTheCrmHadNotSeenWinOverItsDelete() {
        World world = synced();
        world.atMinute(2).seen("x1", "ck2", "companyName", "Z");

        world.delete(world.only().key().item(), 1);

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.conflicts()).hasSize(1);
        assertThat(world.told(ItemEvent.Published.class).getLast().kind())
                .isEqualTo(ItemEvent.ChangeKind.REPEATED);
    }

    @Test
    void bringsBackAnItemEditedInTheMailboxWhileItWasBeingDeleted() {
        World world = synced();
        world.delete(world.only().key().item(), 1);

        world.atMinute(2)
                .answer(world.outstanding(Verb.DELETE), Outcome.STALE, "",
                        world.there("x1", "ck2", "companyName", "Z"));

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.value("companyName")).isEqualTo("Z");
        assertThat(world.conflicts()).hasSize(1);
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void triesADeleteAgainAfterAMereChangeOfVersion() {
        World world = synced();
        world.delete(world.only().key().item(), 1);

        world.atMinute(2)
                .answer(world.outstanding(Verb.DELETE), Outcome.STALE, "",
                        world.there("x1", "ck2", "companyName", "X"));

        assertThat(world.outstanding(Verb.DELETE).version()).isEqualTo("ck2");
    }

    @Test
    void tellsTheMailboxWhenItIsAvailableAgain() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "companyName", "Y");
        world.answer(world.outstanding(Verb.PATCH), Outcome.UNAVAILABLE, "",
                new Presence.NotRead());
        assertThat(world.quiet()).isTrue();

        world.available();

        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("companyName");
    }

    @Test
    void answersARepeatedEditWithNothing() {
        World world = synced();
        Fact.RecordEdited edit = new Fact.RecordEdited("same", world.only().key().item(),
                Fact.EditVerb.PATCH, Set.of("companyName"),
                Contents.of(Map.of("companyName",
                        Value.text("Y"))),
                world.now(), -1, 1, "");
        world.tell(edit);
        int before = world.events.size();

        world.tell(edit);

        assertThat(world.events).hasSize(before);
    }

    @Test
    void refusesAPatchForARecordNobodyKnows() {
        World world = World.listed();

        world.patch("nobody", 0, "companyName", "Y");

        assertThat(world.items()).isEmpty();
        assertThat(world.refusals).singleElement()
                .matches(refused -> refused.code().equals("unknown-record"));
    }

    @Test
    void unitesTwoSidesThatMeetForTheFirstTime() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "businessPhones", "+1", "companyName", "");

        world.whole("c1", 0, "emailAddresses", JANE, "businessPhones", "+2", "companyName", "X",
                "jobTitle", "");

        assertThat(world.only().value("businessPhones").asEntries()).hasSize(2);
        assertThat(world.value("companyName")).isEqualTo("X");
        assertThat(world.outstanding(Verb.PATCH).fields())
                .containsExactlyInAnyOrder("businessPhones", "companyName");
    }
}
