package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.web.MailboxViews.Wanted;
import io.syncline.console.web.view.MailboxesPage;
import io.syncline.console.web.view.MailboxesPage.Row;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.registry.Mailbox;
import io.syncline.schemas.registry.MailboxState;
import io.syncline.schemas.registry.Tenant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxViewsTest {

    static {
        AvroTrust.install();
    }

    private static final Tenant TENANT = Tenant.newBuilder()
            .setTenant("acme")
            .setName("Acme")
            .build();

    @Test
    void findsByAPartOfAnAddressOrAnId() {
        List<Mailbox> all = List.of(mailbox("agent-1", "jane@example.com"),
                mailbox("agent-2", "joe@example.com"), mailbox("jane-2", "x@example.com"));

        MailboxesPage page = MailboxViews.page(TENANT, all, new Wanted("JANE", "", 1));

        assertThat(page.rows()).extracting(Row::id).containsExactly("agent-1", "jane-2");
        assertThat(page.found()).isEqualTo(2);
        assertThat(page.total()).isEqualTo(3);
    }

    @Test
    void findsByState() {
        Mailbox active = Mailbox.newBuilder(mailbox("agent-2", "joe@example.com"))
                .setState(MailboxState.ACTIVE)
                .build();

        MailboxesPage page = MailboxViews.page(TENANT, List.of(mailbox("agent-1",
                "jane@example.com"), active), new Wanted("", "active", 1));

        assertThat(page.rows()).extracting(Row::id).containsExactly("agent-2");
        assertThat(page.waiting()).isEqualTo(1);
    }

    @Test
    void showsAPageAtATimeAndTheLastWhereThereAreNotSoMany() {
        List<Mailbox> all = IntStream.range(0, MailboxViews.ROWS_MAX + 1)
                .mapToObj(i -> mailbox("agent-" + i, "agent-" + i + "@example.com"))
                .toList();

        assertThat(MailboxViews.page(TENANT, all, Wanted.ALL).rows())
                .hasSize(MailboxViews.ROWS_MAX);
        assertThat(MailboxViews.page(TENANT, all, new Wanted("", "", 7)).page()).isEqualTo(2);
        assertThat(MailboxViews.page(TENANT, all, new Wanted("", "", 0)).page()).isEqualTo(1);
        assertThat(MailboxViews.page(TENANT, List.of(), Wanted.ALL).pages()).isEqualTo(1);
    }

    private static Mailbox mailbox(String id, String address) {
        return Mailbox.newBuilder()
                .setTenant("acme")
                .setMailbox(id)
                .setProvider("graph")
                .setAddress(address)
                .setState(MailboxState.ADDED)
                .build();
    }
}
