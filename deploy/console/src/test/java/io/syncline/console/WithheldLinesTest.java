package io.syncline.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.console.history.People;
import io.syncline.console.history.ToldJournal;
import io.syncline.console.history.Withheld;
import io.syncline.console.history.WithheldContacts.Found;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Shown;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithheldLinesTest {

    private static final Instant SINCE = Instant.parse("2026-11-22T10:00:00Z");

    private final ToldJournal journal = new ToldJournal().ready();
    private final Glance jane = journal.glance(journal.created("record-1", People.jane().build()));

    @Test
    void namesTheContactTheValueAndTheWayOut() {
        List<Found> found = List.of(new Found(jane, List.of(
                value("jobTitle", jane.value("jobTitle")), value("companyName", Shown.NOTHING),
                new Withheld(Glance.WHOLE_ITEM, Shown.NOTHING, Withheld.Act.MAKE, SINCE))));

        assertThat(WithheldLines.of(found, ToldJournal.MAILBOX)).containsExactly(
                jane.item() + "  Jane Doe: jobTitle = Agent, since 2026-11-22T10:00:00Z",
                jane.item() + "  Jane Doe: companyName = (nothing), since 2026-11-22T10:00:00Z",
                jane.item() + "  Jane Doe: to be made in the mailbox, since 2026-11-22T10:00:00Z",
                "1 contact waits; to let out what waits of all mailboxes: deploy/syncline rebuild"
                        + " release");
    }

    @Test
    void namesTheMailboxTooWhereAllAreAskedFor() {
        assertThat(WithheldLines.of(List.of(new Found(jane, List.of(value("jobTitle",
                jane.value("jobTitle"))))), null)).first()
                .asString()
                .startsWith("acme/agent-1/" + jane.item() + "  Jane Doe: ");
    }

    @Test
    void saysSoWhereNothingWaits() {
        assertThat(WithheldLines.of(List.of(), null))
                .containsExactly("Nothing waits for a release.");
        assertThat(WithheldLines.of(List.of(), ToldJournal.MAILBOX))
                .containsExactly("Nothing of acme/agent-1 waits for a release.");
    }

    @Test
    void tellsScriptsTheSame() throws Exception {
        JsonNode json = new ObjectMapper().readTree(WithheldLines.json(List.of(new Found(jane,
                List.of(value("jobTitle", jane.value("jobTitle")))))));

        assertThat(json.at("/0/item").asText()).isEqualTo("acme/agent-1/" + jane.item());
        assertThat(json.at("/0/name").asText()).isEqualTo("Jane Doe");
        assertThat(json.at("/0/withheld/0/field").asText()).isEqualTo("jobTitle");
        assertThat(json.at("/0/withheld/0/value").asText()).isEqualTo("Agent");
        assertThat(json.at("/0/withheld/0/act").asText()).isEqualTo("write");
        assertThat(json.at("/0/withheld/0/since").asText()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(WithheldLines.json(List.of())).isEqualTo("[]");
    }

    private static Withheld value(String field, Shown value) {
        return new Withheld(field, value, Withheld.Act.WRITE, SINCE);
    }
}
