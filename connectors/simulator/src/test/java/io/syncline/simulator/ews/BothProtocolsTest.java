package io.syncline.simulator.ews;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One mailbox through two doors: what is done at one is seen at the other, under its own ids. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BothProtocolsTest {

    private static final String GRAPH_STAMP = "String {6f2b0c1e-8a53-4d0e-9b52-5d1b1f6a7c10}"
            + " Name SynclineItem";

    private ExchangeFixture tenant;

    @BeforeAll
    void start(@TempDir Path data) {
        tenant = new ExchangeFixture(data);
    }

    @AfterAll
    void stop() {
        tenant.close();
    }

    @Test
    void showsGraphWhatEwsMade() {
        SoapAnswer made = tenant.done(Soap.create(Soap.stamp("t/m/1")
                + "<t:DisplayName>Jane Doe</t:DisplayName><t:EmailAddresses>"
                + "<t:Entry Key=\"EmailAddress2\">jane@example.com</t:Entry></t:EmailAddresses>"
                + "<t:PhoneNumbers><t:Entry Key=\"Pager\">+1 202 555 0104</t:Entry>"
                + "<t:Entry Key=\"HomePhone2\">+1 202 555 0105</t:Entry></t:PhoneNumbers>"
                + "<t:Birthday>1980-05-16T22:00:00Z</t:Birthday>"));

        JsonNode seen = tenant.graph("GET", "/contacts/" + graphId(made.itemId()) + expand(), "");

        assertThat(seen.path("displayName").asText()).isEqualTo("Jane Doe");
        assertThat(seen.path("emailAddresses")).hasSize(1);
        assertThat(seen.path("homePhones").path(0).asText()).isEqualTo("+1 202 555 0105");
        assertThat(seen.path("birthday").asText()).isEqualTo("1980-05-17T11:59:00Z");
        assertThat(seen.path("singleValueExtendedProperties").path(0).path("value").asText())
                .isEqualTo("t/m/1");
        assertThat(seen.toString()).doesNotContain("555 0104");
        assertThat(seen.path("changeKey").asText()).isEqualTo(made.changeKey());
    }

    @Test
    void showsEwsWhatGraphMade() {
        JsonNode made = tenant.graph("POST", "/contacts", """
                {"displayName": "John Doe", "title": "Dr.", "businessPhones": ["+1 202 555 0101"],
                 "personalNotes": "Notes", "homeAddress": {"city": "Springfield"},
                 "singleValueExtendedProperties": [{"id": "%s", "value": "t/m/2"}]}"""
                .formatted(GRAPH_STAMP));

        SoapAnswer seen = tenant.done(Soap.get(
                Soap.EVERYTHING + "<t:AdditionalProperties>" + Soap.STAMP
                        + "<t:ExtendedFieldURI PropertyTag=\"0x3A45\" PropertyType=\"String\"/>"
                        + "</t:AdditionalProperties>",
                itemId(made.path("id").asText())));

        assertThat(seen.the("//t:DisplayName")).isEqualTo("John Doe");
        assertThat(seen.the("//t:Body")).isEqualTo("Notes");
        assertThat(seen.the("//t:Entry[@Key='BusinessPhone']")).isEqualTo("+1 202 555 0101");
        assertThat(seen.the("//t:Entry[@Key='Home']/t:City")).isEqualTo("Springfield");
        assertThat(seen.all("//t:ExtendedProperty/t:Value")).containsExactly("t/m/2", "Dr.");
        assertThat(seen.the("//t:CompleteName/t:Title")).isEqualTo("Dr.");
    }

    @Test
    void tellsEachWhatTheOtherChanged() {
        SoapAnswer made = tenant.done(Soap.create("<t:DisplayName>Both</t:DisplayName>"));
        String graphId = graphId(made.itemId());
        String state = tenant.done(Soap.sync("", 512)).syncState();

        tenant.graph("PATCH", "/contacts/" + graphId, "{\"jobTitle\": \"Agent\"}");

        assertThat(tenant.done(Soap.sync(state, 512)).all("//t:Update//t:ItemId/@Id"))
                .containsExactly(made.itemId());
        SoapAnswer now = tenant.done(Soap.get(Soap.EVERYTHING, made.itemId()));
        assertThat(now.the("//t:JobTitle")).isEqualTo("Agent");
        tenant.done(Soap.update(made.itemId(), now.changeKey(),
                Soap.set(Soap.field("contacts:JobTitle"), "<t:JobTitle>Broker</t:JobTitle>")));
        assertThat(tenant.graph("GET", "/contacts/" + graphId, "").path("jobTitle").asText())
                .isEqualTo("Broker");
    }

    @Test
    void tellsEwsWhatGraphDeleted() {
        SoapAnswer made = tenant.done(Soap.create("<t:DisplayName>Doomed</t:DisplayName>"));
        String state = tenant.done(Soap.sync("", 512)).syncState();

        tenant.admin("DELETE", "/admin/mailboxes/agent@example.com/contacts/"
                + graphId(made.itemId()), "");

        assertThat(tenant.done(Soap.sync(state, 512)).all("//t:Delete/t:ItemId/@Id"))
                .containsExactly(made.itemId());
    }

    @Test
    void sharesThePrivateMark() {
        SoapAnswer made = tenant.done(Soap.create("<t:Sensitivity>Private</t:Sensitivity>"));
        String contact = "/admin/mailboxes/agent@example.com/contacts/" + graphId(made.itemId());

        tenant.admin("POST", contact + "/private", "{\"private\": false}");

        assertThat(tenant.done(Soap.get(Soap.EVERYTHING, made.itemId())).the("//t:Sensitivity"))
                .isEqualTo("Normal");
    }

    @Test
    void showsABirthdayThatGraphSetSince() {
        SoapAnswer made = tenant.done(Soap.create("<t:Birthday>1980-05-16T22:00:00Z</t:Birthday>"));

        tenant.graph("PATCH", "/contacts/" + graphId(made.itemId()),
                "{\"birthday\": \"1981-01-02T00:00:00Z\"}");

        assertThat(tenant.done(Soap.get(Soap.EVERYTHING, made.itemId())).the("//t:Birthday"))
                .isEqualTo("1981-01-02T11:59:00Z");
    }

    @Test
    void keepsGraphsIdOverAMoveThatChangesTheItemId() {
        String before = tenant.done(Soap.create("<t:DisplayName>Moved</t:DisplayName>")).itemId();
        String graphId = graphId(before);

        String after = tenant.done(Soap.transfer("MoveItem", tenant.addFolder("Away"), before))
                .itemId();

        assertThat(graphId(after)).isEqualTo(graphId);
        assertThat(translated(before, "ewsId", "restImmutableEntryId").path("errorDetails")
                .path("code")
                .asText()).isEqualTo("ErrorItemNotFound");
    }

    @Test
    void translatesBetweenAllItsIds() {
        String itemId = tenant.done(Soap.create("<t:DisplayName>Ids</t:DisplayName>")).itemId();

        String immutable = target(itemId, "ewsId", "restImmutableEntryId");
        String regular = target(itemId, "ewsId", "restId");

        assertThat(immutable).isNotIn(itemId, regular);
        assertThat(target(regular, "restId", "ewsId")).isEqualTo(itemId);
        assertThat(target(immutable, "restImmutableEntryId", "restId")).isEqualTo(regular);
    }

    @Test
    void takesNoItemIdAtGraph() {
        String itemId = tenant.done(Soap.create("<t:DisplayName>Ids</t:DisplayName>")).itemId();

        JsonNode refused = tenant.graph("GET", "/contacts/"
                + URLEncoder.encode(itemId, StandardCharsets.UTF_8), "");

        assertThat(refused.path("error").path("code").asText())
                .isEqualTo("ErrorInvalidIdMalformed");
    }

    @Test
    void findsAContactByItsItemIdForWhoeverArrangesThings() {
        String itemId = tenant.done(Soap.create("<t:DisplayName>Ids</t:DisplayName>")).itemId();

        JsonNode found = tenant.admin("GET", "/admin/mailboxes/agent@example.com/contacts?itemId="
                + URLEncoder.encode(itemId, StandardCharsets.UTF_8), "");

        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("itemId").asText()).isEqualTo(itemId);
        assertThat(found.path(0).path("id").asText()).isEqualTo(graphId(itemId));
    }

    private String graphId(String itemId) {
        return target(itemId, "ewsId", "restImmutableEntryId");
    }

    private String itemId(String graphId) {
        return target(graphId, "restImmutableEntryId", "ewsId");
    }

    private String target(String id, String source, String target) {
        return translated(id, source, target).path("targetId").asText();
    }

    private JsonNode translated(String id, String source, String target) {
        return tenant.graph("POST", "/translateExchangeIds",
                "{\"inputIds\": [\"" + id + "\"], \"sourceIdType\": \"" + source
                        + "\", \"targetIdType\": \"" + target + "\"}")
                .path("value")
                .path(0);
    }

    private static String expand() {
        return "?$expand=" + URLEncoder.encode("singleValueExtendedProperties($filter=id eq '"
                + GRAPH_STAMP + "')", StandardCharsets.UTF_8);
    }
}
