package io.syncline.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.microsoft.graph.models.SingleValueLegacyExtendedProperty;
import io.syncline.port.Patch;
import io.syncline.schemas.contact.Contact;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mark of privacy is written with the degree that EWS shows beside it. */
class ExtendedPropertiesTest {

    @ParameterizedTest
    @CsvSource({"Private, true, 2", "Confidential, true, 2", "Personal, false, 0",
            ", false, 0"})
    void writesTheMarkAndTheDegree(String sensitivity, String mark, String degree) {
        Patch patch = new Patch("id", "1", List.of("sensitivity"),
                Contact.newBuilder().setSensitivity(sensitivity).build(), "", "w1");

        assertThat(ExtendedProperties.ofPatch(patch))
                .extracting(SingleValueLegacyExtendedProperty::getId,
                        SingleValueLegacyExtendedProperty::getValue)
                .contains(tuple(ExtendedProperties.PRIVATE, mark), tuple("Integer 0x36", degree));
    }

    @Test
    void writesNeitherWhereNothingIsSaidOfIt() {
        Patch patch = new Patch("id", "1", List.of("surname"),
                Contact.newBuilder().setSurname("Doe").build(), "", "w1");

        assertThat(ExtendedProperties.ofPatch(patch))
                .extracting(SingleValueLegacyExtendedProperty::getId)
                .containsExactly(ExtendedProperties.WRITE_ID);
    }
}
