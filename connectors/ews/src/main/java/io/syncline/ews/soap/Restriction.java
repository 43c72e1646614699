package io.syncline.ews.soap;

import java.time.Instant;
import java.util.List;

/** Which items a search finds. */
public sealed interface Restriction {

    /** What stands in the request; nothing where nothing is left out. */
    List<Element> elements();

    /** Every item. */
    record None() implements Restriction {
        @Override
        public List<Element> elements() {
            return List.of();
        }
    }

    /** Items whose property has that value. */
    record Equal(FieldPath field, String value) implements Restriction {
        @Override
        public List<Element> elements() {
            return List.of(Element.message("Restriction", expression()));
        }

        private Element expression() {
            return Element.type("IsEqualTo", field.element(), Element.type("FieldURIOrConstant",
                    Element.type("Constant").with("Value", value)));
        }
    }

    /**
     * Items whose property is a time from that moment on and before the other. The service keeps parts
     * of a second that it does not show, so that an equal time finds nothing.
     */
    record Between(FieldPath field, Instant from, Instant until) implements Restriction {
        @Override
        public List<Element> elements() {
            return List.of(Element.message("Restriction", Element.type("And",
                    compared("IsGreaterThanOrEqualTo", from), compared("IsLessThan", until))));
        }

        private Element compared(String comparison, Instant time) {
            return Element.type(comparison, field.element(), Element.type("FieldURIOrConstant",
                    Element.type("Constant").with("Value", time.toString())));
        }
    }

    /** Items for which one of these holds. */
    record Any(List<Equal> choices) implements Restriction {
        public Any {
            choices = List.copyOf(choices);
            if (choices.isEmpty()) {
                throw new IllegalArgumentException("A restriction to nothing finds nothing");
            }
        }

        @Override
        public List<Element> elements() {
            return choices.size() == 1
                    ? choices.getFirst().elements()
                    : List.of(Element.message("Restriction", Element.type("Or")
                            .with(choices.stream().map(Equal::expression).toList())));
        }
    }
}
