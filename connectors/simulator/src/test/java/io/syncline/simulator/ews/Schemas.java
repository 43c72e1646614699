package io.syncline.simulator.ews;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The published schemas of EWS, where they are at hand. */
final class Schemas {

    static final Path FOLDER = Path.of(System.getProperty("syncline.shared", "."), "ews-schema");

    private static final Optional<Schema> SCHEMA = schema();

    private Schemas() {}

    static boolean arePresent() {
        return SCHEMA.isPresent();
    }

    /** Fails where an operation or an answer is not valid; passes where there is no schema. */
    static void check(Node operation) {
        SCHEMA.ifPresent(schema -> {
            try {
                schema.newValidator().validate(new DOMSource(operation));
            } catch (SAXException e) {
                throw new AssertionError(operation.getNodeName() + ": " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Optional<Schema> schema() {
        if (!Files.isDirectory(FOLDER)) {
            return Optional.empty();
        }
        try {
            SchemaFactory factory = SchemaFactory
                    .newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            // The generated choices are longer than the JDK likes.
            factory.setProperty("jdk.xml.maxOccurLimit", "0");
            return Optional.of(factory.newSchema(new Source[]{
                    new StreamSource(FOLDER.resolve("messages.xsd").toFile())}));
        } catch (SAXException e) {
            throw new AssertionError("The schemas cannot be read", e);
        }
    }
}
