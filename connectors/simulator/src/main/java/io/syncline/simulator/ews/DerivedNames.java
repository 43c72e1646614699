package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.StoredContact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names that are shown and cannot be set. */
final class DerivedNames {

    static final PlainField COMPLETE_NAME = PlainField.derived("CompleteName",
            "contacts:CompleteName", DerivedNames::completeName);

    private static final Map<String, String> PARTS = parts();

    private DerivedNames() {}

    static PlainField phonetic(String element, String field) {
        return PlainField.derived(element, "contacts:" + element, contact -> Slot.text(field)
                .get()
                .apply(contact)
                .map(text -> Element.text("t:" + element, text)));
    }

    private static Optional<Element> completeName(StoredContact contact) {
        List<Element> parts = new ArrayList<>();
        PARTS.forEach((element, field) -> Slot.text(field)
                .get()
                .apply(contact)
                .ifPresent(text -> parts.add(Element.text("t:" + element, text))));
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(Element.of("t:CompleteName", parts));
    }

    /** Element to field, in the order of the schema. */
    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("Title", "title");
        parts.put("FirstName", "givenName");
        parts.put("MiddleName", "middleName");
        parts.put("LastName", "surname");
        parts.put("Suffix", "generation");
        parts.put("Initials", "initials");
        parts.put("FullName", "displayName");
        parts.put("Nickname", "nickName");
        parts.put("YomiFirstName", "yomiGivenName");
        parts.put("YomiLastName", "yomiSurname");
        return parts;
    }
}
