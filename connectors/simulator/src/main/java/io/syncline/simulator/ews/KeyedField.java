package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.StoredContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field of entries with keys, each of which is updated by itself: phones and IM addresses.
 *
 * @param slots by key, in the order in which they are shown
 */
record KeyedField(String element, String uri, Map<String, Slot> slots) implements ContactField {

    @Override
    public boolean isKeyed() {
        return true;
    }

    @Override
    public Optional<Element> shown(StoredContact contact) {
        List<Element> entries = new ArrayList<>();
        slots.forEach((key, slot) -> slot.get()
                .apply(contact)
                .ifPresent(text -> entries.add(Element.text("t:Entry", text).with("Key", key))));
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(Element.of("t:" + element, entries));
    }

    @Override
    public void set(Draft draft, Element value) {
        value.children()
                .forEach(entry -> slot(entry.attribute("Key")).put().accept(draft, entry.text()));
    }

    @Override
    public void clear(Draft draft, Element path) {
        slot(path.attribute("FieldIndex")).put().accept(draft, null);
    }

    private Slot slot(String key) {
        Slot slot = slots.get(key);
        if (slot == null) {
            throw EwsError.schema("'" + key + "' is no key of " + element + ".");
        }
        return slot;
    }
}
