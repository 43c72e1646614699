package io.syncline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.port.PhoneNumbers;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Phone;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactJsonTest {

    private final ContactJson json = new ContactJson(new PhoneNumbers("US"));

    @Test
    void readsEveryFormOfField() {
        ContactJson.Parsed parsed = json.parse(body("""
                {"givenName": "Jane", "birthday": "1980-05-17", "mobilePhone": "(202) 555-0100",
                 "emailAddresses": [{"address": "jane@example.com"}], "categories": ["Client"],
                 "homeAddress": {"city": "Springfield"}}"""));

        assertThat(parsed.fields()).hasSize(6);
        assertThat(parsed.contact().getBirthday()).contains(LocalDate.of(1980, 5, 17));
        assertThat(parsed.contact().getMobilePhone())
                .contains(new Phone("(202) 555-0100", "+12025550100"));
        assertThat(parsed.contact().getEmailAddresses())
                .containsExactly(new EmailAddress("jane@example.com", null));
    }

    @Test
    void clearsWhatIsNull() {
        ContactJson.Parsed parsed = json.parse(body("{\"birthday\": null, \"categories\": null}"));

        assertThat(parsed.fields()).containsExactlyInAnyOrder("birthday", "categories");
        assertThat(parsed.contact().getBirthday()).isEmpty();
        assertThat(parsed.contact().getCategories()).isEmpty();
    }

    @Test
    void writesWhatItReads() {
        ObjectNode body = body("""
                {"givenName":"Jane","birthday":"1980-05-17","mobilePhone":"555-0100"}""");

        assertThat(ContactJson.of(json.parse(body).contact())).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"shoeSize\": 43}                        | shoeSize",
            "{\"givenName\": 7}                        | givenName",
            "{\"birthday\": \"tomorrow\"}              | birthday",
            "{\"emailAddresses\": \"x\"}               | emailAddresses",
            "{\"emailAddresses\": [{\"name\": \"x\"}]} | emailAddresses[0].address",
            "{\"categories\": [null]}                  | categories[0]",
            "{\"homeAddress\": {\"city\": 1}}          | homeAddress.city"})
    void namesTheFieldThatIsWrong(String text, String field) {
        assertThatThrownBy(() -> json.parse(body(text)))
                .isInstanceOfSatisfying(Problem.class,
                        problem -> assertThat(problem.field()).isEqualTo(field));
    }

    private static ObjectNode body(String text) {
        return EditRequest.object(text, "body");
    }
}
