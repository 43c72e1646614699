package io.syncline.conformance;

import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.Sighting;
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
import java.util.UUID;

/** A mailbox, the provider that is tested on it, and what every test of it says in the same words. */
abstract class MailboxUnderTest {

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

    final Written.Landed created(String stamp, String writeId, Contact contact) {
        return (Written.Landed) valueOf(provider().create(mailbox(),
                new Patch("", "", FIELDS, contact, stamp, writeId)));
    }

    static Reading reading(Sighting sighting) {
        return switch (sighting) {
            case Sighting.There(Reading reading) -> reading;
            case Sighting.Gone gone -> throw new AssertionError("It is gone: " + gone);
        };
    }

    final Optional<String> sensitivityOf(String id) {
        return reading(valueOf(provider().read(mailbox(), id))).getContact().getSensitivity();
    }

    final boolean isGone(String id) {
        return valueOf(provider().read(mailbox(), id)) instanceof Sighting.Gone;
    }

    static String stamp() {
        return "t/m/" + UUID.randomUUID();
    }

    final Chain chain() {
        return new Chain(provider(), mailbox());
    }

    final Map<String, Reading> listed() {
        Chain chain = chain();
        chain.round();
        return chain.items;
    }
}
