package io.syncline.ews;

import io.syncline.ews.soap.Element;
import io.syncline.ews.soap.UpdateItem.Update;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts what updates would set into one new contact, in the order of the schema: in any other the
 * service refuses the whole request (facts/ews.md 4).
 */
final class NewContact {

    private static final String EXTENDED = "ExtendedProperty";
    private static final List<String> ORDER = List.of("Sensitivity", "Body", "Categories", EXTENDED,
            "FileAs", "DisplayName", "GivenName", "Initials", "MiddleName", "Nickname",
            "CompanyName", "EmailAddresses", "PhysicalAddresses", "PhoneNumbers", "AssistantName",
            "Birthday", "BusinessHomePage", "Children", "Companies", "Department", "Generation",
            "ImAddresses", "JobTitle", "Manager", "Mileage", "OfficeLocation",
            "PostalAddressIndex", "Profession", "SpouseName", "Surname", "WeddingAnniversary");
    private static final List<String> ADDRESS_ORDER = List.of("Street", "City", "State",
            "CountryOrRegion", "PostalCode");

    private NewContact() {}

    /** What is cleared needs no word: nothing is set yet. */
    static Element of(List<Update> updates) {
        List<Element> extended = new ArrayList<>();
        Map<String, Element> properties = new LinkedHashMap<>();
        for (Update update : updates) {
            if (update instanceof Update.Set(var path, Element contact)) {
                Element property = contact.children().getFirst();
                if (property.name().equals(EXTENDED)) {
                    extended.add(property);
                } else {
                    properties.merge(property.name(), property, NewContact::united);
                }
            }
        }
        List<Element> all = new ArrayList<>(properties.values());
        all.addAll(extended);
        all.sort(Comparator.comparingInt(property -> place(ORDER, property)));
        return Element.type("Contact").with(all);
    }

    /** A dictionary with the entries of both; what they say of one key comes into one entry. */
    private static Element united(Element one, Element other) {
        Map<String, Element> entries = new LinkedHashMap<>();
        for (Element entry : one.with(other.children()).children()) {
            entries.merge(entry.attributes().getOrDefault("Key", ""), entry,
                    (first, second) -> sorted(first.with(second.children())));
        }
        return Element.type(one.name()).with(List.copyOf(entries.values()));
    }

    private static Element sorted(Element address) {
        List<Element> parts = new ArrayList<>(address.children());
        parts.sort(Comparator.comparingInt(part -> place(ADDRESS_ORDER, part)));
        return Element.type(address.name())
                .with("Key", address.attributes().getOrDefault("Key", ""))
                .with(parts);
    }

    private static int place(List<String> order, Element element) {
        int place = order.indexOf(element.name());
        if (place < 0) {
            throw new IllegalStateException(element.name() + " has no place in a contact");
        }
        return place;
    }
}
