package io.syncline.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.graph.models.Contact;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import io.syncline.port.PhoneNumbers;
import io.syncline.schemas.AvroTrust;
import io.syncline.schemas.contact.PostalAddress;
import io.syncline.schemas.contact.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real service answered, as far as it was recorded. */
class RecordedTrafficTest {

    static {
        AvroTrust.install();
    }

    private static final Path FIXTURES = Path.of(System.getProperty("syncline.shared"), "fixtures",
            "graph-recorded");

    private final ContactMapper mapper = new ContactMapper(new PhoneNumbers("NL"));

    @BeforeEach
    void needFixtures() {
        boolean present = Files.isDirectory(FIXTURES);
        if (!present) {
            System.out.println("SKIPPED: fixtures are missing (" + FIXTURES + ")");
        }
        boolean required = List.of(System.getProperty("syncline.require", "").split(","))
                .contains("fixtures");
        assertThat(present || !required).as("fixtures are required").isTrue();
        assumeTrue(present, "fixtures are missing");
    }

    @Test
    void readsARecordedContact() throws IOException {
        Reading reading = read(Files.readString(FIXTURES.resolve("contact_detail.json")));

        assertThat(reading.getExternalId()).isEqualTo("contact-1");
        assertThat(reading.getVersion()).contains("change-key-1");
        assertThat(reading.getContact().getBirthday()).contains(LocalDate.of(1815, 12, 10));
        assertThat(reading.getContact().getFileAs()).isEmpty();
        assertThat(reading.getContact().getOtherAddress()).isEmpty();
        assertThat(reading.getContact().getHomeAddress()).contains(
                new PostalAddress("Herengracht 2", "Amsterdam", null, "Netherlands", null));
        assertThat(reading.getContact().getEmailAddresses()).hasSize(2);
        assertThat(reading.getContact().getMobilePhone().orElseThrow().getE164())
                .contains("+31612345678");
    }

    @Test
    void readsEveryContactOfARecordedRound() throws IOException {
        JsonNode page = new ObjectMapper()
                .readTree(FIXTURES.resolve("contacts_delta_snapshot.json").toFile());

        for (JsonNode contact : page.path("value")) {
            Reading reading = read(contact.toString());

            assertThat(reading.getExternalId()).isEqualTo(contact.path("id").asText());
            assertThat(reading.getContact().getTitle())
                    .isEqualTo(Optional.of(contact.path("title").asText())
                            .filter(title -> !title.isEmpty()));
        }
        assertThat(page.path("value").size()).isEqualTo(2);
    }

    private Reading read(String json) {
        Contact contact = new JsonParseNodeFactory()
                .getParseNode("application/json",
                        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                .getObjectValue(Contact::createFromDiscriminatorValue);
        return mapper.reading(Objects.requireNonNull(contact));
    }
}
