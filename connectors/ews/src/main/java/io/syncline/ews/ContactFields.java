package io.syncline.ews;

import io.syncline.ews.soap.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every field of our contact: the service holds all of them (facts/ews.md 4). */
final class ContactFields {

    /** By our name of the field. */
    static final Map<String, ContactField> ALL = Stream
            .of(texts(), extendedTexts(), phones(), addresses(), others())
            .flatMap(Function.identity())
            .collect(Collectors.toMap(ContactField::name, Function.identity(), (one, other) -> {
                throw new IllegalStateException("Two fields are called " + one.name());
            }, TreeMap::new));

    /** The keys under which the service keeps phones of ours. */
    static final Set<String> PHONE_KEYS = ALL.values()
            .stream()
            .filter(PhoneField.class::isInstance)
            .flatMap(field -> ((PhoneField) field).keys().stream())
            .collect(Collectors.toUnmodifiableSet());

    private ContactFields() {}

    private static Stream<ContactField> texts() {
        Stream<ContactField> plain = Stream
                .of("AssistantName", "BusinessHomePage", "CompanyName", "Department",
                        "DisplayName", "FileAs", "Generation", "GivenName", "Initials", "JobTitle",
                        "Manager", "MiddleName", "Mileage", "OfficeLocation", "Profession",
                        "SpouseName", "Surname")
                .map(element -> new TextField(ours(element), element, ""));
        return Stream.concat(plain, Stream.of(new TextField("nickName", "Nickname", ""),
                new TextField("postalAddressIndex", "PostalAddressIndex", "None")));
    }

    private static Stream<ContactField> extendedTexts() {
        return Stream.of(
                new ExtendedTextField("title", ExtendedProperties.ofTag("0x3A45", "String")),
                new ExtendedTextField("yomiGivenName",
                        ExtendedProperties.ofContact(0x802C, "String")),
                new ExtendedTextField("yomiSurname",
                        ExtendedProperties.ofContact(0x802D, "String")),
                new ExtendedTextField("yomiCompanyName",
                        ExtendedProperties.ofContact(0x802E, "String")));
    }

    private static Stream<ContactField> phones() {
        Stream<ContactField> single = Stream
                .of("AssistantPhone", "BusinessFax", "CarPhone", "CompanyMainPhone", "HomeFax",
                        "Isdn", "MobilePhone", "OtherFax", "OtherTelephone", "Pager",
                        "PrimaryPhone", "RadioPhone", "Telex", "TtyTddPhone")
                .map(key -> new PhoneField(ours(key), List.of(key), false));
        return Stream.concat(single, Stream.of(
                new PhoneField("callbackPhone", List.of("Callback"), false),
                new PhoneField("businessPhones", List.of("BusinessPhone", "BusinessPhone2"), true),
                new PhoneField("homePhones", List.of("HomePhone", "HomePhone2"), true)));
    }

    private static Stream<ContactField> addresses() {
        return Stream.of(new AddressField("businessAddress", "Business"),
                new AddressField("homeAddress", "Home"), new AddressField("otherAddress", "Other"));
    }

    private static Stream<ContactField> others() {
        return Stream.of(new NotesField(), new EmailField(), new SensitivityField(),
                new DayField("birthday", "Birthday",
                        ExtendedProperties.ofContact(0x80DE, "SystemTime")),
                new DayField("weddingAnniversary", "WeddingAnniversary",
                        ExtendedProperties.ofContact(0x80DF, "SystemTime")),
                new KeyedTextField("imAddresses",
                        new Dictionary("ImAddresses", "contacts:ImAddress"),
                        List.of("ImAddress1", "ImAddress2", "ImAddress3")),
                new TextsField("categories", "Categories",
                        new FieldPath.Named("item:Categories")),
                new TextsField("children", "Children", new FieldPath.Named("contacts:Children")),
                new TextsField("companies", "Companies",
                        new FieldPath.Named("contacts:Companies")));
    }

    /** The service's name of a field with a small first letter. */
    private static String ours(String element) {
        return Character.toLowerCase(element.charAt(0)) + element.substring(1);
    }
}
