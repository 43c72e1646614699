package io.syncline.ews.soap;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a tree as a document. Thread-safe. */
final class XmlWriter {

    private static final WstxOutputFactory FACTORY = new WstxOutputFactory();

    private XmlWriter() {}

    /** The document in UTF-8; every namespace is declared at its root. */
    static byte[] bytes(Element root) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(out,
                    StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            write(xml, root, true);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Cannot write " + root + " to memory", e);
        }
        return out.toByteArray();
    }

    private static void write(XMLStreamWriter xml, Element element, boolean isRoot)
            throws XMLStreamException {
        Space space = element.space();
        xml.writeStartElement(space.prefix(), element.name(), space.uri());
        if (isRoot) {
            xml.writeNamespace(Space.SOAP.prefix(), Space.SOAP.uri());
            xml.writeNamespace(Space.MESSAGES.prefix(), Space.MESSAGES.uri());
            xml.writeNamespace(Space.TYPES.prefix(), Space.TYPES.uri());
        }
        for (var attribute : element.attributes().entrySet()) {
            xml.writeAttribute(attribute.getKey(), clean(attribute.getValue()));
        }
        for (Element child : element.children()) {
            write(xml, child, false);
        }
        if (!element.text().isEmpty()) {
            xml.writeCharacters(clean(element.text()));
        }
        xml.writeEndElement();
    }

    /**
     * The text without what XML 1.0 cannot hold, not even escaped: one such character in one note
     * would have the whole request refused (facts/ews.md 5).
     */
    private static String clean(String text) {
        return text.codePoints().allMatch(XmlWriter::isAllowed)
                ? text
                : text.codePoints()
                        .filter(XmlWriter::isAllowed)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    private static boolean isAllowed(int point) {
        return point == '\t' || point == '\n' || point == '\r'
                || point >= ' ' && point <= 0xD7FF
                || point >= 0xE000 && point <= 0xFFFD
                || point >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
