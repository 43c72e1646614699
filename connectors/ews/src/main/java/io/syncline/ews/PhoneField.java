package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.PhoneNumbers;
import io.syncline.schemas.contact.Phone;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Phones under keys of one dictionary.
 *
 * @param keys under which they are kept, in order
 * @param isList whether our field is a list of phones; else one phone, under the one key
 */
record PhoneField(String name, List<String> keys, boolean isList) implements ContactField {

    private static final Dictionary NUMBERS = new Dictionary("PhoneNumbers",
            "contacts:PhoneNumber");

    @Override
    public int entriesMax() {
        return keys.size();
    }

    @Override
    public List<FieldPath> paths() {
        return List.of(NUMBERS.path());
    }

    @Override
    public @Nullable Object read(Element contact, PhoneNumbers phones) {
        List<Phone> found = keys.stream()
                .flatMap(key -> NUMBERS.text(contact, key).stream())
                .map(phones::phone)
                .toList();
        return isList ? found : found.stream().findFirst().orElse(null);
    }

    @Override
    public List<Update> updates(@Nullable Object value) {
        List<?> wished = value instanceof List<?> list
                ? list
                : Optional.ofNullable(value)
                        .stream()
                        .toList();
        return IntStream.range(0, keys.size())
                .mapToObj(i -> NUMBERS.update(keys.get(i),
                        i < wished.size() ? ((Phone) wished.get(i)).getNumber() : null))
                .toList();
    }

    /** The keys under which an answer shows phones. */
    static List<String> keys(Element contact) {
        return NUMBERS.keys(contact);
    }
}
