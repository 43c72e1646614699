package io.syncline.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.system.HeldDelete;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.OpenMatch;
import io.syncline.console.system.Person;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Side;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListsTest {

    static {
        AvroTrust.install();
    }

    private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");
    private static final MailboxName MAILBOX = new MailboxName("acme", "agent-1");
    private static final Person ADA = new Person("Ada Lin", "Ada Lin",
            List.of("ada@example.com"), Set.of());

    @Test
    void saysOfEachHeldDeleteWhoseItIsAndWhatShowsIt() {
        assertThat(Lists.ofDeletes(List.of(held("i1", Side.MAILBOX, "lies in Deleted Items"),
                held("i2", Side.CRM, "")))).containsExactly(
                        "acme/agent-1: 2 deletes are held (1 deleted in the mailbox, 1 deleted in"
                                + " the CRM)",
                        "  i1  2026-03-04T05:06:07Z  deleted in the mailbox  Ada Lin"
                                + " <ada@example.com>  (lies in Deleted Items)",
                        "  i2  2026-03-04T05:06:07Z  deleted in the CRM  Ada Lin"
                                + " <ada@example.com>",
                        "  carry them out: deploy/syncline deletes approve acme/agent-1",
                        "  undo them:      deploy/syncline deletes reject acme/agent-1");
    }

    @Test
    void tellsAScriptTheSame() {
        assertThat(Json.ofDeletes(List.of(held("i1", Side.CRM, "")))).isEqualTo(
                "[{\"mailbox\":\"acme/agent-1\",\"item\":\"i1\",\"name\":\"Ada Lin\","
                        + "\"emails\":[\"ada@example.com\"],\"deletedBy\":\"CRM\","
                        + "\"deletedAt\":\"2026-03-04T05:06:07Z\",\"evidence\":\"\","
                        + "\"eventId\":\"e-i1\"}]");
    }

    @Test
    void saysOfAnAmbiguousContactWhomItCouldBeAndHowToDecide() {
        OpenMatch open = new OpenMatch(MAILBOX, "i1", AT, Person.UNKNOWN,
                List.of(new OpenMatch.Candidate("i2", ADA)));

        assertThat(Lists.ofMatches(List.of(open))).containsExactly(
                "acme/agent-1: i1  2026-03-04T05:06:07Z  (no name)",
                "  could be i2  Ada Lin <ada@example.com>",
                "  the same person: deploy/syncline matches decide i1 --same-as i2",
                "  somebody else:   deploy/syncline matches decide i1 --own");
    }

    @Test
    void saysWhereNothingWaits() {
        assertThat(Lists.ofDeletes(List.of())).containsExactly("No delete is held.");
        assertThat(Lists.ofMatches(List.of()))
                .containsExactly("No contact waits for a decision about who it is.");
    }

    private static HeldDelete held(String item, Side by, String evidence) {
        return new HeldDelete(MAILBOX, item, ADA, by, AT, "e-" + item, evidence);
    }
}
