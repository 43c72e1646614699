package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Policy;
import io.syncline.core.fact.Policy.Direction;
import io.syncline.core.fact.Policy.FieldPolicy;
import io.syncline.core.fact.Policy.Preference;
import io.syncline.core.fact.Presence;
import io.syncline.core.fact.Review;
import io.syncline.core.state.ItemEvent;
import io.syncline.core.state.ItemEvent.ChangeKind;
import io.syncline.core.state.ItemEvent.ConflictKind;
import io.syncline.core.state.MailboxCopy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Histories about guards, providers, policies, tracking and records without versions. */
class MoreHistoriesTest {

    private static final String JANE = "jane@example.com";

    private static World synced() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "jobTitle", "A");
        return world.atMinute(1);
    }

    /** Twenty-five contacts, of which the mailbox then loses all. */
    private static World deletedByTheDozen() {
        World world = World.listed();
        for (int i = 0; i < 25; i++) {
            world.seen("x" + i, "ck" + i, "emailAddresses", "p" + i + "@example.com");
        }
        world.atMinute(1);
        for (int i = 0; i < 25; i++) {
            world.gone("x" + i);
        }
        return world;
    }

    @Test
    @History(7)
    void takesNoEndOfAnOldIdForADeleteWhenTheProviderChanges() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "jobTitle", "B");
        Command write = world.outstanding(Verb.PATCH);

        world.capable("ews");
        world.tell(new Fact.ItemTranslated("t1", "graph", "x1", "ews", "AAMk="));
        world.answer(write, Outcome.UNAVAILABLE, "", new Presence.NotRead());
        world.tell(new Fact.MailboxMigrated("m1"));

        Command again = world.outstanding(Verb.PATCH);
        assertThat(again.externalId()).isEqualTo("AAMk=");
        assertThat(again.provider()).isEqualTo("ews");
        assertThat(again.fields()).containsExactly("jobTitle");
    }

    @Test
    @History(7)
    void makesNoNewItemOfWhatIsListedUnderNewIds() {
        World world = synced();
        world.capable("ews");
        world.tell(new Fact.ItemTranslated("t1", "graph", "x1", "ews", "AAMk="));
        world.tell(new Fact.MailboxMigrated("m1"));

        world.seenBy("ews", "AAMk=", "ck9", "emailAddresses", JANE, "jobTitle", "A");

        assertThat(world.items()).hasSize(1);
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void findsWhatWasNotTranslatedByItsIdentity() {
        World world = synced();
        world.capable("ews");
        world.tell(new Fact.MailboxMigrated("m1"));

        world.seenBy("ews", "AAMk=", "ck9", "emailAddresses", JANE, "jobTitle", "A");

        assertThat(world.only().mailbox().externalId()).isEqualTo("AAMk=");
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void keepsTheRecordOfAContactThatItsOwnerPutAsideWhileTheProviderChanged() {
        World world = synced();
        world.capable("ews");
        world.tell(new Fact.MailboxMigrated("m1"));

        world.tell(new Fact.ItemTranslated("t1", "graph", "x1", "ews", "AAMk="));
        world.tell(new Fact.ItemUntracked("u1", "ews", "AAMk="));
        assertThat(world.only().mailbox().presence()).isEqualTo(MailboxCopy.Presence.UNTRACKED);
        assertThat(world.quiet()).isTrue();
        world.atMinute(1).seenBy("ews", "AAMk=", "ck9", "emailAddresses", JANE, "jobTitle", "B");

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.only().mailbox().externalId()).isEqualTo("AAMk=");
    }

    @Test
    @History(14)
    void keepsAnItemFreeForOthersWhileItsMailboxIsUnavailableForLong() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "jobTitle", "B");
        world.answer(world.outstanding(Verb.PATCH), Outcome.UNAVAILABLE, "",
                new Presence.NotRead());
        assertThat(world.quiet()).isTrue();

        world.atMinute(60 * 24 * 20).available();

        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("jobTitle");
    }

    @Test
    void takesACopyOfWhatWeDeletedForNoMove() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE, "jobTitle", "A");
        world.landed(world.outstanding(Verb.CREATE), "x1", "ck1", "emailAddresses", JANE,
                "jobTitle", "A");
        world.delete("c1", 1);
        Command delete = world.outstanding(Verb.DELETE);
        world.atMinute(1)
                .seenStamped("x2", "ck2", world.only().key().item(), "emailAddresses",
                        "other@example.com");

        world.answer(delete, Outcome.LANDED, "", new Presence.Gone());

        assertThat(world.items()).hasSize(2);
        assertThat(world.living()).singleElement()
                .isNotEqualTo(delete.key().item());
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void keepsWhatTheMailboxRefusedWhenTheContactIsDeletedThere() {
        World world = synced();
        world.patch(world.only().key().item(), 1, "jobTitle", "refused");
        world.answer(world.outstanding(Verb.PATCH), Outcome.REJECTED, "",
                new Presence.NotRead());

        world.gone("x1");

        assertThat(world.only().isDeleted()).isTrue();
        assertThat(world.conflicts()).singleElement()
                .matches(conflict -> conflict.lost().value().canonicalText().equals("refused"));
    }

    @Test
    void takesNothingForAnEditThatAnObjectShowsAsItWasDeleted() {
        World world = synced();
        String item = world.only().key().item();
        world.gone("x1");
        world.whole(item, 2, "emailAddresses", JANE, "jobTitle", "B");
        Command create = world.outstanding(Verb.CREATE);

        // The sink finds the object, taken back from Deleted Items, in the create's place.
        world.answer(create, Outcome.STALE, "",
                world.there("x1", "ck1", "emailAddresses", JANE, "jobTitle", "A"));

        assertThat(world.value("jobTitle")).isEqualTo("B");
        assertThat(world.conflicts()).isEmpty();
        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("jobTitle");
    }

    @Test
    @History(15)
    void keepsTheValueThatAVersionlessRecordGoesBackTo() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE, "jobTitle", "A");
        world.landed(world.outstanding(Verb.CREATE), "x1", "ck1", "emailAddresses", JANE,
                "jobTitle", "A");
        world.atMinute(1).seen("x1", "ck2", "emailAddresses", JANE, "jobTitle", "B");
        world.atMinute(2).seen("x1", "ck3", "emailAddresses", JANE, "jobTitle", "C");

        world.whole("c1", 0, "emailAddresses", JANE, "jobTitle", "A");
        world.whole("c1", 0, "emailAddresses", JANE, "jobTitle", "B");

        assertThat(world.value("jobTitle")).isEqualTo("C");
        assertThat(world.conflicts()).extracting(ItemEvent.ConflictFound::kind)
                .containsExactly(ConflictKind.UNSURE, ConflictKind.UNSURE);
        assertThat(world.quiet()).isTrue();
    }

    @Test
    @History(17)
    void holdsWhatIsTooManyAndDeletesNothingThatWasEditedSince() {
        World world = deletedByTheDozen();
        assertThat(world.told(ItemEvent.DeleteHeld.class)).hasSize(5);
        assertThat(world.told(ItemEvent.AlertRaised.class)).hasSize(1);
        String edited = world.held().getFirst();
        world.patch(edited, 1, "jobTitle", "B");

        world.tell(new Fact.HeldDeletesDecided("d1", true));

        assertThat(world.held()).isEmpty();
        assertThat(world.living()).containsExactly(edited);
    }

    @Test
    void bringsBackWholeWindowsOnceTheyAreRejected() {
        World world = deletedByTheDozen();

        world.tell(new Fact.HeldDeletesDecided("d1", false));

        assertThat(world.living()).hasSize(25);
        assertThat(world.told(ItemEvent.CommandIssued.class)).hasSize(25)
                .allMatch(issued -> issued.command().verb() == Verb.CREATE);
    }

    @Test
    void undoesNothingWhereNothingIsHeld() {
        World world = synced();
        world.gone("x1");

        world.tell(new Fact.HeldDeletesDecided("d1", false));

        assertThat(world.only().isDeleted()).isTrue();
    }

    @Test
    @History(20)
    void keepsShowingWhatWasEnteredWhereThereIsNoRoomForAll() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "children", "a,b,c");
        String record = world.only().key().item();
        world.patch(record, 1, "children", "a,b,c,d");
        assertThat(world.quiet()).isTrue();

        world.atMinute(2).seen("x1", "ck2", "emailAddresses", JANE, "children", "a,b,e");

        assertThat(world.value("children")).isEqualTo("a | b | e | d");
        assertThat(world.quiet()).isTrue();
    }

    @Test
    @History(20)
    void keepsAPureReorderWithoutWritingItBack() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "children", "a,b,c");

        world.atMinute(2).seen("x1", "ck2", "emailAddresses", JANE, "children", "c,a,b");

        assertThat(world.value("children")).isEqualTo("c | a | b");
        assertThat(world.quiet()).isTrue();
    }

    @Test
    @History(25)
    void deletesWhatTheCrmDeletedOnceItIsTrackedAgain() {
        World world = synced();
        world.untracked("x1");
        world.delete(world.only().key().item(), 1);
        assertThat(world.quiet()).isTrue();

        world.atMinute(5)
                .seen("x1", "ck2", "emailAddresses", JANE, "jobTitle", "A", "sensitivity", "");

        assertThat(world.outstanding(Verb.DELETE).externalId()).isEqualTo("x1");
    }

    @Test
    @History(8)
    void neverTakesLeavingAFolderForADelete() {
        World world = synced();

        world.untracked("x1");
        world.patch(world.only().key().item(), 1, "jobTitle", "B");

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.quiet()).isTrue();
        world.atMinute(5)
                .seen("x1", "ck2", "emailAddresses", JANE, "jobTitle", "A", "sensitivity", "");
        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("jobTitle");
    }

    @Test
    void withdrawsAContactThatBecomesPrivate() {
        World world = synced();

        world.atMinute(2).seen("x1", "ck2", "sensitivity", "Private");
        world.patch(world.only().key().item(), 1, "jobTitle", "B");

        assertThat(world.value("sensitivity")).isEmpty();
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void makesNothingOfAContactThatIsPrivateFromTheFirst() {
        World world = World.listed();

        world.seen("x1", "ck1", "sensitivity", "Private");

        assertThat(world.items()).isEmpty();
    }

    @Test
    @History(27)
    void plansAFullMailboxAnewInPaces() {
        World world = World.listed();
        for (int i = 0; i < 2 * Review.ITEMS_MAX + 1; i++) {
            world.seen("x" + i, "ck" + i, "emailAddresses", "p" + i + "@example.com", "jobTitle",
                    "A");
        }
        long facts = world.facts();

        world.tell(new Fact.PolicyDecided("p1", crmOnly("jobTitle")));

        assertThat(world.facts() - facts).isEqualTo(2);
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void putsBackWhatAPolicyDoesNotTakeFromTheMailbox() {
        World world = synced();
        world.tell(new Fact.PolicyDecided("p1", crmOnly("jobTitle")));

        world.atMinute(2).seen("x1", "ck2", "emailAddresses", JANE, "jobTitle", "B");

        assertThat(world.value("jobTitle")).isEqualTo("A");
        assertThat(world.conflicts()).extracting(ItemEvent.ConflictFound::kind)
                .containsExactly(ConflictKind.POLICY);
        assertThat(world.outstanding(Verb.PATCH).fields()).containsExactly("jobTitle");
    }

    @Test
    void leavesADisabledMailboxAsItIsUntilItsRemovalIsConfirmed() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        world.landed(world.outstanding(Verb.CREATE), "x1", "ck1", "emailAddresses", JANE);
        world.seen("x2", "ck2", "emailAddresses", "own@example.com");
        world.tell(new Fact.MailboxSwitched("s1", false));
        world.patch("c1", 1, "jobTitle", "B");
        assertThat(world.quiet()).isTrue();

        world.tell(new Fact.RemovalWanted("r1"));

        Command removal = world.outstanding(Verb.DELETE);
        assertThat(removal.externalId()).isEqualTo("x1");
        world.answer(removal, Outcome.LANDED, "", new Presence.Gone());
        assertThat(world.living()).hasSize(2);
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void refusesToRemoveFromAMailboxThatTakesPart() {
        World world = synced();

        world.tell(new Fact.RemovalWanted("r1"));

        assertThat(world.refusals).extracting(Target.Refused::code)
                .containsExactly("mailbox-takes-part");
    }

    @Test
    void deletesAContactThatChangesHandsAndSaysWhereItWent() {
        World world = synced();

        world.reassign(world.only().key().item(), 1, "m2");

        ItemEvent.Published last = world.told(ItemEvent.Published.class).getLast();
        assertThat(last.kind()).isEqualTo(ChangeKind.DELETED);
        assertThat(last.otherMailbox()).isEqualTo("m2");
        assertThat(world.outstanding(Verb.DELETE).externalId()).isEqualTo("x1");
    }

    private static Policy crmOnly(String field) {
        return new Policy(
                Map.of(field, new FieldPolicy(Direction.CRM_ONLY, Preference.LATEST)),
                Direction.BOTH, false, false, Set.of());
    }
}
