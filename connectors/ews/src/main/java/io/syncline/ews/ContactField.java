package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.PhoneNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of our contact, as the service holds it (facts/ews.md 4). Values are those of the Avro
 * record: a text, a date, a phone, an address, or a list of them.
 */
sealed interface ContactField
        permits TextField, ExtendedTextField, NotesField, DayField, PhoneField,
        EmailField, KeyedTextField, AddressField, TextsField, SensitivityField {

    /** Our name of it. */
    String name();

    /** How many entries the service holds. */
    int entriesMax();

    /** What to ask for, so that an answer shows it. */
    List<FieldPath> paths();

    /** Whether an answer shows it in a form that we understand; if not, it says nothing of it. */
    default boolean isReadable(Element contact) {
        return true;
    }

    /** What an answer shows; null or an empty list where it is clear. */
    @Nullable
    Object read(Element contact, PhoneNumbers phones);

    /** What sets it to a value, one property each; what is null or empty is cleared. */
    List<Update> updates(@Nullable Object value);

    /** Sets one property of a contact. */
    static Update set(FieldPath path, Element property) {
        return new Update.Set(path, Element.type("Contact", property));
    }

    /** Null for a text that says nothing. */
    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
