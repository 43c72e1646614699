package io.syncline.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.fact.Command;
import io.syncline.core.fact.Command.Verb;
import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Fact.Outcome;
import io.syncline.core.fact.Presence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was told while a command was outstanding is all taken in, in its order (rules R6, R19, R20). */
class LastWordsTest {

    private static final String JANE = "jane@example.com";
    private static final int COPIES = 20;
    private static final int CONTACTS = 600;
    private static final int DELETED = 90;

    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = {"STALE", "UNAVAILABLE"})
    void keepsWhatWasEnteredBeforeADeleteThatLosesToAnEdit(Outcome outcome) {
        World world = synced();
        String item = world.only().key().item();
        world.patch(item, 1, "companyName", "By the CRM");
        world.atMinute(2).seen("x1", "ck2", "emailAddresses", JANE, "jobTitle", "Z");
        world.atMinute(3).gone("x1");

        world.answer(world.outstanding(Verb.PATCH), outcome, "",
                outcome == Outcome.STALE ? new Presence.Gone() : new Presence.NotRead());

        assertThat(world.only().isDeleted()).isFalse();
        assertThat(world.value("companyName")).isEqualTo("By the CRM");
        assertThat(world.value("jobTitle")).isEqualTo("Z");
    }

    @Test
    void takesInEveryCopyThatSomebodyPastesDuringAWrite() {
        World world = synced();
        String item = world.only().key().item();
        world.patch(item, 1, "companyName", "By the CRM");
        Command write = world.outstanding(Verb.PATCH);
        world.atMinute(2).seen("x1", "ck2", "emailAddresses", JANE, "jobTitle", "Z");
        for (int i = 0; i < COPIES; i++) {
            world.seenStamped("copy" + i, "k" + i, item, "emailAddresses", JANE, "jobTitle", "A");
        }

        world.landed(write, "x1", "ck3", "emailAddresses", JANE, "jobTitle", "Z", "companyName",
                "By the CRM");

        assertThat(world.living()).hasSize(1 + COPIES);
        assertThat(world.item(item).value("jobTitle").canonicalText()).isEqualTo("Z");
    }

    @Test
    void bringsBackAllThoughItIsToldTwice() {
        World world = World.listed();
        for (int i = 0; i < CONTACTS; i++) {
            world.seen("x" + i, "ck" + i, "emailAddresses", "p" + i + "@example.com");
        }
        for (int i = 0; i < DELETED; i++) {
            world.gone("x" + i);
        }
        world.letReviewsWait();

        world.tell(new Fact.HeldDeletesDecided("d1", false));
        world.tell(new Fact.HeldDeletesDecided("d2", false));
        world.goOnReviewing();

        assertThat(world.living()).hasSize(CONTACTS);
        assertThat(world.mailbox().guard().undone()).isEmpty();
    }

    private static World synced() {
        World world = World.listed();
        world.seen("x1", "ck1", "emailAddresses", JANE, "jobTitle", "A");
        return world.atMinute(1);
    }
}
