package io.syncline.topology.history;

import io.syncline.core.item.ContactKind;
import io.syncline.core.item.Contents;
import io.syncline.core.item.Value;
import io.syncline.schemas.contact.Contact;
import io.syncline.topology.wire.ContactMapping;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values of the past as an edit carries them. */
public final class Restorations {

    private Restorations() {}

    /**
     * A contact with these values, by field; those that show nothing are clear.
     *
     * @throws IllegalStateException if a value was never one of its field
     */
    public static Contact contact(Map<String, Shown> fields) {
        Map<String, Value> values = new TreeMap<>();
        fields.forEach((field, shown) -> values.put(field, shown.value()));
        return ContactMapping.contact(Contents.of(values));
    }

    /** Whether a contact has a field of this name. */
    public static boolean knows(String field) {
        return ContactMapping.knows(field);
    }

    /** The names of all fields, in the order in which they are shown. */
    public static List<String> fields() {
        return List.copyOf(ContactKind.CONTACT.fields().keySet());
    }

    /** Whether two values of a field mean the same to a person. */
    public static boolean same(String field, Shown one, Shown other) {
        return one.equals(other) || ContactKind.CONTACT.field(field)
                .map(known -> known.same(one.value(), other.value()))
                .orElse(false);
    }
}
