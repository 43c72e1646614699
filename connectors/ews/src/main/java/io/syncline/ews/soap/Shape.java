package io.syncline.ews.soap;

import java.util.List;

/**
 * What to show of items or folders besides their ids. Everything is named: a shape of the service's
 * own would bring what we do not know.
 *
 * @param textBody whether the body, if it is named, comes as plain text
 */
public record Shape(List<FieldPath> fields, boolean textBody) {

    /** Ids and versions only. */
    public static final Shape IDS = new Shape(List.of(), false);

    public Shape {
        fields = List.copyOf(fields);
    }

    Element element(String name) {
        Element shape = Element.message(name, Element.type("BaseShape", "IdOnly"));
        if (textBody) {
            shape = shape.with(List.of(Element.type("BodyType", "Text")));
        }
        return fields.isEmpty()
                ? shape
                : shape.with(List.of(Element.type("AdditionalProperties")
                        .with(fields.stream().map(FieldPath::element).toList())));
    }
}
