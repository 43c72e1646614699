package io.syncline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.console.proof.FurtherCounts.Further;
import io.syncline.console.proof.MailboxStanding;
import io.syncline.console.proof.Participation;
import io.syncline.console.system.MailboxName;
import io.syncline.console.web.view.Frame;
import io.syncline.console.web.view.RebuildActPage;
import io.syncline.console.web.view.RebuildActPage.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RebuildViewsTest {

    private static final Frame OPERATOR = new Frame("rebuilds", "A title", "jane@example.com",
            true, "the-csrf-token", "", true, false);

    @Test
    void saysHowManyContactsWaitAndWhereTheyAreListed() {
        RebuildActPage page = RebuildViews.release(2, "", List.of(standing("a", Optional.of(1L)),
                standing("b", Optional.of(0L)), standing("c", Optional.of(2L))));

        assertThat(page.waits()).isEqualTo("3 contacts of 2 mailboxes wait.");
        assertThat(page.mailboxes()).containsExactly(new Waiting("acme/a", "1 contact"),
                new Waiting("acme/c", "2 contacts"));
        assertThat(page.more()).isZero();
        assertThat(new Pages(true).page("rebuildAct", OPERATOR, page))
                .contains("href=\"/standing/acme/c/withheld\"", "3 contacts of 2 mailboxes wait.")
                .doesNotContain("deploy/syncline writes withheld");
    }

    @Test
    void namesTheCommandWhereNobodyCounts() {
        RebuildActPage page = RebuildViews.release(2, "", List.of(standing("a",
                Optional.empty())));

        assertThat(page.waits()).isEmpty();
        assertThat(new Pages(true).page("rebuildAct", OPERATOR, page))
                .contains("deploy/syncline writes withheld");
    }

    @Test
    void saysSoWhereNothingWaits() {
        assertThat(RebuildViews.release(2, "", List.of(standing("a", Optional.of(0L)))).waits())
                .startsWith("No contact waits");
    }

    @Test
    void listsOnlySomeWhereManyMailboxesWait() {
        RebuildActPage page = RebuildViews.release(2, "", IntStream
                .range(0, RebuildViews.WAITING_MAX + 3)
                .mapToObj(number -> standing("m" + number, Optional.of(1L)))
                .toList());

        assertThat(page.mailboxes()).hasSize(RebuildViews.WAITING_MAX);
        assertThat(page.more()).isEqualTo(3);
        assertThat(page.waits()).isEqualTo("23 contacts of 23 mailboxes wait.");
    }

    private static MailboxStanding standing(String mailbox, Optional<Long> withheld) {
        return new MailboxStanding(new MailboxName("acme", mailbox), "", "graph",
                Participation.TAKES_PART, Optional.empty(), false, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, 0, Optional.empty(),
                Optional.empty(), withheld.map(count -> new Further(0, count, 0, 0)),
                Duration.ofDays(2));
    }
}
