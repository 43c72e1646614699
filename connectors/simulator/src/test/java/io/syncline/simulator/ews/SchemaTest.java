package io.syncline.simulator.ews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published schemas accept what the simulator answers to every operation. The other tests check
 * each of their answers as well; this one says so where there are no schemas to check with.
 */
class SchemaTest {

    @BeforeEach
    void needSchemas() {
        if (Schemas.arePresent()) {
            return;
        }
        boolean required = List.of(System.getProperty("syncline.require", "").split(","))
                .contains("ews-schema");
        assertThat(required).as("the schemas are required in " + Schemas.FOLDER).isFalse();
        System.out.println("SKIPPED: ews-schema is missing (" + Schemas.FOLDER + ")");
        assumeTrue(false, "ews-schema is missing");
    }

    @Test
    void acceptEveryAnswer(@TempDir Path data) {
        try (ExchangeFixture tenant = new ExchangeFixture(data)) {
            SoapAnswer made = tenant.done(Soap.create("<t:DisplayName>Jane</t:DisplayName>"));
            String id = made.itemId();

            List.of(Soap.get(Soap.EVERYTHING, id), Soap.get("<t:BaseShape>Default</t:BaseShape>",
                    id), Soap.sync("", 10), Soap.hierarchy(""), Soap.find(Soap.CONTACTS, ""),
                    folders("GetFolder", "m:FolderIds", ""),
                    folders("FindFolder", "m:ParentFolderIds", " Traversal=\"Deep\""),
                    convert("HexEntryId", id),
                    Soap.update(id, made.changeKey(), Soap.clear(Soap.field("item:Body"))),
                    Soap.transfer("CopyItem", Soap.CONTACTS, id), Soap.delete("SoftDelete", id))
                    .forEach(tenant::done);
            assertThat(tenant.send(Soap.get(Soap.ID_ONLY, id)).codes())
                    .containsExactly("ErrorItemNotFound");
        }
    }

    @Test
    void convertsIdsThereAndBack(@TempDir Path data) {
        try (ExchangeFixture tenant = new ExchangeFixture(data)) {
            String id = tenant.done(Soap.create("<t:DisplayName>Jane</t:DisplayName>")).itemId();

            String hex = tenant.done(convert("HexEntryId", id)).the("//m:AlternateId/@Id");

            assertThat(hex).matches("[0-9A-F]+");
            assertThat(tenant.done(convert("EwsId", hex).replace("Format=\"EwsId\" Id",
                    "Format=\"HexEntryId\" Id")).the("//m:AlternateId/@Id")).isEqualTo(id);
        }
    }

    @Test
    void refuseWhatIsOutOfOrder() {
        SoapAnswer wrong = new SoapAnswer(200, Soap.envelope("", Soap.create(
                "<t:Surname>Doe</t:Surname><t:GivenName>Jane</t:GivenName>")));

        assertThatThrownBy(() -> Schemas.check(wrong.operation()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GivenName");
    }

    private static String folders(String operation, String ids, String attribute) {
        return "<m:" + operation + attribute + "><m:FolderShape><t:BaseShape>Default"
                + "</t:BaseShape></m:FolderShape><" + ids + ">"
                + "<t:DistinguishedFolderId Id=\"msgfolderroot\"/></" + ids + "></m:" + operation
                + ">";
    }

    private static String convert(String format, String id) {
        return "<m:ConvertId DestinationFormat=\"" + format + "\"><m:SourceIds>"
                + "<t:AlternateId Format=\"EwsId\" Id=\"" + id
                + "\" Mailbox=\"agent@example.com\"/></m:SourceIds></m:ConvertId>";
    }
}
