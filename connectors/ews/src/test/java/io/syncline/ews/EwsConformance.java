package io.syncline.ews;

import static io.syncline.conformance.simulated.SimulatedMailbox.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.conformance.MailboxProviderConformance;
import io.syncline.conformance.Person;
import io.syncline.port.Changes;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.Sighting;
import io.syncline.port.Written;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The suite, and what every EWS does that Graph does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EwsConformance extends MailboxProviderConformance {

    private static final String CONTACTS = "contacts";
    private static final int PAGE_SIZE = 3;

    SimulatedEws tenant;
    EwsProvider provider;

    /** The tenant on which the suite runs. */
    abstract SimulatedEws tenant(Path data);

    @BeforeAll
    void start(@TempDir Path data) {
        tenant = tenant(data);
        provider = tenant.provider();
    }

    @AfterAll
    void stop() {
        provider.close();
        tenant.close();
    }

    @Override
    protected MailboxProvider provider() {
        return provider;
    }

    @Override
    protected MailboxRef mailbox() {
        return tenant.mailbox();
    }

    @Override
    protected Person person() {
        return tenant;
    }

    @Test
    void tellsAMoveAsAnIdThatLeftAndAnotherThatCame() {
        String old = made("moved").getExternalId();
        String before = round("", new ArrayList<>(), new ArrayList<>());
        String now = tenant.movesAwayAndBack(old);
        List<Reading> came = new ArrayList<>();
        List<String> left = new ArrayList<>();

        round(before, came, left);

        assertThat(left).containsExactly(old);
        assertThat(came).singleElement()
                .extracting(Reading::getExternalId)
                .isEqualTo(now)
                .isNotEqualTo(old);
        assertThat(valueOf(provider.read(mailbox(), old))).isInstanceOf(Sighting.Gone.class);
    }

    @Test
    void listsAFolderOfManyPages() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i <= PAGE_SIZE; i++) {
            ids.add(tenant.creates(jane("many-" + i)));
        }
        List<Reading> listed = new ArrayList<>();

        round("", listed, new ArrayList<>());

        assertThat(listed).extracting(Reading::getExternalId).containsAll(ids);
    }

    @Test
    void answersAPatchWithTheVersionThatItMade() {
        Reading now = made("versioned");

        Written written = valueOf(provider.patch(mailbox(), new Patch(now.getExternalId(),
                now.getVersion().orElseThrow(), List.of("companyName"),
                Contact.newBuilder(jane("versioned")).setCompanyName("Example").build(), "",
                "w2")));

        assertThat(written).isInstanceOfSatisfying(Written.Landed.class,
                landed -> assertThat(((Sighting.There) landed.now()).reading().getVersion())
                        .contains(landed.version()));
    }

    @Test
    void takesAnItemThatIsNotThereForNoOther() {
        String before = round("", new ArrayList<>(), new ArrayList<>());
        String real = tenant.creates(jane("real"));
        tenant.arm(fault("ghost").put("operation", "SyncFolderItems"));
        List<Reading> came = new ArrayList<>();
        List<String> left = new ArrayList<>();

        round(before, came, left);

        assertThat(came).extracting(Reading::getExternalId).containsExactly(real);
        assertThat(left).hasSize(1).doesNotContain(real);
    }

    /** A contact that we made, with a stamp that ends as its name does. */
    Reading made(String name) {
        Written.Landed landed = (Written.Landed) valueOf(provider.create(mailbox(),
                new Patch("", "", List.of("displayName"), jane(name), "t/m/" + name, "w1")));
        return ((Sighting.There) landed.now()).reading();
    }

    /** Reads to the end of a round; returns where the next begins. */
    private String round(String from, List<Reading> came, List<String> left) {
        String position = from;
        for (int pages = 0; pages < 1_000; pages++) {
            Changes.Page page = (Changes.Page) valueOf(
                    provider.changes(mailbox(), CONTACTS, position, PAGE_SIZE));
            came.addAll(page.items());
            left.addAll(page.removedIds());
            position = page.position();
            if (page.complete()) {
                return position;
            }
        }
        throw new AssertionError("The round does not end");
    }
}
