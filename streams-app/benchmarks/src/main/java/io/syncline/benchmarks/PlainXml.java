package io.syncline.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.events.XMLEvent;

/** The yardsticks of the codec: parsers and a writer without anything that knows EWS. */
final class PlainXml {

    private PlainXml() {}

    /** The parser that the codec uses, which is the one on the class path. */
    static XMLInputFactory woodstox() {
        return hardened(XMLInputFactory.newFactory());
    }

    /** The JDK's own. */
    static XMLInputFactory jdk() {
        return hardened(XMLInputFactory.newDefaultFactory());
    }

    /**
     * Walks over a document and looks at all that the codec keeps: names, attributes and texts.
     * Returns how many characters they have.
     */
    static long walked(XMLInputFactory factory, byte[] document) throws XMLStreamException {
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(document));
        long characters = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    characters += xml.getLocalName().length();
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        characters += xml.getAttributeValue(i).length();
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    characters += xml.getText().length();
                default -> {
                    // Nothing that the codec keeps.
                }
            }
        }
        return characters;
    }

    /** What {@link #written} writes again. */
    static List<XMLEvent> events(byte[] document) throws XMLStreamException {
        XMLEventReader xml = jdk().createXMLEventReader(new ByteArrayInputStream(document));
        List<XMLEvent> events = new ArrayList<>();
        while (xml.hasNext()) {
            events.add(xml.nextEvent());
        }
        return events;
    }

    /** The document of these events, by the JDK's own writer. */
    static byte[] written(XMLOutputFactory factory, List<XMLEvent> events)
            throws XMLStreamException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XMLEventWriter xml = factory.createXMLEventWriter(out, StandardCharsets.UTF_8.name());
        for (XMLEvent event : events) {
            xml.add(event);
        }
        xml.close();
        return out.toByteArray();
    }

    private static XMLInputFactory hardened(XMLInputFactory factory) {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
