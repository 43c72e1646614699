package io.syncline.simulator.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Showing and changing contacts through EWS alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemsTest {

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
    void showsEveryFieldAsItWasSet() {
        String id = tenant.done(Soap.create(Soap.JANE)).itemId();

        SoapAnswer shown = tenant.done(Soap.get(Soap.EVERYTHING, id));

        assertThat(shown.the("//t:Sensitivity")).isEqualTo("Private");
        assertThat(shown.the("//t:Body[@BodyType='Text']"))
                .isEqualTo("Notes & more\nin two lines");
        assertThat(shown.all("//t:Categories/t:String")).containsExactly("Client");
        assertThat(shown.all("//t:EmailAddresses/t:Entry/@Key"))
                .containsExactly("EmailAddress1", "EmailAddress3");
        assertThat(shown.the("//t:PhoneNumbers/t:Entry[@Key='BusinessFax']"))
                .isEqualTo("+1 202 555 0103");
        assertThat(shown.the("//t:Entry[@Key='Home']/t:City")).isEqualTo("Springfield");
        assertThat(shown.the("//t:Birthday")).isEqualTo("1980-05-16T22:00:00Z");
        assertThat(shown.the("//t:WeddingAnniversary")).isEqualTo("2005-06-18T11:59:00Z");
        assertThat(shown.all("//t:Companies/t:String")).containsExactly("One", "Two");
        assertThat(shown.the("//t:PostalAddressIndex")).isEqualTo("Home");
        assertThat(shown.the("//t:Surname")).isEqualTo("Doe");
        assertThat(shown.the("//t:CompleteName/t:Suffix")).isEqualTo("Jr.");
        assertThat(shown.all("//t:ExtendedProperty")).isEmpty();
    }

    @Test
    void showsNoMoreThanIsAskedFor() {
        String id = tenant.done(Soap.create(Soap.JANE)).itemId();

        SoapAnswer shown = tenant.done(Soap.get(
                Soap.only(Soap.STAMP, Soap.field("contacts:Surname")), id));

        assertThat(shown.all("//t:Contact/*").size()).isEqualTo(3);
        assertThat(shown.the("//t:ExtendedProperty/t:Value")).isEqualTo("t/m/jane");
        assertThat(shown.all("//t:GivenName")).isEmpty();
    }

    @Test
    void answersInTheOrderOfTheIds() {
        String first = tenant
                .done(Soap.create("<t:DisplayName>Jane</t:DisplayName>"))
                .itemId();
        String second = tenant
                .done(Soap.create("<t:DisplayName>John</t:DisplayName>"))
                .itemId();

        SoapAnswer answer = tenant.send(Soap.get(Soap.ID_ONLY, second, "AAMkNobody", first));

        assertThat(answer.codes()).containsExactly("NoError", "ErrorItemNotFound", "NoError");
        assertThat(answer.itemIds()).containsExactly(second, first);
    }

    @Test
    void refusesIdsThatAreNoneOfItsOwn() {
        assertThat(tenant.send(Soap.get(Soap.ID_ONLY, "AAMk1-2ab", "REG.folder-contacts.x"))
                .codes()).containsOnly("ErrorInvalidIdMalformed");
    }

    @Test
    void refusesElementsInTheWrongOrder() {
        SoapAnswer refused = tenant.send(Soap.create(
                "<t:Surname>Doe</t:Surname><t:GivenName>Jane</t:GivenName>"));

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.the("//faultcode")).endsWith("ErrorSchemaValidation");
        assertThat(refused.the("//detail/e:ResponseCode")).isEqualTo("ErrorSchemaValidation");
    }

    @Test
    void refusesADocumentWithADtd() {
        String envelope = Soap.envelope(ExchangeFixture.ADDRESS, Soap.sync("", 10))
                .replace("<s:Envelope", "<!DOCTYPE x [<!ENTITY e \"x\">]><s:Envelope");

        assertThat(tenant.postAsApplication(envelope).the("//e:ResponseCode"))
                .isEqualTo("ErrorSchemaValidation");
    }

    @Test
    void refusesADocumentThatIsNone() {
        assertThat(tenant.sendUnchecked(Soap.sync("", 10) + "<m:Unclosed>").status())
                .isEqualTo(500);
    }

    @Test
    void refusesAContactWhereNoContactsAre() {
        assertThat(tenant.send(Soap.create("<t:DistinguishedFolderId Id=\"inbox\"/>",
                "<t:DisplayName>Jane</t:DisplayName>")).codes())
                .containsExactly("ErrorCannotCreateContactInNonContactFolder");
    }

    @Test
    void changesTheNamedFieldsAndNoOthers() {
        SoapAnswer made = tenant.done(Soap.create(Soap.JANE));

        SoapAnswer updated = tenant.done(Soap.update(made.itemId(), made.changeKey(),
                Soap.set(Soap.field("contacts:GivenName"), "<t:GivenName>Janet</t:GivenName>"),
                Soap.set(Soap.indexed("contacts:EmailAddress", "EmailAddress2"),
                        "<t:EmailAddresses><t:Entry Key=\"EmailAddress2\">j2@example.com</t:Entry>"
                                + "</t:EmailAddresses>"),
                Soap.set(Soap.indexed("contacts:PhysicalAddress:City", "Home"),
                        "<t:PhysicalAddresses><t:Entry Key=\"Home\"><t:City>Shelbyville</t:City>"
                                + "</t:Entry></t:PhysicalAddresses>")));

        SoapAnswer shown = tenant.done(Soap.get(Soap.EVERYTHING, made.itemId()));
        assertThat(updated.itemId()).isEqualTo(made.itemId());
        assertThat(updated.changeKey()).isEqualTo(shown.changeKey()).isNotEqualTo(made.changeKey());
        assertThat(shown.the("//t:GivenName")).isEqualTo("Janet");
        assertThat(shown.the("//t:DisplayName")).isEqualTo("Jane Doe");
        assertThat(shown.all("//t:EmailAddresses/t:Entry")).hasSize(3);
        assertThat(shown.the("//t:PhysicalAddresses//t:City")).isEqualTo("Shelbyville");
        assertThat(shown.the("//t:PhysicalAddresses//t:Street")).isEqualTo("1 Main St");
    }

    @Test
    void emptiesWhatIsDeletedAndLeavesOtherEntriesUnderTheirKeys() {
        SoapAnswer made = tenant.done(Soap.create(Soap.JANE));

        tenant.done(Soap.update(made.itemId(), made.changeKey(),
                Soap.clear(Soap.indexed("contacts:EmailAddress", "EmailAddress1")),
                Soap.clear(Soap.indexed("contacts:PhoneNumber", "MobilePhone")),
                Soap.clear(Soap.indexed("contacts:PhoneNumber", "BusinessFax")),
                Soap.clear(Soap.indexed("contacts:PhysicalAddress:Street", "Home")),
                Soap.clear(Soap.field("item:Body")), Soap.clear(Soap.field("item:Categories")),
                Soap.clear(Soap.field("contacts:Birthday")), Soap.clear(Soap.STAMP)));

        SoapAnswer shown = tenant.done(Soap.get(Soap.EVERYTHING, made.itemId()));
        assertThat(shown.all("//t:EmailAddresses/t:Entry/@Key")).containsExactly("EmailAddress3");
        assertThat(shown.all("//t:PhoneNumbers/t:Entry/@Key")).containsExactly("BusinessPhone2");
        assertThat(shown.all("//t:PhysicalAddresses//t:Street")).isEmpty();
        assertThat(shown.the("//t:Body")).isEmpty();
        assertThat(shown.all("//t:Categories")).isEmpty();
        assertThat(shown.all("//t:Birthday")).isEmpty();
        assertThat(tenant.done(Soap.find(Soap.CONTACTS,
                Soap.isEqual(Soap.STAMP, "t/m/jane"))).itemIds()).doesNotContain(made.itemId());
    }

    @Test
    void writesNothingOverAChangeKeyThatIsOld() {
        SoapAnswer made = tenant.done(Soap.create(Soap.JANE));
        String theirs = Soap.set(Soap.field("contacts:JobTitle"), "<t:JobTitle>A</t:JobTitle>");
        String ours = Soap.set(Soap.field("contacts:JobTitle"), "<t:JobTitle>B</t:JobTitle>");
        tenant.done(Soap.update(made.itemId(), made.changeKey(), theirs));

        SoapAnswer stale = tenant.send(Soap.update(made.itemId(), made.changeKey(), ours));

        assertThat(stale.codes()).containsExactly("ErrorIrresolvableConflict");
        assertThat(tenant.done(Soap.get(Soap.EVERYTHING, made.itemId())).the("//t:JobTitle"))
                .isEqualTo("A");
        assertThat(tenant.send(Soap.update(made.itemId(), "", ours)).codes())
                .containsExactly("ErrorChangeKeyRequiredForWriteOperations");
        assertThat(tenant.send(Soap.update(made.itemId(), "another", ours)).codes())
                .containsExactly("ErrorInvalidChangeKey");
    }

    @Test
    void countsAConflictThatItResolvedByItself() {
        SoapAnswer made = tenant.done(Soap.create(Soap.JANE));
        String[] update = {
                Soap.set(Soap.field("contacts:JobTitle"), "<t:JobTitle>A</t:JobTitle>")};
        tenant.done(Soap.update(made.itemId(), made.changeKey(), update));

        SoapAnswer resolved = tenant.done(
                Soap.update("AutoResolve", made.itemId(), made.changeKey(), update));

        assertThat(resolved.the("//m:ConflictResults/t:Count")).isEqualTo("1");
    }

    @Test
    void takesOnePropertyOfAChangeAndOneEntryOfAField() {
        SoapAnswer made = tenant.done(Soap.create(Soap.JANE));

        assertThat(updateError(made, Soap.set(Soap.field("contacts:Surname"),
                "<t:GivenName>A</t:GivenName>"))).isEqualTo("ErrorUpdatePropertyMismatch");
        assertThat(updateError(made, Soap.set(Soap.field("contacts:Surname"),
                "<t:GivenName>A</t:GivenName><t:Surname>B</t:Surname>")))
                .isEqualTo("ErrorIncorrectUpdatePropertyCount");
        assertThat(updateError(made, Soap.set(Soap.field("contacts:ImAddresses"),
                "<t:ImAddresses><t:Entry Key=\"ImAddress1\">a</t:Entry></t:ImAddresses>")))
                .isEqualTo("ErrorInvalidPropertySet");
    }

    private String updateError(SoapAnswer made, String update) {
        return tenant.send(Soap.update(made.itemId(), made.changeKey(), update)).codes().getFirst();
    }
}
