package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.PhoneNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The notes, which are the item's body; {@code contacts:Notes} is the directory's and only read. */
record NotesField() implements ContactField {

    private static final FieldPath BODY = new FieldPath.Named("item:Body");

    @Override
    public String name() {
        return "personalNotes";
    }

    @Override
    public int entriesMax() {
        return 1;
    }

    @Override
    public List<FieldPath> paths() {
        return List.of(BODY);
    }

    @Override
    public @Nullable String read(Element contact, PhoneNumbers phones) {
        return contact.text("Body").orElse(null);
    }

    @Override
    public List<Update> updates(@Nullable Object value) {
        String text = ContactField.blankToNull((String) value);
        return List.of(text == null
                ? new Update.Clear(BODY)
                : ContactField.set(BODY,
                        Element.type("Body", text).with("BodyType", "Text")));
    }
}
