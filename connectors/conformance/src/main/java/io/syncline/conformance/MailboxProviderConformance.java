package io.syncline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.Patch;
import io.syncline.port.Sighting;
import io.syncline.port.Stamped;
import io.syncline.port.Translation;
import io.syncline.port.Written;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Phone;
import io.syncline.schemas.contact.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every provider must do. A provider's test extends this, once with a simulator and once with a
 * real service. What it tells of others' work stands in {@link ReadingConformance}, what it does
 * itself stands here.
 *
 * <p>
 * Deliberately not asserted: that a stale version is refused by the service itself (nobody knows
 * whether Graph does); how long a search lags behind a write; in which order a round tells changes.
 */
public abstract class MailboxProviderConformance extends ReadingConformance {

    @Test
    void leavesOutIdsThatHaveNoTranslation() {
        for (Translation translation : List.of(new Translation("ews", "graph"),
                new Translation("graph", "ews"), new Translation("graph", "another"))) {
            assertThat(valueOf(provider().translated(mailbox(), translation,
                    List.of("AAMkNobody", "AAMkNeither")))).isEmpty();
        }
    }

    @Test
    void createsAnItemThatReadsBackAsItWasMeant() {
        String stamp = stamp();

        Written.Landed landed = created(stamp, "w1", jane("new"));

        Reading now = reading(landed.now());
        Reading read = reading(valueOf(provider().read(mailbox(), now.getExternalId())));
        // A service may work out under which name to file a contact.
        assertThat(Contact.newBuilder(read.getContact()).setFileAs(null).build())
                .isEqualTo(jane("new"));
        assertThat(read.getStamp()).contains(stamp);
        assertThat(read.getWriteId()).contains("w1");
        assertThat(read.getVersion()).contains(landed.version());
    }

    @Test
    void findsACreatedItemByItsStamp() {
        String stamp = stamp();
        String id = reading(created(stamp, "w1", jane("stamped")).now()).getExternalId();

        List<Stamped> found = valueOf(provider().findStamped(mailbox(), stamp));

        assertThat(found).singleElement()
                .matches(one -> one.reading().getExternalId().equals(id) && !one.deleted())
                .matches(one -> one.reading().getWriteId().orElse("").equals("w1"));
        assertThat(valueOf(provider().findStamped(mailbox(), stamp()))).isEmpty();
    }

    @Test
    void findsAStampedItemThatWasDeletedMeanwhile() {
        String stamp = stamp();
        String id = reading(created(stamp, "w1", jane("stamped")).now()).getExternalId();

        person().deletes(id);

        assertThat(valueOf(provider().findStamped(mailbox(), stamp))).singleElement()
                .matches(Stamped::deleted);
    }

    @Test
    void patchesTheNamedFieldsAndNoOthers() {
        Reading now = reading(created(stamp(), "w1", jane("patched")).now());
        Contact wished = Contact.newBuilder(jane("patched"))
                .setCompanyName("Example")
                .setGivenName("NotNamed")
                .build();

        Written written = valueOf(provider().patch(mailbox(), new Patch(now.getExternalId(),
                now.getVersion().orElseThrow(), List.of("companyName"), wished, "", "w2")));

        assertThat(written).isInstanceOf(Written.Landed.class);
        Reading after = reading(valueOf(provider().read(mailbox(), now.getExternalId())));
        assertThat(after.getContact().getCompanyName()).contains("Example");
        assertThat(after.getContact().getGivenName()).contains("Jane");
        assertThat(after.getContact().getDisplayName()).contains("Jane Doe patched");
        assertThat(after.getWriteId()).contains("w2");
    }

    @Test
    void marksPrivateWhatIsMadePrivate() {
        Contact secret = Contact.newBuilder(jane("marked")).setSensitivity("Private").build();

        Written written = valueOf(provider().create(mailbox(), new Patch("", "",
                List.of("displayName", "sensitivity"), secret, stamp(), "w1")));

        Reading made = reading(((Written.Landed) written).now());
        assertThat(sensitivityOf(made.getExternalId())).contains("Private");
    }

    @Test
    void takesTheMarkAwayWhereItIsWishedAway() {
        String id = person().creates(jane("unmarked"));
        person().marksPrivate(id);
        Reading now = reading(valueOf(provider().read(mailbox(), id)));

        valueOf(provider().patch(mailbox(), new Patch(id, now.getVersion().orElseThrow(),
                List.of("sensitivity"), jane("unmarked"), "", "w2")));

        assertThat(sensitivityOf(id)).isEmpty();
    }

    @Test
    void clearsWhatIsWishedClear() {
        Reading now = reading(created(stamp(), "w1", jane("cleared")).now());
        List<String> fields = List.of("mobilePhone", "birthday", "homeAddress", "categories",
                "businessPhones", "personalNotes");

        valueOf(provider().patch(mailbox(), new Patch(now.getExternalId(),
                now.getVersion().orElseThrow(), fields,
                Contact.newBuilder().setDisplayName("Jane Doe cleared").build(), "", "w2")));

        Contact after = reading(valueOf(provider().read(mailbox(), now.getExternalId())))
                .getContact();
        assertThat(after.getMobilePhone()).isEmpty();
        assertThat(after.getBirthday()).isEmpty();
        assertThat(after.getHomeAddress()).isEmpty();
        assertThat(after.getCategories()).isEmpty();
        assertThat(after.getBusinessPhones()).isEmpty();
        assertThat(after.getPersonalNotes()).isEmpty();
    }

    @Test
    void writesNothingOverAVersionItDidNotExpect() {
        Reading now = reading(created(stamp(), "w1", jane("contested")).now());
        person().edits(now.getExternalId(), "companyName", "Theirs");

        Written written = valueOf(provider().patch(mailbox(), new Patch(now.getExternalId(),
                now.getVersion().orElseThrow(), List.of("companyName"),
                Contact.newBuilder(jane("contested")).setCompanyName("Ours").build(), "", "w2")));

        assertThat(written).isInstanceOfSatisfying(Written.Stale.class,
                stale -> assertThat(reading(stale.now()).getContact().getCompanyName())
                        .contains("Theirs"));
        assertThat(reading(valueOf(provider().read(mailbox(), now.getExternalId())))
                .getContact()
                .getCompanyName()).contains("Theirs");
    }

    @Test
    void takesAPatchThatLandedBeforeForLanded() {
        Reading now = reading(created(stamp(), "w1", jane("again")).now());
        Patch patch = new Patch(now.getExternalId(), now.getVersion().orElseThrow(),
                List.of("companyName"),
                Contact.newBuilder(jane("again")).setCompanyName("Ours").build(), "", "w2");
        valueOf(provider().patch(mailbox(), patch));

        Written again = valueOf(provider().patch(mailbox(), patch));

        assertThat(again).isInstanceOfSatisfying(Written.Landed.class,
                landed -> assertThat(landed.version()).isEmpty());
    }

    @Test
    void deletesOnlyTheVersionItWasTold() {
        Reading now = reading(created(stamp(), "w1", jane("deleted")).now());

        assertThat(valueOf(provider().delete(mailbox(), now.getExternalId(), "another")))
                .isInstanceOf(Written.Stale.class);
        assertThat(valueOf(provider().delete(mailbox(), now.getExternalId(),
                now.getVersion().orElseThrow()))).isInstanceOf(Written.Landed.class);
        assertThat(valueOf(provider().delete(mailbox(), now.getExternalId(),
                now.getVersion().orElseThrow()))).isInstanceOf(Written.Landed.class);
    }

    @Test
    void saysThatAValueIsRefused() {
        Contact tooMany = Contact.newBuilder(jane("refused"))
                .setBusinessPhones(List.of(
                        new Phone("555-0101", null), new Phone("555-0102", null),
                        new Phone("555-0103", null)))
                .build();

        Answer<Written> answer = provider().create(mailbox(),
                new Patch("", "", List.of("businessPhones"), tooMany, stamp(), "w1"));

        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(Failure.Rejected.class));
    }
}
