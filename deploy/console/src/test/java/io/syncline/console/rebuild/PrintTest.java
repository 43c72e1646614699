package io.syncline.console.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Origin;
import io.syncline.schemas.contact.Side;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintTest {

    static {
        AvroTrust.install();
    }

    @Test
    void isTheSameUnderAnotherVersionAndPlace() {
        Print first = Print.taken(item("Broker").setVersion(3).setJournalOffset(7).build());
        Print second = Print.taken(item("Broker").setVersion(4)
                .setJournalOffset(9)
                .setJournalPartition(2)
                .build());

        assertThat(first.isSame(second)).isTrue();
        assertThat(second.version()).isEqualTo(4);
        assertThat(second.offset()).isEqualTo(9);
    }

    @Test
    void isAnotherForEverythingElse() {
        Print print = Print.taken(item("Broker").build());

        assertThat(List.of(item("Partner"), item("Broker").setDeleted(true),
                item("Broker").setRecordId("record-1"), item("Broker").setHeldDelete(
                        new Origin(Instant.EPOCH, Side.CRM, "event"))))
                .noneMatch(other -> print.isSame(Print.taken(other.build())));
    }

    @Test
    void namesTheFieldsThatDifferAndShowsNoValue() {
        Difference difference = Difference.of("acme/agent-1/item", Verdict.DIFFERING,
                item("Broker").build(), item("Partner").setDeleted(true).build());

        assertThat(difference.sentence())
                .isEqualTo("acme/agent-1 item differs in jobTitle, deleted");
        assertThat(difference.toString()).doesNotContain("Broker", "Partner");
        assertThat(difference.values().getFirst().there()).isEqualTo("Partner");
    }

    private static Merged.Builder item(String title) {
        return Merged.newBuilder()
                .setTenant("acme")
                .setMailbox("agent-1")
                .setItem("item")
                .setVersion(1)
                .setDeleted(false)
                .setContact(Contact.newBuilder().setJobTitle(title).build())
                .setOrigins(List.of())
                .setJournalPartition(0)
                .setJournalOffset(1);
    }
}
