package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import io.syncline.core.fact.Reading;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Value;
import io.syncline.core.state.ItemState;
import io.syncline.core.state.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Fields of entries: what the service makes of one, who saw which, and what there is room for (R10). */
class EntriesTest {

    private static final String JANE = "jane@example.com";
    private static final int MORE_THAN_A_WALK_SEES_AT_ONCE = 150;

    @Test
    void leavesAnAddressRemovedThatTheServicePutANameTo() {
        World world = withANameThatTheServicePut();
        world.atMinute(1).patch("c1", 1, "emailAddresses", "new@example.com");

        staleWith(world, "emailAddresses", JANE + "/" + JANE + ",kept@example.com");

        assertThat(world.value("emailAddresses")).doesNotContain(JANE);
    }

    @Test
    void leavesAPhoneRemovedThatTheServiceWritesOtherwise() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE, "businessPhones", "+1");
        world.landed(world.outstanding(Verb.CREATE), "x1", "ck1", "emailAddresses", JANE,
                "businessPhones", "+1");
        world.atMinute(1).patch("c1", 1, "businessPhones", "");
        Value shown = Value.group(Map.of("number", "(0)1", "e164", "+1"));
        Value added = Value.group(Map.of("number", "+9", "e164", "+9"));

        world.answer(world.outstanding(Verb.PATCH), Outcome.STALE, "", new Presence.There(
                new Reading(World.PROVIDER, "x1", "ck2", world.now(), Instant.EPOCH, "",
                        Set.of("businessPhones"), Contents.of(Map.of("businessPhones",
                                Value.entries(List.of(shown, added)))))));

        assertThat(world.value("businessPhones")).doesNotContain("e164=+1");
    }

    @Test
    void prefersTheNameThatAPersonGaveToTheServices() {
        World world = withANameThatTheServicePut();
        world.atMinute(1).patch("c1", 1, "emailAddresses", JANE + "/Jane");

        staleWith(world, "emailAddresses", JANE + "/" + JANE + ",kept@example.com");

        assertThat(world.value("emailAddresses")).contains("Jane");
    }

    @Test
    void keepsTheCrmsRewriteThatTheMailboxHasNotSeenAfterAnAddition() {
        World world = seen("emailAddresses", JANE + "/Old");
        world.patch(world.only().key().item(), 1, "emailAddresses", JANE + "/Crm");
        staleWith(world, "emailAddresses", JANE + "/Old,kept@example.com");

        staleWith(world, "emailAddresses", JANE + "/Mailbox,kept@example.com");

        assertThat(world.value("emailAddresses").contains("Crm") || world.keeps("Crm")).isTrue();
    }

    @Test
    void keepsTheMailboxesRewriteThatTheCrmHasNotSeenAfterAnAddition() {
        World world = seen("emailAddresses", JANE + "/Old");
        String item = world.only().key().item();
        world.atMinute(2).seen("x1", "ck2", "emailAddresses", JANE + "/Mailbox");
        world.atMinute(3).patch(item, 1, "emailAddresses", JANE + "/Old,kept@example.com");

        world.atMinute(4).patch(item, 1, "emailAddresses", JANE + "/Crm,kept@example.com");

        assertThat(world.value("emailAddresses").contains("Mailbox") || world.keeps("Mailbox"))
                .isTrue();
    }

    @Test
    void takesAPhoneAwayThatAPersonReplacedByWhatTheCrmHadAdded() {
        World world = seen("emailAddresses", JANE, "businessPhones", "+1,+2");
        world.patch(world.only().key().item(), 1, "businessPhones", "+3,+2,+1");

        staleWith(world, "emailAddresses", JANE, "businessPhones", "+3,+2");
        world.atMinute(30).seen("x1", "ck3", "emailAddresses", JANE, "businessPhones", "+2");

        assertThat(world.value("businessPhones")).doesNotContain("+1");
        assertThat(world.quiet()).isTrue();
    }

    @Test
    void takesAnEntryAwayByAPatchThatNamesNoVersion() {
        World world = seen("emailAddresses", JANE, "categories", "a,b");

        world.atMinute(60).patch(world.only().key().item(), 0, "categories", "a");

        assertThat(world.value("categories")).isEqualTo("a");
    }

    @Test
    void takesNothingAwayThatThereIsNoRoomForAnyMore() {
        World world = World.listed();
        for (int i = 0; i < MORE_THAN_A_WALK_SEES_AT_ONCE; i++) {
            world.seen("y" + i, "ck1", "emailAddresses", addresses(i, "a", "b", "c"));
        }
        world.letReviewsWait();
        Map<String, Integer> less = new TreeMap<>(world.mailbox().entriesMax());
        less.put("emailAddresses", 2);
        world.tell(new Fact.CapabilitiesTold("k", World.PROVIDER, less, true));
        ItemState notYetPlanned = world.items()
                .stream()
                .filter(item -> item.slot() instanceof Slot.Free)
                .findFirst()
                .orElseThrow();
        String contact = notYetPlanned.mailbox().externalId();
        int number = Integer.parseInt(contact.substring(1));

        world.atMinute(5).seen(contact, "ck2", "emailAddresses", addresses(number, "a", "new"));

        String merged = world.item(notYetPlanned.key().item())
                .value("emailAddresses")
                .canonicalText();
        assertThat(merged).contains("c" + number + "@").doesNotContain("b" + number + "@");
    }

    private static World withANameThatTheServicePut() {
        World world = World.listed();
        world.whole("c1", 0, "emailAddresses", JANE);
        world.landed(world.outstanding(Verb.CREATE), "x1", "ck1", "emailAddresses",
                JANE + "/" + JANE);
        return world;
    }

    private static String addresses(int number, String... names) {
        return String.join(",", List.of(names)
                .stream()
                .map(name -> name + number + "@example.com")
                .toList());
    }

    private static World seen(String... fieldsAndValues) {
        World world = World.listed();
        world.seen("x1", "ck1", fieldsAndValues);
        return world.atMinute(1);
    }

    private static void staleWith(World world, String... fieldsAndValues) {
        String version = "ck" + world.facts();
        world.atMinute(2)
                .answer(world.outstanding(Verb.PATCH), Outcome.STALE, "",
                        world.there("x1", version, fieldsAndValues));
    }
}
