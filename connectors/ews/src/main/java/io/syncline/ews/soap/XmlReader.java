package io.syncline.ews.soap;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents that follow each other in one stream, as {@code GetStreamingEvents} answers. No
 * document type, no entities from outside, and a limit on everything. Not thread-safe.
 */
final class XmlReader {

    private static final int DEPTH_MAX = 64;
    /** In one document; a page of full contacts has some ten thousand. */
    private static final int ELEMENTS_MAX = 1_000_000;
    private static final int ATTRIBUTES_MAX = 64;
    private static final int ATTRIBUTE_CHARS_MAX = 1_000_000;
    private static final int TEXT_CHARS_MAX = 16_000_000;
    private static final WstxInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private int elements;

    /** @throws MalformedAnswer if the stream does not begin as XML does */
    XmlReader(InputStream in) {
        try {
            this.xml = FACTORY.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    /**
     * The next document; nothing at the end of the stream. Returns as soon as the document's last
     * character is there, however long the next one is in coming.
     *
     * @throws MalformedAnswer if it is no well-formed document, or the stream breaks off
     */
    Optional<Element> next() {
        elements = 0;
        try {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    return Optional.of(element());
                }
            }
            return Optional.empty();
        } catch (XMLStreamException | WstxLazyException e) {
            throw malformed(e);
        }
    }

    private Element element() throws XMLStreamException {
        if (++elements > ELEMENTS_MAX) {
            throw new MalformedAnswer("More than " + ELEMENTS_MAX + " elements");
        }
        Space space = Space.of(orEmpty(xml.getNamespaceURI()));
        String name = xml.getLocalName();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        List<Element> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    text.append(xml.getText());
                default -> {
                    // Comments and the like say nothing.
                }
            }
        }
        return new Element(space, name, attributes, children, text.toString());
    }

    private static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_INPUT_PARSING_MODE,
                WstxInputProperties.PARSING_MODE_DOCUMENTS);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEPTH_MAX);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, ATTRIBUTES_MAX);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, ATTRIBUTE_CHARS_MAX);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, TEXT_CHARS_MAX);
        return factory;
    }

    /** Woodstox quotes what it could not read; only where it stood may be told. */
    private static MalformedAnswer malformed(Exception e) {
        String where = e instanceof XMLStreamException parsing && parsing.getLocation() != null
                ? " at line " + parsing.getLocation().getLineNumber()
                : "";
        return new MalformedAnswer("The answer is no XML" + where + " ("
                + e.getClass().getSimpleName() + ")");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
