package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.FieldPath.ByName;
import io.syncline.ews.soap.FieldPath.ByNumber;
import io.syncline.ews.soap.FieldPath.ByTag;
import io.syncline.ews.soap.UpdateItem.Update;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Extended properties: our stamp, our write id, and what a contact keeps in none of its elements.
 * They are the very properties that Graph shows under its names, so that a mailbox may change its
 * provider (facts/ews.md 3.5).
 */
final class ExtendedProperties {

    /** The two named properties that we set; one GUID for ever, or old stamps would be lost. */
    static final FieldPath STAMP = new ByName("6f2b0c1e-8a53-4d0e-9b52-5d1b1f6a7c10",
            "SynclineItem", "String");
    static final FieldPath WRITE_ID = new ByName("6f2b0c1e-8a53-4d0e-9b52-5d1b1f6a7c10",
            "SynclineWrite", "String");

    /** PidLidPrivate, which Outlook's button "Private" sets ([MS-OXPROPS]). */
    static final FieldPath PRIVATE = new ByNumber("00062008-0000-0000-C000-000000000046", 0x8506,
            "Boolean");

    private static final String ADDRESS = "00062004-0000-0000-C000-000000000046";
    /** The service may name a well-known set instead of its GUID. */
    private static final Map<String, String> SETS = Map.of("Address", ADDRESS, "Common",
            "00062008-0000-0000-C000-000000000046");
    private static final String DISTINGUISHED_SET = "DistinguishedPropertySetId";
    private static final String SET = "PropertySetId";
    private static final String TAG = "PropertyTag";

    private ExtendedProperties() {}

    /** A property of the set that contacts have to themselves. */
    static FieldPath ofContact(int number, String type) {
        return new ByNumber(ADDRESS, number, type);
    }

    /** A property of the store. */
    static FieldPath ofTag(String tag, String type) {
        return new ByTag(tag, type);
    }

    static Update set(FieldPath path, String value) {
        return ContactField.set(path, Element.type("ExtendedProperty", path.element(),
                Element.type("Value", value)));
    }

    /** What an item shows of a property, where it has it. */
    static Optional<String> value(Element item, FieldPath path) {
        Map<String, String> wanted = path.element().attributes();
        return item.all("ExtendedProperty")
                .filter(property -> property.child("ExtendedFieldURI")
                        .filter(uri -> names(uri, wanted))
                        .isPresent())
                .findFirst()
                .flatMap(property -> property.text("Value"));
    }

    /** What a create sets besides the contact's own fields. */
    static List<Update> ofCreate(String stamp, String writeId) {
        return List.of(set(STAMP, stamp), set(WRITE_ID, writeId));
    }

    /** Compared in place: an answer holds some thousands of these. */
    private static boolean names(Element uri, Map<String, String> wanted) {
        if (uri.attributes().size() != wanted.size()) {
            return false;
        }
        for (Map.Entry<String, String> attribute : wanted.entrySet()) {
            if (!isSame(attribute.getKey(), attribute.getValue(), uri.attributes())) {
                return false;
            }
        }
        return true;
    }

    /** The names of string properties differ by case; GUIDs and tags do not. */
    private static boolean isSame(String name, String wanted, Map<String, String> attributes) {
        return switch (name) {
            case SET -> wanted.equalsIgnoreCase(attributes.containsKey(SET)
                    ? attributes.get(SET)
                    : SETS.get(attributes.getOrDefault(DISTINGUISHED_SET, "")));
            case TAG -> wanted.equalsIgnoreCase(attributes.get(TAG));
            default -> wanted.equals(attributes.get(name));
        };
    }
}
