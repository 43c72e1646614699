package io.syncline.simulator.ews;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a document into elements. Takes no DTD and no entities but XML's own. */
final class ElementReader {

    private static final int DEPTH_MAX = 64;
    private static final XMLInputFactory FACTORY = factory();

    private ElementReader() {}

    /** @throws EwsError as a schema violation, where it is no document that EWS would read */
    static Element read(byte[] document) {
        try {
            XMLStreamReader reader = FACTORY
                    .createXMLStreamReader(new ByteArrayInputStream(document));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                if (reader.getEventType() == XMLStreamConstants.DTD) {
                    throw EwsError.schema("a DTD is not allowed.");
                }
            }
            return element(reader, 0);
        } catch (XMLStreamException e) {
            throw EwsError.schema(Objects.toString(e.getMessage()));
        }
    }

    private static Element element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEPTH_MAX) {
            throw EwsError.schema("the document is nested too deeply.");
        }
        String name = Namespaces.prefix(Objects.toString(reader.getNamespaceURI(), "")) + ":"
                + reader.getLocalName();
        Map<String, String> attributes = attributes(reader);
        List<Element> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new Element(name, attributes, children,
                            children.isEmpty() ? text.toString() : "");
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw EwsError.schema("an entity is not allowed.");
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
