package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.Mutation;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An extended property as EWS names it and as the mailbox keeps it, which is Graph's way of naming
 * the same: {@code String {guid} Name X}, {@code Boolean {guid} Id 0x8506}, {@code String 0x3A45}.
 */
final class ExtendedId {

    private static final Map<String, String> SETS = Map.of(
            "Common", "00062008-0000-0000-C000-000000000046",
            "Address", "00062004-0000-0000-C000-000000000046",
            "Appointment", "00062002-0000-0000-C000-000000000046",
            "Task", "00062003-0000-0000-C000-000000000046",
            "PublicStrings", "00020329-0000-0000-C000-000000000046",
            "InternetHeaders", "00020386-0000-0000-C000-000000000046",
            "Meeting", "6ED8DA90-450B-101B-98DA-00AA003F1305");

    /** Properties that the contact itself holds, by their id. */
    private static final Map<String, String> FIELDS = Map.of(
            "string 0x3a45", "title",
            "string 0x3a05", "generation",
            named("Address", "0x802c"), "yomiGivenName",
            named("Address", "0x802d"), "yomiSurname",
            named("Address", "0x802e"), "yomiCompanyName");

    private ExtendedId() {}

    /** The mailbox's name of the property that a {@code t:ExtendedFieldURI} names. */
    static String of(Element uri) {
        String type = uri.attribute("PropertyType");
        String tag = uri.attribute("PropertyTag");
        String set = set(uri);
        String name = uri.attribute("PropertyName");
        String number = uri.attribute("PropertyId");
        // Exactly one way of naming it, or the service refuses the request.
        boolean isTagged = !tag.isEmpty();
        boolean isNamed = !set.isEmpty() && name.isEmpty() != number.isEmpty();
        if (type.isEmpty() || isTagged == isNamed
                || isTagged && !(set + name + number).isEmpty()) {
            throw new EwsError("ErrorInvalidExtendedProperty",
                    "The extended property attribute combination is invalid.");
        }
        try {
            return type + " " + (isTagged
                    ? hex(Integer.decode(tag))
                    : "{" + set + "} " + (number.isEmpty()
                            ? "Name " + name
                            : "Id " + hex(Integer.parseInt(number))));
        } catch (NumberFormatException e) {
            throw EwsError.schema("a property's number is no number.");
        }
    }

    static String common(int number, String type) {
        return type + " {" + SETS.get("Common") + "} Id " + hex(number);
    }

    static String address(int number, String type) {
        return type + " {" + SETS.get("Address") + "} Id " + hex(number);
    }

    static String tag(int number, String type) {
        return type + " " + hex(number);
    }

    static Slot slot(String id) {
        String field = FIELDS.get(id.toLowerCase(Locale.ROOT));
        return field == null ? Slot.property(id) : Slot.text(field);
    }

    /** What a property shows of a contact, where nothing hides it on purpose. */
    static Optional<String> shown(StoredContact contact, String id, Mutants mutants) {
        boolean isHidden = id.equalsIgnoreCase(StoredContact.PRIVATE)
                && mutants.has(Mutation.HIDES_PRIVATE_MARKS);
        return isHidden ? Optional.empty() : slot(id).get().apply(contact);
    }

    private static String set(Element uri) {
        String distinguished = uri.attribute("DistinguishedPropertySetId");
        return distinguished.isEmpty()
                ? uri.attribute("PropertySetId")
                : SETS.getOrDefault(distinguished, distinguished);
    }

    private static String named(String set, String number) {
        return ("String {" + SETS.get(set) + "} Id " + number)
                .toLowerCase(Locale.ROOT);
    }

    private static String hex(int number) {
        return "0x" + Integer.toHexString(number).toUpperCase(Locale.ROOT);
    }
}
