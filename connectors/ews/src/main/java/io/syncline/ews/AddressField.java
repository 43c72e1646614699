package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.PhoneNumbers;
import io.syncline.schemas.contact.PostalAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A postal address under a key, read as a whole and written part by part: a part that is not named
 * would stay.
 */
record AddressField(String name, String key) implements ContactField {

    private static final Dictionary ADDRESSES = new Dictionary("PhysicalAddresses",
            "contacts:PhysicalAddress");
    private static final PostalAddress NOWHERE = PostalAddress.newBuilder().build();
    /** In the order of the schema. */
    private static final List<Map.Entry<String, Function<PostalAddress, Optional<String>>>> PARTS = List
            .of(Map.entry("Street", PostalAddress::getStreet),
                    Map.entry("City", PostalAddress::getCity),
                    Map.entry("State", PostalAddress::getState),
                    Map.entry("CountryOrRegion", PostalAddress::getCountryOrRegion),
                    Map.entry("PostalCode", PostalAddress::getPostalCode));

    @Override
    public int entriesMax() {
        return 1;
    }

    @Override
    public List<FieldPath> paths() {
        return List.of(ADDRESSES.path());
    }

    @Override
    public @Nullable PostalAddress read(Element contact, PhoneNumbers phones) {
        return ADDRESSES.entry(contact, key)
                .map(entry -> new PostalAddress(entry.text("Street").orElse(null),
                        entry.text("City").orElse(null), entry.text("State").orElse(null),
                        entry.text("CountryOrRegion").orElse(null),
                        entry.text("PostalCode").orElse(null)))
                .filter(address -> !address.equals(NOWHERE))
                .orElse(null);
    }

    @Override
    public List<Update> updates(@Nullable Object value) {
        PostalAddress wished = value == null ? NOWHERE : (PostalAddress) value;
        return PARTS.stream()
                .map(part -> update(part.getKey(), part.getValue().apply(wished)))
                .toList();
    }

    /** The keys under which an answer shows addresses. */
    static List<String> keys(Element contact) {
        return ADDRESSES.keys(contact);
    }

    private Update update(String part, Optional<String> text) {
        String uri = "contacts:PhysicalAddress:" + part;
        return text.filter(found -> !found.isBlank())
                .map(found -> ADDRESSES.set(uri, key,
                        Element.type("Entry", Element.type(part, found)).with("Key", key)))
                .orElseGet(() -> new Update.Clear(new FieldPath.Entry(uri, key)));
    }
}
