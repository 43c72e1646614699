package io.syncline.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.system.MailboxName;
import io.syncline.console.tenant.MailboxPreview.Preview;
import io.syncline.topology.preview.Effect;
import io.syncline.topology.preview.Outcome;
import io.syncline.topology.preview.Outcome.Group;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviewLinesTest {

    private static final MailboxName MAILBOX = new MailboxName("acme", "agent-1");
    private static final List<String> NAMES = List.of("Ann Ray", "Bob Roe", "Cem Say", "Dee Tay",
            "Eva Uhl", "Fay Vos");

    @Test
    void tellsAllOfItInOneLine() {
        Outcome outcome = outcome(Map.of(Effect.LINKED, 1890, Effect.CREATED_IN_MAILBOX, 110,
                Effect.CREATED_IN_CRM, 42, Effect.CHANGED_IN_MAILBOX, 12, Effect.CHANGED_IN_CRM,
                30, Effect.AMBIGUOUS, 4));

        assertThat(lines(outcome, false)).first()
                .isEqualTo("acme/agent-1: would link 1 890, create 110 in the mailbox and 42 in"
                        + " the CRM, change 12 in the mailbox and 30 in the CRM; 4 are"
                        + " ambiguous.");
        assertThat(lines(outcome, false)).last()
                .isEqualTo("Nothing was written. Start with: deploy/syncline mailboxes start acme"
                        + " agent-1");
    }

    @Test
    void namesTheSideThatChangesAndNoOther() {
        assertThat(lines(outcome(Map.of(Effect.CREATED_IN_CRM, 2, Effect.DELETED_IN_MAILBOX, 1)),
                false)).first()
                .isEqualTo("acme/agent-1: would create 2 in the CRM, delete 1 in the mailbox.");
    }

    @Test
    void saysThatNothingWouldChange() {
        assertThat(lines(outcome(Map.of(Effect.UNCHANGED, 7)), false))
                .contains("acme/agent-1: nothing would change on either side.",
                        "  the same on both sides already: 7 (Ann Ray, Bob Roe, Cem Say, Dee Tay,"
                                + " Eva Uhl, ...)");
    }

    @Test
    void namesAFewOfEachGroup() {
        assertThat(lines(outcome(Map.of(Effect.LINKED, 1890)), false))
                .contains("  linked: 1 890 (Ann Ray, Bob Roe, Cem Say, Dee Tay, Eva Uhl, ...)",
                        "  read in the mailbox: 2 100",
                        "  taking no part, as private or in no chosen category: 57");
    }

    @Test
    void saysWhatADisabledMailboxNeeds() {
        Outcome outcome = new Outcome(0, 0, false, groups(Map.of(Effect.WAITING, 3)));

        assertThat(lines(outcome, false))
                .contains(
                        "  not written, since the mailbox is disabled: 3 (Ann Ray, Bob Roe, Cem Say)")
                .last()
                .asString()
                .endsWith("deploy/syncline mailboxes enable acme/agent-1");
    }

    @Test
    void doesNotOfferToStartWhatTakesPart() {
        assertThat(lines(outcome(Map.of()), true)).last()
                .asString()
                .contains("takes part already")
                .doesNotContain("mailboxes start");
    }

    @Test
    void saysThatAMailboxIsFollowed() {
        assertThat(PreviewLines.of(MAILBOX, new Preview.Followed(true))).singleElement()
                .asString()
                .contains("takes part already");
        assertThat(PreviewLines.of(MAILBOX, new Preview.Followed(false))).singleElement()
                .asString()
                .contains("disabled", "mailboxes enable acme/agent-1");
    }

    @Test
    void writesEveryCountForScripts() {
        Map<String, Object> values = PreviewLines.values(MAILBOX,
                new Preview.Foreseen(outcome(Map.of(Effect.LINKED, 6)), false));

        assertThat(Json.of(values)).startsWith("{\"mailbox\":\"acme/agent-1\",\"takesPart\":false,"
                + "\"takesCommands\":true,\"read\":2100,\"withheld\":57,\"linked\":6,"
                + "\"createdInMailbox\":0,")
                .contains("\"examples\":{\"linked\":[\"Ann Ray\",");
    }

    private static List<String> lines(Outcome outcome, boolean takesPart) {
        return PreviewLines.of(MAILBOX, new Preview.Foreseen(outcome, takesPart));
    }

    private static Outcome outcome(Map<Effect, Integer> counts) {
        return new Outcome(2100, 57, true, groups(counts));
    }

    private static Map<Effect, Group> groups(Map<Effect, Integer> counts) {
        Map<Effect, Group> groups = new EnumMap<>(Effect.class);
        for (Effect effect : Effect.values()) {
            int count = counts.getOrDefault(effect, 0);
            groups.put(effect, new Group(count, NAMES.stream().limit(count).toList()));
        }
        return groups;
    }
}
