package io.syncline.simulator.ews;

import java.util.Map;
import java.util.TreeMap;

/** Writes elements as a document. Characters that XML 1.0 cannot hold are left out. */
final class ElementWriter {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";

    private final StringBuilder out = new StringBuilder(DECLARATION);

    private ElementWriter() {}

    static String write(Element root) {
        ElementWriter writer = new ElementWriter();
        writer.element(root, new TreeMap<>(Namespaces.BY_PREFIX));
        return writer.out.toString();
    }

    private void element(Element element, Map<String, String> declared) {
        out.append('<').append(element.name());
        declared.forEach((prefix, namespace) -> attribute("xmlns:" + prefix, namespace));
        element.attributes().forEach(this::attribute);
        if (element.children().isEmpty() && element.text().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        escaped(element.text());
        element.children().forEach(child -> element(child, Map.of()));
        out.append("</").append(element.name()).append('>');
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escaped(value);
        out.append('"');
    }

    private void escaped(String text) {
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                // A reader would turn them into something else.
                case '\r' -> out.append("&#xD;");
                case '\n' -> out.append("&#xA;");
                case '\t' -> out.append("&#x9;");
                default -> plain(character);
            }
        });
    }

    private void plain(int character) {
        boolean isHeld = character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD || character >= 0x10000;
        if (isHeld) {
            out.appendCodePoint(character);
        }
    }
}
