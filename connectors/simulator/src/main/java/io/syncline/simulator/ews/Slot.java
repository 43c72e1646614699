package io.syncline.simulator.ews;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place in a stored contact that holds one text.
 *
 * @param get what it holds; an empty text counts as none
 * @param put holds another; null clears it
 */
record Slot(Function<StoredContact, Optional<String>> get,
        BiConsumer<Draft, @Nullable String> put) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** A field of its own. */
    static Slot text(String field) {
        return new Slot(contact -> text(contact.contact().path(field)),
                (draft, text) -> draft.put(field, text));
    }

    /** An entry of a list of texts. */
    static Slot entry(String list, int place) {
        return new Slot(contact -> text(contact.contact().path(list).path(place)),
                (draft, text) -> draft.entry(list, place,
                        JSON.textNode(text == null ? "" : text), JSON.textNode("")));
    }

    /** A part of a postal address. */
    static Slot part(String address, String part) {
        return new Slot(contact -> text(contact.contact().path(address).path(part)),
                (draft, text) -> draft.part(address, part, text));
    }

    /** An extended property: what Graph's contact has no field for. */
    static Slot property(String id) {
        return new Slot(contact -> contact.property(id), (draft, text) -> draft.property(id, text));
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText("")).filter(text -> !text.isEmpty() && !node.isNull());
    }
}
