package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.UpdateItem.Update;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An element of a contact that holds texts under keys. It is asked for as a whole, so that keys that
 * we do not know are seen, and updated one key at a time.
 *
 * @param element also names the whole of it, after {@code contacts:}
 * @param entryUri names one entry, together with its key
 */
record Dictionary(String element, String entryUri) {

    FieldPath path() {
        return new FieldPath.Named("contacts:" + element);
    }

    Optional<Element> entry(Element contact, String key) {
        return contact.child(element)
                .stream()
                .flatMap(entries -> entries.all("Entry"))
                .filter(entry -> key.equals(entry.attributes().get("Key")))
                .findFirst();
    }

    Optional<String> text(Element contact, String key) {
        return entry(contact, key).map(Element::text).filter(text -> !text.isBlank());
    }

    /** The keys of the entries that hold anything. */
    List<String> keys(Element contact) {
        return contact.child(element)
                .stream()
                .flatMap(entries -> entries.all("Entry"))
                .filter(entry -> !entry.text().isBlank() || !entry.children().isEmpty())
                .flatMap(entry -> entry.attribute("Key").stream())
                .toList();
    }

    Update update(String key, @Nullable String text) {
        return text == null
                ? new Update.Clear(new FieldPath.Entry(entryUri, key))
                : set(entryUri, key, Element.type("Entry", text).with("Key", key));
    }

    /** @param uri of what of the entry is set */
    Update set(String uri, String key, Element entry) {
        return ContactField.set(new FieldPath.Entry(uri, key), Element.type(element, entry));
    }
}
