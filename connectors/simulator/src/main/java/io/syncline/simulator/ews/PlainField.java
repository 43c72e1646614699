package io.syncline.simulator.ews;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A field that is updated as a whole.
 *
 * @param show the element, where there is something to show
 * @param take takes an element into a draft, or null to empty it
 */
record PlainField(String element, String uri, Function<StoredContact, Optional<Element>> show,
        BiConsumer<Draft, @Nullable Element> take) implements ContactField {

    /** One text. */
    static PlainField text(String element, String uri, Slot slot) {
        return checked(element, uri, slot, UnaryOperator.identity());
    }

    /** One text, of which the mailbox may refuse or change some. */
    static PlainField checked(String element, String uri, Slot slot, UnaryOperator<String> check) {
        return new PlainField(element, uri,
                contact -> slot.get()
                        .apply(contact)
                        .map(text -> Element.text("t:" + element, text)),
                (draft, value) -> slot.put()
                        .accept(draft, value == null ? null : check.apply(value.text())));
    }

    /** A choice that the mailbox keeps as a number. */
    static PlainField numbered(String element, String uri, String property,
            Map<String, String> numbers) {
        Slot slot = Slot.property(property);
        return new PlainField(element, uri,
                contact -> slot.get()
                        .apply(contact)
                        .flatMap(number -> name(numbers, number))
                        .map(name -> Element.text("t:" + element, name)),
                (draft, value) -> slot.put()
                        .accept(draft, value == null ? null : number(numbers, value)));
    }

    /** A list of texts without keys. */
    static PlainField texts(String element, String uri, String list) {
        return new PlainField(element, uri, contact -> Optional.of(contact.contact().path(list))
                .filter(entries -> !entries.isEmpty())
                .map(entries -> Element.of("t:" + element, entries.valueStream()
                        .map(entry -> Element.text("t:String", entry.asText()))
                        .toList())),
                (draft, value) -> {
                    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
                    if (value != null) {
                        value.children().forEach(entry -> entries.add(entry.text()));
                    }
                    draft.list(list, entries);
                });
    }

    /** A field that the service works out. */
    static PlainField derived(String element, String uri,
            Function<StoredContact, Optional<Element>> show) {
        return new PlainField(element, uri, show, (draft, value) -> {
            throw new EwsError("ErrorInvalidPropertySet",
                    "Set action is invalid for property " + uri + ".");
        });
    }

    @Override
    public Optional<Element> shown(StoredContact contact) {
        return show.apply(contact);
    }

    @Override
    public void set(Draft draft, Element value) {
        take.accept(draft, value);
    }

    @Override
    public void clear(Draft draft, Element path) {
        take.accept(draft, null);
    }

    private static Optional<String> name(Map<String, String> numbers, String number) {
        return numbers.entrySet()
                .stream()
                .filter(entry -> entry.getValue().equals(number))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String number(Map<String, String> numbers, Element value) {
        String number = numbers.get(value.text());
        if (number == null) {
            throw EwsError.schema("'" + value.text() + "' is no " + value.localName() + ".");
        }
        return number;
    }
}
