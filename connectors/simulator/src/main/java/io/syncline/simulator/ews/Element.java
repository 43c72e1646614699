package io.syncline.simulator.ews;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One XML element, read or to be written. Its name carries one of the prefixes of {@link Namespaces},
 * whatever prefix the document itself uses.
 *
 * @param name such as {@code t:ItemId}
 * @param attributes in the order of the document
 * @param children its elements; text between them is dropped
 * @param text its text, where it has no children
 */
public record Element(String name, Map<String, String> attributes, List<Element> children,
        String text) {

    public Element {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    static Element of(String name, Element... children) {
        return new Element(name, Map.of(), List.of(children), "");
    }

    static Element of(String name, List<Element> children) {
        return new Element(name, Map.of(), children, "");
    }

    static Element text(String name, String text) {
        return new Element(name, Map.of(), List.of(), text);
    }

    /** The same with one attribute more. */
    Element with(String attribute, String value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new Element(name, more, children, text);
    }

    /** The same with children behind those it has. */
    Element and(List<Element> more) {
        List<Element> all = new ArrayList<>(children);
        all.addAll(more);
        return new Element(name, attributes, all, text);
    }

    Optional<Element> child(String wanted) {
        return children.stream().filter(child -> child.name().equals(wanted)).findFirst();
    }

    /** The children of a child, none where it is absent. */
    List<Element> childrenOf(String wanted) {
        return child(wanted).map(Element::children).orElse(List.of());
    }

    /** The text of a child, empty where it is absent. */
    String textOf(String wanted) {
        return child(wanted).map(Element::text).orElse("");
    }

    /** @throws EwsError as a schema violation, where there is no such child */
    Element required(String wanted) {
        return child(wanted).orElseThrow(
                () -> EwsError.schema("'" + name + "' has no '" + wanted + "'."));
    }

    /** @throws EwsError as a schema violation, where there is no child at all */
    Element only() {
        return children.stream()
                .findFirst()
                .orElseThrow(() -> EwsError.schema("'" + name + "' is empty."));
    }

    /** An attribute's value, empty where it is absent. */
    String attribute(String wanted) {
        return attributes.getOrDefault(wanted, "");
    }

    /** The name without its prefix. */
    public String localName() {
        return name.substring(name.indexOf(':') + 1);
    }
}
