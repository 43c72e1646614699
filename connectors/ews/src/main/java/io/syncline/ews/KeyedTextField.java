package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.PhoneNumbers;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A list of texts under keys of a dictionary, in order. */
record KeyedTextField(String name, Dictionary dictionary, List<String> keys)
        implements
            ContactField {

    @Override
    public int entriesMax() {
        return keys.size();
    }

    @Override
    public List<FieldPath> paths() {
        return List.of(dictionary.path());
    }

    @Override
    public List<String> read(Element contact, PhoneNumbers phones) {
        return keys.stream().flatMap(key -> dictionary.text(contact, key).stream()).toList();
    }

    @Override
    public List<Update> updates(@Nullable Object value) {
        List<?> wished = (List<?>) Objects.requireNonNull(value);
        return IntStream.range(0, keys.size())
                .mapToObj(i -> dictionary.update(keys.get(i),
                        i < wished.size() ? (String) wished.get(i) : null))
                .toList();
    }
}
