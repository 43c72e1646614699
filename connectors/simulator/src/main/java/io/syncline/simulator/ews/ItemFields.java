package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.StoredContact;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fields of a contact that are kept or shown in a way of their own. */
final class ItemFields {

    static final PlainField ITEM_CLASS = PlainField.derived("ItemClass", "item:ItemClass",
            contact -> Optional.of(Element.text("t:ItemClass", "IPM.Contact")));

    static final PlainField HAS_ATTACHMENTS = PlainField.derived("HasAttachments",
            "item:HasAttachments",
            contact -> Optional.of(Element.text("t:HasAttachments", "false")));

    static final PlainField HAS_PICTURE = PlainField.derived("HasPicture", "contacts:HasPicture",
            contact -> Optional.of(Element.text("t:HasPicture", "false")));

    /** The notes. A client may send HTML, of which the words are kept. */
    static final PlainField BODY = new PlainField("Body", "item:Body",
            contact -> Optional.of(Element.text("t:Body", notes(contact)).with("BodyType", "Text")),
            (draft, value) -> draft.put("personalNotes", value == null ? null : words(value)));

    /**
     * Private is the mark that Graph sees as well; the other degrees are kept beside it. A contact
     * whose mark was taken away through Graph is not private any more, whatever else was kept.
     */
    static final PlainField SENSITIVITY = new PlainField("Sensitivity", "item:Sensitivity",
            contact -> Optional.of(Element.text("t:Sensitivity", sensitivity(contact))),
            (draft, value) -> {
                String wished = value == null ? "Normal" : value.text();
                draft.property(StoredContact.PRIVATE,
                        Boolean.toString(wished.equals("Private")));
                draft.property(ItemFields.DEGREE, degree(wished));
            });

    static final PlainField COMPANIES = new PlainField("Companies", "contacts:Companies",
            contact -> contact.property(ItemFields.COMPANY_LIST)
                    .map(all -> Element.of("t:Companies", Arrays.stream(all.split("\n"))
                            .map(company -> Element.text("t:String", company))
                            .toList())),
            (draft, value) -> draft.property(ItemFields.COMPANY_LIST, value == null
                    ? null
                    : value.children()
                            .stream()
                            .map(Element::text)
                            .collect(Collectors.joining("\n"))));

    private static final String DEGREE = ExtendedId.tag(0x36, "Integer");
    private static final String COMPANY_LIST = ExtendedId.common(0x8539, "StringArray");
    private static final Map<String, String> DEGREES = Map.of("Normal", "0", "Personal", "1",
            "Private", "2", "Confidential", "3");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private ItemFields() {}

    /** A time that the service sets. */
    static PlainField time(String element, String field) {
        return PlainField.derived(element, "item:" + element, contact -> Optional
                .of(Element.text("t:" + element, contact.contact().path(field).asText())));
    }

    private static String notes(StoredContact contact) {
        return Slot.text("personalNotes").get().apply(contact).orElse("");
    }

    private static String words(Element body) {
        boolean isHtml = body.attribute("BodyType").toUpperCase(Locale.ROOT).equals("HTML");
        return isHtml
                ? TAG.matcher(body.text())
                        .replaceAll("")
                        .replace("&lt;", "<")
                        .replace("&amp;", "&")
                        .strip()
                : body.text();
    }

    private static String sensitivity(StoredContact contact) {
        boolean isPrivate = contact.property(StoredContact.PRIVATE)
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        String degree = contact.property(DEGREE).orElse("0");
        return isPrivate
                ? "Private"
                : Map.of("1", "Personal", "3", "Confidential").getOrDefault(degree, "Normal");
    }

    private static String degree(String sensitivity) {
        String degree = DEGREES.get(sensitivity);
        if (degree == null) {
            throw EwsError.schema("'" + sensitivity + "' is no sensitivity.");
        }
        return degree;
    }
}
