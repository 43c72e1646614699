package io.syncline.graph;

import com.microsoft.graph.models.Contact;
import com.microsoft.graph.models.SingleValueLegacyExtendedProperty;
import io.syncline.port.Patch;
import io.syncline.port.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The extended properties that we read and write (facts/graph.md 3.11): our stamp, our write id,
 * and whether a contact is private.
 *
 * <p>
 * Graph's contact has no sensitivity. Outlook's button "Private" sets the named property
 * PidLidPrivate of PSETID_Common, 0x8506 ([MS-OXPROPS]). It is a Boolean: on the wire its value is
 * the text {@code true} or {@code false}, and in a filter it must be cast, as the API page "Get
 * singleValueLegacyExtendedProperty" shows for {@code Edm.Guid} and {@code Edm.Int32}. The page has
 * no example of a Boolean; public code casts to {@code Edm.Boolean} and compares with {@code true}.
 */
final class ExtendedProperties {

    /** The two named properties that we set; one GUID for ever, or old stamps would be lost. */
    static final String STAMP = "String {6f2b0c1e-8a53-4d0e-9b52-5d1b1f6a7c10} Name SynclineItem";
    static final String WRITE_ID = "String {6f2b0c1e-8a53-4d0e-9b52-5d1b1f6a7c10} Name SynclineWrite";

    static final String PRIVATE = "Boolean {00062008-0000-0000-C000-000000000046} Id 0x8506";

    /**
     * PidTagSensitivity, which EWS shows as the item's Sensitivity ([MS-OXPROPS]). It is written along with the
     * mark, or a degree that stood beside it would be found there again through EWS; never read.
     */
    private static final String DEGREE = "Integer 0x36";
    private static final String DEGREE_NORMAL = "0";
    private static final String DEGREE_PRIVATE = "2";

    /** What to expand, so that an answer holds all of them. */
    static final String[] EXPANDED = {"singleValueExtendedProperties($filter=id eq '" + STAMP
            + "' or id eq '" + WRITE_ID + "' or id eq '" + PRIVATE + "')"};

    /** Finds the contacts that are marked private. */
    static final String IS_PRIVATE = "singleValueExtendedProperties/Any(ep: ep/id eq '" + PRIVATE
            + "' and cast(ep/value, Edm.Boolean) eq true)";

    private ExtendedProperties() {}

    /** Finds the contacts that carry a stamp. */
    static String hasStamp(String stamp) {
        return "singleValueExtendedProperties/Any(ep: ep/id eq '" + STAMP + "' and ep/value eq '"
                + stamp.replace("'", "''") + "')";
    }

    /** What a create sets besides the contact's own fields. */
    static List<SingleValueLegacyExtendedProperty> ofCreate(Patch item) {
        List<SingleValueLegacyExtendedProperty> properties = ofPatch(item);
        properties.add(property(STAMP, item.stamp()));
        return properties;
    }

    /** What a patch sets besides the contact's own fields. */
    static List<SingleValueLegacyExtendedProperty> ofPatch(Patch patch) {
        List<SingleValueLegacyExtendedProperty> properties = new ArrayList<>();
        properties.add(property(WRITE_ID, patch.writeId()));
        if (patch.fields().contains(Tracking.SENSITIVITY)) {
            boolean isPrivate = Tracking.isPrivate(patch.contact());
            properties.add(property(PRIVATE, Boolean.toString(isPrivate)));
            properties.add(property(DEGREE, isPrivate ? DEGREE_PRIVATE : DEGREE_NORMAL));
        }
        return properties;
    }

    /** How the service holds the sensitivity that a patch wishes: private or not. */
    static @Nullable String rendition(Patch patch) {
        return Tracking.isPrivate(patch.contact()) ? Tracking.PRIVATE : null;
    }

    /** The sensitivity that an answer shows in which the properties were expanded. */
    static @Nullable String sensitivity(Contact contact) {
        return value(contact, PRIVATE).filter("true"::equalsIgnoreCase).isPresent()
                ? Tracking.PRIVATE
                : null;
    }

    static Optional<String> value(Contact contact, String id) {
        return Optional.ofNullable(contact.getSingleValueExtendedProperties())
                .orElse(List.of())
                .stream()
                .filter(property -> id.equalsIgnoreCase(property.getId()))
                .map(SingleValueLegacyExtendedProperty::getValue)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static SingleValueLegacyExtendedProperty property(String id, String value) {
        SingleValueLegacyExtendedProperty property = new SingleValueLegacyExtendedProperty();
        property.setId(id);
        property.setValue(value);
        return property;
    }
}
