package io.syncline.simulator.ews;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What came back over HTTP; read with the JDK's DOM, which the simulator does not use. */
record SoapAnswer(int status, String text) {

    private static final Map<String, String> NAMESPACES = Map.of(
            "s", "http://schemas.xmlsoap.org/soap/envelope/",
            "m", "http://schemas.microsoft.com/exchange/services/2006/messages",
            "t", "http://schemas.microsoft.com/exchange/services/2006/types",
            "e", "http://schemas.microsoft.com/exchange/services/2006/errors");

    /** Every text or attribute that a path leads to. */
    List<String> all(String path) {
        try {
            NodeList nodes = (NodeList) xpath().evaluate(path, document(),
                    XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent());
            }
            return texts;
        } catch (XPathExpressionException e) {
            throw new AssertionError(path, e);
        }
    }

    /** The only one. */
    String the(String path) {
        List<String> found = all(path);
        if (found.size() != 1) {
            throw new AssertionError(path + " is there " + found.size() + " times in " + text);
        }
        return found.getFirst();
    }

    List<String> codes() {
        return all("//m:ResponseCode");
    }

    List<String> itemIds() {
        return all("//t:ItemId/@Id");
    }

    String itemId() {
        return the("//t:ItemId/@Id");
    }

    String changeKey() {
        return the("//t:ItemId/@ChangeKey");
    }

    String syncState() {
        return the("//m:SyncState");
    }

    /** The one element of the SOAP body. */
    Node operation() {
        try {
            return (Node) xpath().evaluate("/s:Envelope/s:Body/*[1]", document(),
                    XPathConstants.NODE);
        } catch (XPathExpressionException e) {
            throw new AssertionError(e);
        }
    }

    private Document document() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError(text, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XPath xpath() {
        XPath xpath = XPathFactory.newInstance().newXPath();
        xpath.setNamespaceContext(new NamespaceContext() {
            @Override
            public String getNamespaceURI(String prefix) {
                return NAMESPACES.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
            }

            @Override
            public String getPrefix(String uri) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Iterator<String> getPrefixes(String uri) {
                throw new UnsupportedOperationException();
            }
        });
        return xpath;
    }
}
