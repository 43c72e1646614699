package io.syncline.ews.soap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One element of a request or an answer, with everything below it. A tree keeps what we do not know,
 * so that it can be told of instead of vanishing.
 *
 * @param attributes by their local names, in the order in which they are written
 * @param text the text directly inside, in one piece; empty where there is none
 */
public record Element(Space space, String name, Map<String, String> attributes,
        List<Element> children, String text) {

    public Element {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /** An element of the types namespace with these children. */
    public static Element type(String name, Element... children) {
        return new Element(Space.TYPES, name, Map.of(), List.of(children), "");
    }

    /** An element of the types namespace that holds a text. */
    public static Element type(String name, String text) {
        return new Element(Space.TYPES, name, Map.of(), List.of(), text);
    }

    /** An element of the messages namespace with these children. */
    public static Element message(String name, Element... children) {
        return new Element(Space.MESSAGES, name, Map.of(), List.of(children), "");
    }

    /** An element of the messages namespace that holds a text. */
    public static Element message(String name, String text) {
        return new Element(Space.MESSAGES, name, Map.of(), List.of(), text);
    }

    /** This element with one more attribute. */
    public Element with(String attribute, String value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new Element(space, name, more, children, text);
    }

    /** This element with more children behind those that it has. */
    public Element with(List<Element> added) {
        List<Element> more = new ArrayList<>(children);
        more.addAll(added);
        return new Element(space, name, attributes, more, text);
    }

    /** The first child of that name, in whatever namespace. */
    public Optional<Element> child(String childName) {
        for (Element child : children) { // By far the most frequent question of all.
            if (child.name.equals(childName)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** The children of that name, in whatever namespace. */
    public Stream<Element> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName));
    }

    /** The text of the first child of that name, where it is not blank. */
    public Optional<String> text(String childName) {
        return child(childName).map(Element::text).filter(found -> !found.isBlank());
    }

    /** An attribute, where it is there and not blank. */
    public Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).filter(value -> !value.isBlank());
    }

    /** The first element of that name below this one, at any depth. */
    public Optional<Element> below(String descendant) {
        return children.stream()
                .flatMap(child -> Stream.concat(Stream.of(child)
                        .filter(
                                one -> one.name.equals(descendant)),
                        child.below(descendant).stream()))
                .findFirst();
    }

    /** Names it and nothing that it holds: an answer is full of personal data. */
    @Override
    public String toString() {
        return "Element[" + name + " of " + children.size() + "]";
    }
}
