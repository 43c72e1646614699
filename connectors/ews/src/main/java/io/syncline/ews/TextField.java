package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.PhoneNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text in an element of its own.
 *
 * @param element also names the property, after {@code contacts:}
 * @param none what the service shows where there is no value; empty if it shows nothing then
 */
record TextField(String name, String element, String none) implements ContactField {

    @Override
    public int entriesMax() {
        return 1;
    }

    @Override
    public List<FieldPath> paths() {
        return List.of(path());
    }

    @Override
    public @Nullable String read(Element contact, PhoneNumbers phones) {
        return contact.text(element).filter(text -> !text.equals(none)).orElse(null);
    }

    @Override
    public List<Update> updates(@Nullable Object value) {
        String text = ContactField.blankToNull((String) value);
        return List.of(text == null
                ? new Update.Clear(path())
                : ContactField.set(path(), Element.type(element, text)));
    }

    private FieldPath path() {
        return new FieldPath.Named("contacts:" + element);
    }
}
