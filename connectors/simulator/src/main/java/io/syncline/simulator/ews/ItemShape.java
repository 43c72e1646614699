package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.Mutation;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a request wants to see of items, and how they are shown.
 *
 * @param fields the names of the whole fields
 * @param properties the extended properties
 * @param isHtml whether bodies are wanted as HTML
 */
record ItemShape(Set<String> fields, List<Element> properties, boolean isHtml) {

    private static final String BODY = "item:Body";
    private static final String PARENT = "item:ParentFolderId";
    private static final Set<String> DEFAULT = Set.of("contacts:FileAs", "contacts:DisplayName",
            "contacts:CompanyName", "contacts:EmailAddresses", "contacts:PhysicalAddresses",
            "contacts:PhoneNumbers", "contacts:ImAddresses", "contacts:JobTitle",
            "contacts:CompleteName");

    ItemShape {
        fields = Set.copyOf(fields);
        properties = List.copyOf(properties);
    }

    static ItemShape of(Element shape) {
        Set<String> fields = new HashSet<>(switch (shape.textOf("t:BaseShape")) {
            case "IdOnly" -> Set.<String>of();
            case "Default" -> DEFAULT;
            case "AllProperties" -> Stream
                    .concat(ContactFields.all().map(ContactField::uri), Stream.of(PARENT))
                    .collect(Collectors.toSet());
            default -> throw EwsError.schema("the base shape is none.");
        });
        List<Element> properties = new ArrayList<>();
        for (Element path : shape.childrenOf("t:AdditionalProperties")) {
            switch (path.name()) {
                case "t:FieldURI" -> fields.add(path.attribute("FieldURI"));
                // The service shows more than the one entry that was asked for.
                case "t:IndexedFieldURI" -> ContactFields.ofPath(path)
                        .ifPresent(field -> fields.add(field.uri()));
                case "t:ExtendedFieldURI" -> {
                    ExtendedId.of(path);
                    properties.add(path);
                }
                default -> throw EwsError.schema("'" + path.name() + "' is no path.");
            }
        }
        return new ItemShape(fields, properties, shape.textOf("t:BodyType").equals("HTML"));
    }

    /** The shape of a request about many items, which may not show bodies (facts/ews.md 2.1). */
    static ItemShape ofMany(Element shape) {
        ItemShape wanted = of(shape);
        boolean isNamed = shape.childrenOf("t:AdditionalProperties")
                .stream()
                .anyMatch(path -> path.attribute("FieldURI").equals(BODY));
        if (isNamed) {
            throw new EwsError("ErrorInvalidPropertyForOperation",
                    "The property can not be requested with this operation: " + BODY);
        }
        Set<String> fields = new HashSet<>(wanted.fields());
        fields.remove(BODY);
        return new ItemShape(fields, wanted.properties(), wanted.isHtml());
    }

    Element shown(StoredContact contact, ItemIds ids, Mutants mutants) {
        List<Element> parts = new ArrayList<>();
        parts.add(id(contact, ids));
        if (fields.contains(PARENT)) {
            parts.add(Element.of("t:ParentFolderId")
                    .with("Id", ItemIds.ofFolder(contact.folder())));
        }
        show(ContactFields.HEAD, contact, mutants, parts);
        if (!mutants.has(Mutation.FORGETS_STAMPS)) {
            properties.forEach(uri -> ExtendedId.shown(contact, ExtendedId.of(uri), mutants)
                    .ifPresent(value -> parts.add(property(uri, value))));
        }
        show(ContactFields.TAIL, contact, mutants, parts);
        return Element.of("t:Contact", parts);
    }

    static Element id(StoredContact contact, ItemIds ids) {
        return Element.of("t:ItemId")
                .with("Id", ids.of(contact))
                .with("ChangeKey", contact.changeKey());
    }

    private void show(List<ContactField> some, StoredContact contact, Mutants mutants,
            List<Element> parts) {
        some.stream()
                .filter(field -> fields.contains(field.uri()))
                .filter(field -> !(field.uri().equals(BODY)
                        && mutants.has(EwsMutation.HIDES_BODIES)))
                .filter(field -> !(field.equals(ItemFields.SENSITIVITY)
                        && mutants.has(Mutation.HIDES_PRIVATE_MARKS)))
                .forEach(field -> field.shown(contact)
                        .ifPresent(element -> parts.add(isHtml && field.uri().equals(BODY)
                                ? html(element)
                                : element)));
    }

    private static Element html(Element body) {
        String words = body.text().replace("&", "&amp;").replace("<", "&lt;");
        return Element.text("t:Body", "<html><body>" + words + "</body></html>")
                .with("BodyType", "HTML");
    }

    private static Element property(Element uri, String value) {
        Element content = uri.attribute("PropertyType").endsWith("Array")
                ? Element.of("t:Values", List.of(value.split("\n"))
                        .stream()
                        .map(one -> Element.text("t:Value", one))
                        .toList())
                : Element.text("t:Value", value);
        return Element.of("t:ExtendedProperty", uri, content);
    }
}
