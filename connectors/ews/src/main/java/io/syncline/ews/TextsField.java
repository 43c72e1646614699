package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.PhoneNumbers;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list of texts without keys, which is written as a whole. */
record TextsField(String name, String element, FieldPath path) implements ContactField {

    private static final int MANY = 1_000;

    @Override
    public int entriesMax() {
        return MANY;
    }

    @Override
    public List<FieldPath> paths() {
        return List.of(path);
    }

    @Override
    public List<String> read(Element contact, PhoneNumbers phones) {
        return contact.child(element)
                .stream()
                .flatMap(texts -> texts.all("String"))
                .map(Element::text)
                .filter(text -> !text.isBlank())
                .toList();
    }

    @Override
    public List<Update> updates(@Nullable Object value) {
        List<?> wished = (List<?>) Objects.requireNonNull(value);
        return List.of(wished.isEmpty()
                ? new Update.Clear(path)
                : ContactField.set(path, Element.type(element)
                        .with(wished.stream()
                                .map(text -> Element.type("String", (String) text))
                                .toList())));
    }
}
