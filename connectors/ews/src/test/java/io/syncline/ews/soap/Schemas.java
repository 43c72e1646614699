package io.syncline.ews.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The service's own schemas, where they are at hand; they are no part of the project. Without them a
 * test is skipped, unless -Drequire=schemas says that it must not be.
 */
public final class Schemas {

    private static final Path FOLDER = Path.of(System.getProperty("syncline.shared", "none"),
            "ews-schema");

    private final Schema schema;

    private Schemas(Schema schema) {
        this.schema = schema;
    }

    /** The schemas; ends the test where they are not there. */
    public static Schemas orSkip() {
        boolean present = Files.isRegularFile(FOLDER.resolve("messages.xsd"));
        if (!present) {
            System.out.println("SKIPPED: schemas are missing (" + FOLDER + ")");
        }
        boolean required = List.of(System.getProperty("syncline.require", "").split(","))
                .contains("schemas");
        assertThat(present || !required).as("schemas are required").isTrue();
        assumeTrue(present, "schemas are missing");
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            return new Schemas(factory.newSchema(FOLDER.resolve("messages.xsd").toFile()));
        } catch (SAXException e) {
            throw new AssertionError("The schemas do not fit together", e);
        }
    }

    /** Fails unless the body of the envelope is valid. */
    public void check(byte[] envelope) {
        try {
            schema.newValidator().validate(new DOMSource(body(envelope)));
        } catch (SAXException | IOException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static Node body(byte[] envelope) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(envelope));
            return document.getElementsByTagNameNS(Space.SOAP.uri(), "Body")
                    .item(0)
                    .getFirstChild();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("The request is no XML", e);
        }
    }
}
