package io.syncline.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.Sighting;
import io.syncline.port.Stamped;
import io.syncline.port.Translation;
import io.syncline.port.Written;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Phone;
import io.syncline.schemas.contact.PostalAddress;
import io.syncline.schemas.contact.Reading;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every provider must do. A provider's test extends this, once with a simulator and once with a
 * real service.
 *
 * <p>
 * Deliberately not asserted: that a stale version is refused by the service itself (nobody knows
 * whether Graph does); how long a search lags behind a write; in which order a round tells changes.
 */
public abstract class MailboxProviderConformance {

    static {
        AvroTrust.install();
    }

    private static final List<String> FIELDS = List.of("displayName", "givenName", "surname",
            "emailAddresses", "businessPhones", "mobilePhone", "birthday", "homeAddress",
            "categories", "personalNotes");

    /** The provider under test. */
    protected abstract MailboxProvider provider();

    /** A mailbox that may be changed. */
    protected abstract MailboxRef mailbox();

    /** Somebody else at work in it. */
    protected abstract Person person();

    @Test
    void tellsWhatAPersonMade() {
        String id = person().creates(jane("made"));

        Map<String, Reading> told = listed();

        assertThat(told).hasEntrySatisfying(id, reading -> assertThat(reading.getContact())
                .isEqualTo(jane("made")));
    }

    @Test
    void tellsAnEditInTheNextRoundAndNothingElse() {
        String id = person().creates(jane("before"));
        Chain chain = chain();
        chain.round();
        person().edits(id, "companyName", "Example");

        chain.round();

        assertThat(chain.items).containsOnlyKeys(id);
        assertThat(chain.items.get(id)).isNotNull()
                .extracting(reading -> reading.getContact().getCompanyName().orElse(""))
                .isEqualTo("Example");
    }

    @Test
    void tellsNothingWhenNothingHappened() {
        person().creates(jane("still"));
        Chain chain = chain();
        chain.round();

        chain.round();

        assertThat(chain.items).isEmpty();
        assertThat(chain.removed).isEmpty();
    }

    @Test
    void tellsADeletionThatAReadConfirms() {
        String id = person().creates(jane("doomed"));
        Chain chain = chain();
        chain.round();
        person().deletes(id);

        chain.round();

        assertThat(chain.removed).contains(id);
        assertThat(valueOf(provider().read(mailbox(), id)))
                .isInstanceOf(Sighting.Gone.class);
    }

    @Test
    void doesNotTakeAMoveForADeletion() {
        assumeTrue(person().canMoveAndCopy(), "nobody can move a contact");
        String id = person().creates(jane("moved"));

        person().movesAwayAndBack(id);

        assertThat(valueOf(provider().read(mailbox(), id)))
                .isInstanceOf(Sighting.There.class);
    }

    @Test
    void takesAnUnknownIdForGoneOnlyIfTheMailboxAnswers() {
        assertThat(valueOf(provider().read(mailbox(), "AAMkNobody")))
                .isInstanceOf(Sighting.Gone.class);
        MailboxRef nobody = new MailboxRef("t", "m", "nobody@example.com", List.of());

        // A service has more than one way to say that there is no mailbox.
        for (int i = 0; i < 2; i++) {
            assertThat(provider().read(nobody, "AAMkNobody"))
                    .isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                            failed.failure()).isInstanceOf(Failure.Unavailable.class));
        }
    }

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
    void seesTheStampOnACopy() {
        assumeTrue(person().canMoveAndCopy(), "nobody can copy a contact");
        String stamp = stamp();
        String id = reading(created(stamp, "w1", jane("original")).now()).getExternalId();

        String copy = person().copies(id);

        assertThat(reading(valueOf(provider().read(mailbox(), copy))).getStamp()).contains(stamp);
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
    void tellsWhichContactsArePrivate() {
        String open = person().creates(jane("open"));
        String secret = person().creates(jane("secret"));
        person().marksPrivate(secret);

        Set<String> ids = valueOf(chain().privateIds());

        assertThat(ids).contains(secret).doesNotContain(open);
        assertThat(sensitivityOf(secret)).contains("Private");
        assertThat(sensitivityOf(open)).isEmpty();
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

    @Test
    void startsAgainWhereItsPositionIsNoPosition() {
        Chain chain = chain();
        chain.round();

        assertThat(valueOf(chain.at("nonsense"))).isInstanceOf(Changes.PositionLost.class);
        assertThat(valueOf(chain.at(chain.position.substring(0, chain.position.length() - 8))))
                .isInstanceOf(Changes.PositionLost.class);
    }

    /** A contact with a field of every form; the name tells one test's from another's. */
    protected static Contact jane(String name) {
        return Contact.newBuilder()
                .setDisplayName("Jane Doe " + name)
                .setGivenName("Jane")
                .setSurname("Doe")
                .setBirthday(LocalDate.of(1980, 5, 17))
                .setEmailAddresses(List.of(new EmailAddress(name + "@example.com", "Jane")))
                .setBusinessPhones(List.of(new Phone("+1 202 555 0101", "+12025550101")))
                .setMobilePhone(new Phone("+1 202 555 0100", "+12025550100"))
                .setHomeAddress(new PostalAddress("1 Main St", "Springfield", null, "US", "12345"))
                .setCategories(List.of("Client"))
                .setPersonalNotes("Notes")
                .build();
    }

    /** The value, or a failure of the test that names the provider's. */
    protected static <T> T valueOf(Answer<T> answer) {
        return switch (answer) {
            case Answer.Of<T>(T value) -> value;
            case Answer.Failed<T>(Failure failure) -> throw new AssertionError(failure);
        };
    }

    private Written.Landed created(String stamp, String writeId, Contact contact) {
        return (Written.Landed) valueOf(provider().create(mailbox(),
                new Patch("", "", FIELDS, contact, stamp, writeId)));
    }

    private static Reading reading(Sighting sighting) {
        return switch (sighting) {
            case Sighting.There(Reading reading) -> reading;
            case Sighting.Gone gone -> throw new AssertionError("It is gone: " + gone);
        };
    }

    private Optional<String> sensitivityOf(String id) {
        return reading(valueOf(provider().read(mailbox(), id))).getContact().getSensitivity();
    }

    private static String stamp() {
        return "t/m/" + UUID.randomUUID();
    }

    private Chain chain() {
        return new Chain(provider(), mailbox());
    }

    private Map<String, Reading> listed() {
        Chain chain = chain();
        chain.round();
        return chain.items;
    }
}
