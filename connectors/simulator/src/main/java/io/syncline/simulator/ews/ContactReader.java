package io.syncline.simulator.ews;

import java.util.List;

/** Reads a {@code t:Contact} of a request into a draft. */
final class ContactReader {

    private ContactReader() {}

    /** @throws EwsError as a schema violation, where an element is none of a contact's or out of order */
    static void check(Element contact) {
        if (!contact.name().equals("t:Contact")) {
            throw new EwsError("ErrorInvalidRequest",
                    "Only contacts are simulated, not '" + contact.name() + "'.");
        }
        int last = -1;
        for (Element child : contact.children()) {
            int place = ContactFields.place(child.localName())
                    .orElseThrow(() -> invalid(child));
            boolean mayRepeat = child.localName().equals(ContactFields.EXTENDED_PROPERTY);
            if (!child.name().startsWith("t:") || place < last || place == last && !mayRepeat) {
                throw invalid(child);
            }
            last = place;
        }
    }

    /** Takes everything that a checked contact holds. */
    static void take(Draft draft, Element contact) {
        for (Element child : contact.children()) {
            if (child.localName().equals(ContactFields.EXTENDED_PROPERTY)) {
                property(draft, child);
            } else {
                ContactFields.ofElement(child.localName())
                        .orElseThrow(() -> invalid(child))
                        .set(draft, child);
            }
        }
        contact.child("t:FileAsMapping")
                .ifPresent(mapping -> FileAsMapping.apply(draft, mapping.text()));
    }

    private static void property(Draft draft, Element property) {
        String id = ExtendedId.of(property.required("t:ExtendedFieldURI"));
        List<Element> values = property.childrenOf("t:Values");
        String value = values.isEmpty()
                ? property.required("t:Value").text()
                : String.join("\n", values.stream().map(Element::text).toList());
        ExtendedId.slot(id).put().accept(draft, value);
    }

    private static EwsError invalid(Element child) {
        return EwsError.schema("the element '" + child.localName()
                + "' is invalid or stands in the wrong place in 'Contact'.");
    }
}
