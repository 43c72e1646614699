package io.syncline.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.Contact;
import java.util.List;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

/** Of each field the newest value stays, and so does the time at which it was set. */
class StampedContactTest {

    static {
        AvroTrust.install();
    }

    private final SpecificDatumReader<Contact> reader = StampedContact.reader();
    private StampedContact contact = StampedContact.read(reader, null);

    @Test
    void takesWhatIsNewerFieldByField() {
        assertThat(take(Contact.newBuilder().setSurname("Doe").setJobTitle("Agent"), 2)).isTrue();
        assertThat(take(Contact.newBuilder().setSurname("Old").setCompanyName("Example"), 1))
                .isTrue();

        assertThat(read()).isEqualTo(Contact.newBuilder()
                .setSurname("Doe")
                .setJobTitle("Agent")
                .setCompanyName("Example")
                .build());
    }

    @Test
    void takesNothingThatIsNotNewer() {
        take(Contact.newBuilder().setSurname("Doe"), 2);

        assertThat(take(Contact.newBuilder().setSurname("Roe"), 2)).isFalse();
        assertThat(read().getSurname()).contains("Doe");
    }

    @Test
    void clearsAFieldThatIsNamedAndEmpty() {
        take(Contact.newBuilder().setSurname("Doe"), 1);

        assertThat(contact.take(Contact.newBuilder().build(), List.of("surname"), 2)).isTrue();

        assertThat(read().getSurname()).isEmpty();
    }

    /** Through its stored form each time. */
    private boolean take(Contact.Builder said, long atMs) {
        contact = StampedContact.read(reader, contact.stamped(contact.contact()));
        Contact built = said.build();
        List<String> fields = Contact.getClassSchema()
                .getFields()
                .stream()
                .filter(field -> built.get(field.pos()) instanceof String)
                .map(field -> field.name())
                .toList();
        return contact.take(built, fields, atMs);
    }

    private Contact read() {
        StampedContact stored = StampedContact.read(reader, contact.stamped(contact.contact()));
        return stored.said();
    }
}
