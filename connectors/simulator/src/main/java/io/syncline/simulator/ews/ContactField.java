package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.StoredContact;
import java.util.Optional;

/** A field of a contact as EWS knows it, and where the stored contact holds it. */
interface ContactField {

    /** The element's name without its prefix; see {@link ContactFields} for the order. */
    String element();

    /** The name of the whole field in shapes and restrictions. */
    String uri();

    /** The element, where the contact holds something in it. */
    Optional<Element> shown(StoredContact contact);

    /**
     * Takes an element into a draft. An element with keyed entries changes those alone.
     *
     * @throws EwsError where the field or the value is refused
     */
    void set(Draft draft, Element value);

    /** Whether its entries are named one by one in an update. */
    default boolean isKeyed() {
        return false;
    }

    /**
     * Empties the field, or one entry of it.
     *
     * @param path the {@code t:FieldURI} or {@code t:IndexedFieldURI}
     */
    void clear(Draft draft, Element path);
}
