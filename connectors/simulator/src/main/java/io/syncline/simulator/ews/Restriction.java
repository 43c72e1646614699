package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.Mutation;
import io.syncline.simulator.mailbox.StoredContact;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a FindItem looks for. Texts are compared without regard to case, as the store does; times as
 * texts, since they are all written alike.
 *
 * @param expression such as {@code t:IsEqualTo}
 * @param ids how items are named
 * @param mutants what is wrong on purpose
 */
record Restriction(Element expression, ItemIds ids, Mutants mutants) {

    private static final String ADDRESS = "contacts:PhysicalAddress:";

    boolean matches(StoredContact contact) {
        return matches(contact, expression);
    }

    private boolean matches(StoredContact contact, Element part) {
        return switch (part.name()) {
            case "t:And" -> part.children().stream().allMatch(each -> matches(contact, each));
            case "t:Or" -> part.children().stream().anyMatch(each -> matches(contact, each));
            case "t:Not" -> !matches(contact, part.only());
            case "t:Exists" -> !values(contact, part.only()).isEmpty();
            case "t:Contains" -> values(contact, part.only()).stream()
                    .anyMatch(value -> contains(value, part));
            case "t:IsEqualTo" -> values(contact, part.only()).stream()
                    .anyMatch(value -> value.equalsIgnoreCase(operand(contact, part)));
            case "t:IsNotEqualTo" -> values(contact, part.only()).stream()
                    .noneMatch(value -> value.equalsIgnoreCase(operand(contact, part)));
            case "t:IsGreaterThan" -> compared(contact, part).anyMatch(order -> order > 0);
            case "t:IsGreaterThanOrEqualTo" ->
                compared(contact, part).anyMatch(order -> order >= 0);
            case "t:IsLessThan" -> compared(contact, part).anyMatch(order -> order < 0);
            case "t:IsLessThanOrEqualTo" -> compared(contact, part).anyMatch(order -> order <= 0);
            default -> throw new EwsError("ErrorInvalidRestriction",
                    "The restriction is not simulated: " + part.name());
        };
    }

    private Stream<Integer> compared(StoredContact contact, Element part) {
        return values(contact, part.only()).stream()
                .map(value -> value.compareTo(operand(contact, part)));
    }

    private String operand(StoredContact contact, Element part) {
        Element operand = part.required("t:FieldURIOrConstant").only();
        return operand.name().equals("t:Constant")
                ? operand.attribute("Value")
                : values(contact, operand).stream().findFirst().orElse("");
    }

    /** Everything that a path leads to: several texts where the field is a list. */
    private List<String> values(StoredContact contact, Element path) {
        return switch (path.name()) {
            case "t:ExtendedFieldURI" ->
                ExtendedId.shown(contact, ExtendedId.of(path), mutants).stream().toList();
            case "t:FieldURI", "t:IndexedFieldURI" -> fieldValues(contact, path);
            default -> throw EwsError.schema("'" + path.name() + "' is no path.");
        };
    }

    private List<String> fieldValues(StoredContact contact, Element path) {
        if (path.attribute("FieldURI").equals("item:ItemId")) {
            return List.of(ids.of(contact));
        }
        ContactField field = ContactFields.ofPath(path)
                .orElseThrow(() -> new EwsError("ErrorInvalidPropertyRequest",
                        "The property is not known: " + path.attribute("FieldURI")));
        if (field.equals(ItemFields.SENSITIVITY) && mutants.has(Mutation.HIDES_PRIVATE_MARKS)) {
            return List.of();
        }
        String key = path.attribute("FieldIndex");
        String uri = path.attribute("FieldURI");
        return field.shown(contact)
                .stream()
                .flatMap(shown -> key.isEmpty()
                        ? Stream.of(shown)
                        : shown.children()
                                .stream()
                                .filter(entry -> entry.attribute("Key").equals(key)))
                .flatMap(Restriction::leaves)
                .filter(leaf -> !uri.startsWith(ADDRESS) || uri.endsWith(leaf.localName()))
                .map(Element::text)
                .toList();
    }

    private static Stream<Element> leaves(Element element) {
        return element.children().isEmpty()
                ? Stream.of(element)
                : element.children().stream().flatMap(Restriction::leaves);
    }

    private static boolean contains(String value, Element part) {
        boolean isExact = part.attribute("ContainmentComparison").equals("Exact");
        String constant = part.required("t:Constant").attribute("Value");
        String in = isExact ? value : value.toLowerCase(Locale.ROOT);
        String what = isExact ? constant : constant.toLowerCase(Locale.ROOT);
        return switch (part.attribute("ContainmentMode")) {
            case "FullString" -> in.equals(what);
            case "Prefixed" -> in.startsWith(what);
            default -> in.contains(what);
        };
    }
}
