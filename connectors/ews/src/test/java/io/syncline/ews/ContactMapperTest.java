package io.syncline.ews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.ews.client.Unfamiliar;
import io.syncline.ews.client.Unfamiliar.What;
import io.syncline.ews.soap.CreateItem;
import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.Envelope;
import io.syncline.ews.soap.FolderRef;
import io.syncline.ews.soap.GetItem;
import io.syncline.ews.soap.ItemId;
import io.syncline.ews.soap.Schemas;
import io.syncline.ews.soap.UpdateItem;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.Patch;
import io.syncline.port.PhoneNumbers;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Phone;
import io.syncline.schemas.contact.PostalAddress;
import io.syncline.schemas.contact.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every field goes there and comes back. */
class ContactMapperTest {

    static {
        AvroTrust.install();
    }

    private static final ItemId ID = new ItemId("AAMk=", "EQAA");
    private static final Envelope ENVELOPE = new Envelope("Exchange2013_SP1",
            "agent@example.com");
    private static final List<String> FIELDS = Contact.getClassSchema()
            .getFields()
            .stream()
            .map(Schema.Field::name)
            .toList();

    private final Unfamiliar unfamiliar = new Unfamiliar(new SimpleMeterRegistry());
    private final ContactMapper mapper = new ContactMapper(new PhoneNumbers("US"), unfamiliar);

    @Test
    void holdsEveryFieldOfAContact() {
        assertThat(ContactMapper.entriesMax()).containsOnlyKeys(FIELDS)
                .containsEntry("emailAddresses", 3)
                .containsEntry("businessPhones", 2)
                .containsEntry("pager", 1);
    }

    @Test
    void readsBackWhatACreateWrote() {
        Element made = ContactMapper.created(patch(FIELDS, FullContact.contact()));

        Reading reading = mapper.reading(ID, made);

        assertThat(reading.getContact()).isEqualTo(FullContact.contact());
        assertThat(reading.getFields()).containsExactlyInAnyOrderElementsOf(FIELDS);
        assertThat(reading.getStamp()).contains("t/m/i");
        assertThat(reading.getWriteId()).contains("w1");
        assertThat(reading.getVersion()).contains("EQAA");
    }

    @Test
    void readsBackWhatAnUpdateWrote() {
        List<Update> updates = ContactMapper.updates(patch(FIELDS, FullContact.contact()));

        Reading reading = mapper.reading(ID, NewContact.of(updates));

        assertThat(reading.getContact()).isEqualTo(FullContact.contact());
        assertThat(reading.getStamp()).isEmpty();
    }

    @Test
    void writesACreateAsTheSchemaOrdersIt() {
        Schemas.orSkip()
                .check(ENVELOPE.of(new CreateItem(new FolderRef.Distinguished("contacts", ""),
                        ContactMapper.created(patch(FIELDS, FullContact.contact())))));
    }

    @Test
    void writesUpdatesAsTheSchemaHasThem() {
        Schemas schemas = Schemas.orSkip();

        schemas.check(ENVELOPE.of(new UpdateItem(ID,
                ContactMapper.updates(patch(FIELDS, FullContact.contact())))));
        schemas.check(ENVELOPE.of(new UpdateItem(ID,
                ContactMapper.updates(patch(FIELDS, Contact.newBuilder().build())))));
    }

    @Test
    void asksForFieldsThatTheSchemaNames() {
        Schemas.orSkip().check(ENVELOPE.of(new GetItem(ContactMapper.shape(), List.of(ID))));
    }

    @Test
    void clearsEveryPropertyOfAFieldThatIsClear() {
        List<Update> updates = ContactMapper.updates(patch(
                List.of("birthday", "businessPhones", "homeAddress", "categories",
                        "personalNotes", "title", "emailAddresses"),
                Contact.newBuilder().build()));

        assertThat(updates).filteredOn(Update.Clear.class::isInstance).hasSize(14);
        assertThat(updates).filteredOn(Update.Set.class::isInstance).hasSize(1);
    }

    @Test
    void sendsTheDisplayNameAlongWithAPartOfTheName() {
        Contact wished = Contact.newBuilder()
                .setDisplayName("Jane Doe")
                .setSurname("Doe")
                .build();

        Reading reading = mapper.reading(ID,
                NewContact.of(ContactMapper.updates(patch(List.of("surname"), wished))));

        assertThat(reading.getContact().getDisplayName()).contains("Jane Doe");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            1980-05-17T11:59:00Z,       -,                     1980-05-17
            1980-05-17T00:00:00Z,       -,                     1980-05-17
            1980-05-16T22:00:00Z,       -,                     1980-05-17
            1980-05-17T05:00:00Z,       -,                     1980-05-17
            1980-05-17T10:00:00Z,       -,                     1980-05-17
            1980-05-17T02:00:00+02:00,  -,                     1980-05-17
            1980-05-17T00:00:00,        -,                     1980-05-17
            1980-05-16T11:00:00Z,       1980-05-17T00:00:00Z,  1980-05-17
            1980-05-16T10:15:00Z,       1980-05-17T00:00:00Z,  1980-05-17
            1980-05-17T10:00:00Z,       1980-05-17T00:00:00Z,  1980-05-17
            1980-05-17T11:59:00Z,       1980-05-18T00:00:00Z,  1980-05-17
            1980-05-17T11:59:00Z,       1955-01-01T00:00:00Z,  1980-05-17
            """)
    void readsABirthdayAsTheDayThatItsWriterMeant(String kept, String local, LocalDate day) {
        Element contact = contact(Element.type("Birthday", kept));
        Element told = local == null
                ? contact
                : contact.with(List.of(extended("PropertySetId",
                        "00062004-0000-0000-C000-000000000046", "32990", "SystemTime", local)));

        assertThat(mapper.reading(ID, told).getContact().getBirthday()).contains(day);
    }

    @Test
    void saysNothingOfADayThatItDoesNotUnderstand() {
        Reading reading = mapper.reading(ID, contact(Element.type("Birthday", "17 May")));

        assertThat(reading.getFields()).doesNotContain("birthday");
        assertThat(unfamiliar.count(What.FORM_OF_A_VALUE, "birthday")).isEqualTo(1);
    }

    @Test
    void saysNothingOfAddressesThatAreNamesOfTheDirectory() {
        Reading reading = mapper.reading(ID, contact(Element.type("EmailAddresses",
                entry("EmailAddress1", "jane@example.com"),
                entry("EmailAddress2", "/o=Example/cn=jane").with("RoutingType", "EX"))));

        assertThat(reading.getFields()).doesNotContain("emailAddresses");
    }

    @Test
    void keepsTheOrderOfAddressesOverAGap() {
        Reading reading = mapper.reading(ID, contact(Element.type("EmailAddresses",
                entry("EmailAddress3", "c@example.com"),
                entry("EmailAddress1", "a@example.com").with("Name", "A"))));

        assertThat(reading.getContact().getEmailAddresses()).containsExactly(
                new EmailAddress("a@example.com", "A"), new EmailAddress("c@example.com", null));
    }

    @Test
    void tellsOfKeysThatItDoesNotKnow() {
        Reading reading = mapper.reading(ID, contact(
                Element.type("PhysicalAddresses",
                        Element.type("Entry", Element.type("City", "Springfield"))
                                .with("Key", "Holiday")),
                Element.type("PhoneNumbers", entry("IPPhone", "202-555-0199"),
                        entry("MobilePhone", "202-555-0100"))));

        assertThat(reading.getContact().getMobilePhone())
                .contains(new Phone("202-555-0100", "+12025550100"));
        assertThat(unfamiliar.count(What.PHONE_KEY, "IPPhone")).isEqualTo(1);
        assertThat(unfamiliar.count(What.ADDRESS_KEY, "Holiday")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,             -,      -
            Normal,        -,      -
            Normal,        false,  -
            Normal,        true,   Private
            Personal,      -,      Personal
            Personal,      true,   Private
            Private,       -,      Private
            Confidential,  true,   Confidential
            Secret,        -,      Secret
            """)
    void takesAContactForPrivateIfEitherPlaceSaysSo(String degree, String mark, String read) {
        Element contact = degree == null
                ? contact()
                : contact(Element.type("Sensitivity", degree));
        Element told = mark == null
                ? contact
                : contact.with(List.of(extended("DistinguishedPropertySetId", "Common", "34054",
                        "Boolean", mark)));

        assertThat(mapper.reading(ID, told).getContact().getSensitivity().orElse(null))
                .isEqualTo(read);
        assertThat(SensitivityField.isPrivate(told)).isEqualTo("Private".equals(read)
                || "Confidential".equals(read));
    }

    @Test
    void readsWhatTheServiceSaysOfTheItemItself() {
        Reading reading = mapper.reading(ID, contact(
                Element.type("ParentFolderId").with("Id", "folder"),
                Element.type("DateTimeCreated", "2026-11-01T08:00:00Z"),
                Element.type("LastModifiedTime", "2026-11-02T10:00:00+01:00")));

        assertThat(reading.getFolderId()).contains("folder");
        assertThat(reading.getCreatedAt()).contains(Instant.parse("2026-11-01T08:00:00Z"));
        assertThat(reading.getModifiedAt()).isEqualTo(Instant.parse("2026-11-02T09:00:00Z"));
    }

    @Test
    void takesAnAddressOfNothingForNone() {
        Reading reading = mapper.reading(ID, contact(Element.type("PhysicalAddresses",
                Element.type("Entry", Element.type("Street", " ")).with("Key", "Home"),
                Element.type("Entry", Element.type("City", "Springfield"))
                        .with("Key", "Other"))));

        assertThat(reading.getContact().getHomeAddress()).isEmpty();
        assertThat(reading.getContact().getOtherAddress())
                .contains(new PostalAddress(null, "Springfield", null, null, null));
    }

    @Test
    void refusesMoreEntriesThanThereAreKeys() {
        Phone phone = new Phone("202-555-0101", null);
        Contact wished = Contact.newBuilder().setHomePhones(List.of(phone, phone, phone)).build();

        assertThat(ContactMapper.refusal(patch(List.of("homePhones"), wished)))
                .contains("homePhones has more entries than the 2 that EWS holds");
        assertThat(ContactMapper.refusal(patch(List.of("surname"), wished))).isEmpty();
    }

    @Test
    void takesAFieldThatNobodyHoldsForABug() {
        assertThatThrownBy(() -> ContactMapper.updates(
                patch(List.of("shoeSize"), Contact.newBuilder().build())))
                .isInstanceOf(RuntimeException.class);
    }

    private static Patch patch(List<String> fields, Contact contact) {
        return new Patch("", "", fields, contact, "t/m/i", "w1");
    }

    private static Element contact(Element... properties) {
        return Element.type("Contact", properties);
    }

    private static Element entry(String key, String text) {
        return Element.type("Entry", text).with("Key", key);
    }

    private static Element extended(String setAttribute, String set, String number, String type,
            String value) {
        return Element.type("ExtendedProperty",
                Element.type("ExtendedFieldURI")
                        .with(setAttribute, set)
                        .with("PropertyId", number)
                        .with("PropertyType", type),
                Element.type("Value", value));
    }
}
