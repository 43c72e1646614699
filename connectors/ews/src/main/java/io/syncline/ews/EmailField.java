package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.FieldPath;
import io.syncline.ews.soap.UpdateItem.Update;
import io.syncline.port.PhoneNumbers;
import io.syncline.schemas.contact.EmailAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The e-mail addresses, under three keys in order. One that was picked from the address list may be
 * the directory's own name of a person instead; then nothing is said of any of them, since leaving
 * one out would say that it was deleted, and none is written, since that would take the name's place.
 */
record EmailField() implements ContactField {

    static final List<String> KEYS = List.of("EmailAddress1", "EmailAddress2", "EmailAddress3");
    static final String NAME = "emailAddresses";
    static final String ENTRY_URI = "contacts:EmailAddress";

    /** How the directory's own names begin. */
    private static final String DIRECTORY = "/o=";
    private static final Dictionary ADDRESSES = new Dictionary("EmailAddresses", ENTRY_URI);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int entriesMax() {
        return KEYS.size();
    }

    @Override
    public List<FieldPath> paths() {
        return List.of(ADDRESSES.path());
    }

    @Override
    public boolean isReadable(Element contact) {
        return entries(contact).noneMatch(
                entry -> entry.attribute("RoutingType").filter("EX"::equalsIgnoreCase).isPresent()
                        || entry.text().regionMatches(true, 0, DIRECTORY, 0, DIRECTORY.length()));
    }

    @Override
    public List<EmailAddress> read(Element contact, PhoneNumbers phones) {
        return entries(contact)
                .map(entry -> new EmailAddress(entry.text(),
                        entry.attribute("Name").orElse(null)))
                .toList();
    }

    @Override
    public List<Update> updates(@Nullable Object value) {
        List<?> wished = (List<?>) Objects.requireNonNull(value);
        return IntStream.range(0, KEYS.size())
                .mapToObj(i -> i < wished.size()
                        ? set(KEYS.get(i), (EmailAddress) wished.get(i))
                        : ADDRESSES.update(KEYS.get(i), null))
                .toList();
    }

    /** The keys under which an answer shows addresses. */
    static List<String> keys(Element contact) {
        return ADDRESSES.keys(contact);
    }

    private static Stream<Element> entries(Element contact) {
        return KEYS.stream()
                .flatMap(key -> ADDRESSES.entry(contact, key).stream())
                .filter(entry -> !entry.text().isBlank());
    }

    private static Update set(String key, EmailAddress email) {
        Element entry = Element.type("Entry", email.getAddress()).with("Key", key);
        return ADDRESSES.set(ENTRY_URI, key, email.getName()
                .map(shown -> entry.with("Name", shown))
                .orElse(entry));
    }
}
