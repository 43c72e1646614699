package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.stack.Reach;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an agent puts into a folder that nobody follows stays in the CRM, whatever provider is used (R18, R21). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("soak")
class PutAsideTest {

    static {
        AvroTrust.install();
    }

    private static final Waiting WAITING = new Waiting(Duration.ofSeconds(60));
    private static final int PEOPLE = 4;

    private WholeStack everything;
    private Migrations migrations;

    @BeforeAll
    void start() {
        everything = WholeStack.ofContactsAlone(Reach.EWS, "aside", List.of("before", "during"),
                WAITING);
        migrations = new Migrations(everything);
    }

    @AfterAll
    void stop() {
        everything.close();
    }

    @Test
    void whatWasPutAsideBeforeTheProviderChanges() {
        TwoSides sides = everything.sides("before");
        List<String> emails = sides.filled(PEOPLE);
        String folder = everything.outlook().addFolder(sides.address(), "Archive");
        String contact = sides.contactId(emails.getFirst());
        everything.outlook().move(sides.address(), contact, folder);
        WAITING.until("it is untracked", () -> told("before", ObservedKind.UNTRACKED) == 1);

        assertThat(migrations.migrate("before", "graph", "--yes").exit()).isZero();

        staysAndComesBack(sides, emails, contact);
    }

    @Test
    void whatIsPutAsideWhileTheProviderChanges() {
        TwoSides sides = everything.sides("during");
        List<String> emails = sides.filled(PEOPLE);
        String folder = everything.outlook().addFolder(sides.address(), "Archive");
        String contact = sides.contactId(emails.getFirst());
        everything.outlook().refuseTranslations(sides.address(), 503);
        migrations.register("during", "graph");
        WAITING.until("the change waits", () -> migrations.waits("during"));
        everything.outlook().move(sides.address(), contact, folder);
        everything.outlook().endFaults();
        WAITING.until("it is untracked", () -> told("during", ObservedKind.UNTRACKED) > 0);

        staysAndComesBack(sides, emails, contact);
    }

    private void staysAndComesBack(TwoSides sides, List<String> emails, String contact) {
        sides.letPollsPass(4);
        assertThat(sides.records()).as("in the CRM").hasSize(PEOPLE);
        assertThat(sides.contacts()).hasSize(PEOPLE - 1);
        String record = sides.recordId(emails.getFirst());
        everything.outlook().move(sides.address(), contact, "folder-contacts");
        // Graph tells of what comes back once it is edited, or when all is listed (facts/graph.md 1.15).
        sides.inOutlook(contact, TwoSides.set("givenName", "Renamed"));
        WAITING.until("it is back", () -> sides.recordedContacts()
                .stream()
                .anyMatch(each -> each.path("givenName").asText().equals("Renamed")));

        assertThat(sides.settled(emails)).isEmpty();
        assertThat(sides.records()).hasSize(PEOPLE);
        assertThat(sides.recordId(emails.getFirst())).isEqualTo(record);
    }

    private long told(String mailbox, ObservedKind kind) {
        return everything.topics()
                .all(TopicCatalogue.OBSERVED, Observed.class)
                .stream()
                .filter(fact -> fact.getMailbox().equals(mailbox) && fact.getKind() == kind)
                .count();
    }
}
