package io.syncline.topology.preview;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Phone;
import io.syncline.schemas.contact.Policy;
import io.syncline.schemas.contact.Reading;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Contacts and readings of them. */
final class People {

    static {
        AvroTrust.install();
    }

    static final List<String> FIELDS = List.of("displayName", "givenName", "surname",
            "companyName", "emailAddresses", "mobilePhone", "jobTitle", "categories",
            "sensitivity");
    /** When the mailbox says that its contacts were edited, unless a test says otherwise. */
    static final Instant LONG_AGO = Instant.parse("2025-03-01T10:00:00Z");

    private static final Map<String, Integer> ENTRIES_MAX = entriesMax();

    private People() {}

    static Contact person(String first, String last, String email) {
        return someone(first, last).setEmailAddresses(List.of(new EmailAddress(email, null)))
                .build();
    }

    static Contact caller(String first, String last, String e164) {
        return someone(first, last).setMobilePhone(new Phone(e164.substring(2), e164)).build();
    }

    static Contact.Builder someone(String first, String last) {
        return Contact.newBuilder()
                .setDisplayName(first + " " + last)
                .setGivenName(first)
                .setSurname(last);
    }

    static Contact at(Contact contact, String company) {
        return Contact.newBuilder(contact).setCompanyName(company).build();
    }

    static Reading reading(String id, Contact contact) {
        return reading(id, "v1", LONG_AGO, contact);
    }

    static Reading reading(String id, String version, Instant modifiedAt, Contact contact) {
        return Reading.newBuilder()
                .setExternalId(id)
                .setVersion(version)
                .setModifiedAt(modifiedAt)
                .setCreatedAt(LONG_AGO)
                .setFields(FIELDS)
                .setContact(contact)
                .build();
    }

    static Listing listing(Reading... readings) {
        return listing(Policy.newBuilder().build(), Arrays.asList(readings));
    }

    static Listing listing(Policy policy, List<Reading> readings) {
        return new Listing("graph", ENTRIES_MAX, true, policy, readings);
    }

    private static Map<String, Integer> entriesMax() {
        Map<String, Integer> most = new TreeMap<>();
        FIELDS.forEach(field -> most.put(field, 1));
        most.put("emailAddresses", 3);
        most.put("categories", 1000);
        most.put("sensitivity", 4);
        return most;
    }
}
