package io.syncline.simulator.ews;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every field of a contact that is simulated, in the order of the schema, which is the only order in
 * which EWS takes and gives them (facts/ews.md 4). Extended properties stand between the two lists.
 */
final class ContactFields {

    static final String EXTENDED_PROPERTY = "ExtendedProperty";

    /** What a contact holds as every item does, up to its extended properties. */
    static final List<ContactField> HEAD = List.of(
            ItemFields.ITEM_CLASS,
            text("Subject", "item:Subject", ExtendedId.slot(ExtendedId.tag(0x37, "String"))),
            ItemFields.SENSITIVITY,
            ItemFields.BODY,
            PlainField.texts("Categories", "item:Categories", "categories"),
            ItemFields.time("DateTimeCreated", "createdDateTime"),
            ItemFields.HAS_ATTACHMENTS);

    /** What follows the extended properties. */
    static final List<ContactField> TAIL = List.of(
            ItemFields.time("LastModifiedTime", "lastModifiedDateTime"),
            own("FileAs", "fileAs"),
            PlainField.numbered("FileAsMapping", "contacts:FileAsMapping",
                    FileAsMapping.PROPERTY, FileAsMapping.NUMBERS),
            own("DisplayName", "displayName"),
            own("GivenName", "givenName"),
            own("Initials", "initials"),
            own("MiddleName", "middleName"),
            own("Nickname", "nickName"),
            DerivedNames.COMPLETE_NAME,
            own("CompanyName", "companyName"),
            new EmailField(),
            new AddressField(),
            new KeyedField("PhoneNumbers", "contacts:PhoneNumbers", phones()),
            own("AssistantName", "assistantName"),
            DayFields.BIRTHDAY,
            own("BusinessHomePage", "businessHomePage"),
            PlainField.texts("Children", "contacts:Children", "children"),
            ItemFields.COMPANIES,
            own("Department", "department"),
            own("Generation", "generation"),
            new KeyedField("ImAddresses", "contacts:ImAddresses", ordered("ImAddress1",
                    Slot.entry("imAddresses", 0), "ImAddress2", Slot.entry("imAddresses", 1),
                    "ImAddress3", Slot.entry("imAddresses", 2))),
            own("JobTitle", "jobTitle"),
            own("Manager", "manager"),
            text("Mileage", "contacts:Mileage",
                    Slot.property(ExtendedId.common(0x8534, "String"))),
            own("OfficeLocation", "officeLocation"),
            PlainField.numbered("PostalAddressIndex", "contacts:PostalAddressIndex",
                    ExtendedId.address(0x8022, "Integer"),
                    Map.of("None", "0", "Home", "1", "Business", "2", "Other", "3")),
            own("Profession", "profession"),
            own("SpouseName", "spouseName"),
            own("Surname", "surname"),
            DayFields.ANNIVERSARY,
            ItemFields.HAS_PICTURE,
            DerivedNames.phonetic("PhoneticFirstName", "yomiGivenName"),
            DerivedNames.phonetic("PhoneticLastName", "yomiSurname"));

    private static final List<String> ORDER = Stream.of(
            HEAD.stream().map(ContactField::element), Stream.of(EXTENDED_PROPERTY),
            TAIL.stream().map(ContactField::element)).flatMap(names -> names).toList();

    private ContactFields() {}

    static Stream<ContactField> all() {
        return Stream.concat(HEAD.stream(), TAIL.stream());
    }

    /** Where an element of a contact stands in the schema's order; none, where it is no field. */
    static Optional<Integer> place(String element) {
        return Optional.of(ORDER.indexOf(element)).filter(place -> place >= 0);
    }

    static Optional<ContactField> ofElement(String element) {
        return all().filter(field -> field.element().equals(element)).findFirst();
    }

    /**
     * The field that a {@code t:FieldURI} or {@code t:IndexedFieldURI} names, the latter in the
     * singular of the whole field's name, or with a part of an address.
     */
    static Optional<ContactField> ofPath(Element path) {
        String uri = path.attribute("FieldURI");
        boolean isIndexed = path.name().equals("t:IndexedFieldURI");
        return all().filter(field -> isIndexed
                ? field.isKeyed() && uri.startsWith(singular(field.uri()))
                : field.uri().equals(uri))
                .findFirst();
    }

    private static String singular(String uri) {
        return uri.endsWith("Addresses")
                ? uri.substring(0, uri.length() - "es".length())
                : uri.substring(0, uri.length() - "s".length());
    }

    private static PlainField own(String element, String field) {
        return text(element, "contacts:" + element, Slot.text(field));
    }

    private static PlainField text(String element, String uri, Slot slot) {
        return PlainField.text(element, uri, slot);
    }

    /** Those that Graph's contact has fields for, and those that are extended properties there. */
    private static Map<String, Slot> phones() {
        Map<String, Slot> phones = ordered("BusinessPhone", Slot.entry("businessPhones", 0),
                "BusinessPhone2", Slot.entry("businessPhones", 1), "HomePhone",
                Slot.entry("homePhones", 0));
        phones.put("HomePhone2", Slot.entry("homePhones", 1));
        phones.put("MobilePhone", Slot.text("mobilePhone"));
        Map.ofEntries(Map.entry("AssistantPhone", 0x3A2E), Map.entry("BusinessFax", 0x3A24),
                Map.entry("Callback", 0x3A02), Map.entry("CarPhone", 0x3A1E),
                Map.entry("CompanyMainPhone", 0x3A57), Map.entry("HomeFax", 0x3A25),
                Map.entry("Isdn", 0x3A2D), Map.entry("OtherFax", 0x3A23),
                Map.entry("OtherTelephone", 0x3A1F), Map.entry("Pager", 0x3A21),
                Map.entry("PrimaryPhone", 0x3A1A), Map.entry("RadioPhone", 0x3A1D),
                Map.entry("Telex", 0x3A2C), Map.entry("TtyTddPhone", 0x3A4B))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(phone -> phones.put(phone.getKey(),
                        Slot.property(ExtendedId.tag(phone.getValue(), "String"))));
        return phones;
    }

    private static Map<String, Slot> ordered(String first, Slot firstSlot, String second,
            Slot secondSlot, String third, Slot thirdSlot) {
        Map<String, Slot> slots = new LinkedHashMap<>();
        slots.put(first, firstSlot);
        slots.put(second, secondSlot);
        slots.put(third, thirdSlot);
        return slots;
    }
}
