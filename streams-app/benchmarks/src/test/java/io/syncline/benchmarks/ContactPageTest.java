package io.syncline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.port.Patch;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Reading;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

/** What is measured is what it is said to be. */
class ContactPageTest {

    private final ContactPage page = ContactPage.of(CodecBenchmark.SEED);

    @Test
    void isReadAsTheContactsThatWereWished() {
        CodecBenchmark.Course course = new CodecBenchmark.Course();
        course.prepare();

        List<Reading> readings = course.contacts();

        assertThat(readings).hasSize(ContactPage.CONTACTS);
        assertThat(readings).extracting(reading -> names(reading.getContact()))
                .isEqualTo(page.wished()
                        .stream()
                        .map(Patch::contact)
                        .map(ContactPageTest::names)
                        .toList());
    }

    @Test
    void isWalkedByTwoParsersThatFindTheSame() throws XMLStreamException {
        assertThat(PlainXml.woodstox().getClass().getName()).contains("wstx");
        assertThat(PlainXml.jdk().getClass().getName()).startsWith("com.sun.");
        assertThat(PlainXml.walked(PlainXml.woodstox(), page.answer()))
                .isEqualTo(PlainXml.walked(PlainXml.jdk(), page.answer()))
                .isGreaterThan(page.answer().length / 4);
    }

    @Test
    void isWrittenAgainByTheJdkWithEverythingInIt() throws XMLStreamException {
        byte[] request = ContactPage.request(page.wished().getFirst());

        byte[] again = PlainXml.written(XMLOutputFactory.newDefaultFactory(),
                PlainXml.events(request));

        assertThat(PlainXml.walked(PlainXml.jdk(), again))
                .isEqualTo(PlainXml.walked(PlainXml.jdk(), request));
    }

    private static List<Object> names(Contact contact) {
        return List.of(contact.getDisplayName(), contact.getHomeAddress(),
                contact.getEmailAddresses(), contact.getPersonalNotes());
    }
}
