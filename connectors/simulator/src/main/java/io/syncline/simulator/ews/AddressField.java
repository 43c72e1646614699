package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.StoredContact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The postal addresses, each of which is updated part by part. */
record AddressField() implements ContactField {

    private static final Map<String, String> ADDRESSES = Map.of("Business", "businessAddress",
            "Home", "homeAddress", "Other", "otherAddress");
    private static final List<String> KEYS = List.of("Business", "Home", "Other");
    private static final Map<String, String> PARTS = parts();

    @Override
    public String element() {
        return "PhysicalAddresses";
    }

    @Override
    public String uri() {
        return "contacts:PhysicalAddresses";
    }

    @Override
    public boolean isKeyed() {
        return true;
    }

    @Override
    public Optional<Element> shown(StoredContact contact) {
        List<Element> entries = new ArrayList<>();
        for (String key : KEYS) {
            List<Element> parts = new ArrayList<>();
            PARTS.forEach((element, part) -> Slot.part(address(key), part)
                    .get()
                    .apply(contact)
                    .ifPresent(text -> parts.add(Element.text("t:" + element, text))));
            if (!parts.isEmpty()) {
                entries.add(Element.of("t:Entry", parts).with("Key", key));
            }
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(Element.of("t:PhysicalAddresses", entries));
    }

    @Override
    public void set(Draft draft, Element value) {
        for (Element entry : value.children()) {
            entry.children()
                    .forEach(part -> put(draft, entry.attribute("Key"), part.localName(),
                            part.text()));
        }
    }

    @Override
    public void clear(Draft draft, Element path) {
        String uri = path.attribute("FieldURI");
        put(draft, path.attribute("FieldIndex"), uri.substring(uri.lastIndexOf(':') + 1), null);
    }

    private static void put(Draft draft, String key, String element, @Nullable String text) {
        String part = PARTS.get(element);
        if (part == null) {
            throw EwsError.schema("'" + element + "' is no part of an address.");
        }
        draft.part(address(key), part, text);
    }

    private static String address(String key) {
        String address = ADDRESSES.get(key);
        if (address == null) {
            throw EwsError.schema("'" + key + "' is no key of PhysicalAddresses.");
        }
        return address;
    }

    /** Element to Graph's name, in the order of the schema. */
    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("Street", "street");
        parts.put("City", "city");
        parts.put("State", "state");
        parts.put("CountryOrRegion", "countryOrRegion");
        parts.put("PostalCode", "postalCode");
        return parts;
    }
}
