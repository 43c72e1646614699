package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.PhoneNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that no element can set: the service shows it in one that is only read, if at all. */
record ExtendedTextField(String name, FieldPath path) implements ContactField {

    @Override
    public int entriesMax() {
        return 1;
    }

    @Override
    public List<FieldPath> paths() {
        return List.of(path);
    }

    @Override
    public @Nullable String read(Element contact, PhoneNumbers phones) {
        return ExtendedProperties.value(contact, path).orElse(null);
    }

    @Override
    public List<Update> updates(@Nullable Object value) {
        String text = ContactField.blankToNull((String) value);
        return List.of(text == null
                ? new Update.Clear(path)
                : ExtendedProperties.set(path, text));
    }
}
