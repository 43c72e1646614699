package io.syncline.simulator.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Finding, filing and removing contacts through EWS alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingTest {

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
    void deletesInThreeWays() {
        String moved = create("moved");
        String soft = create("soft");
        String hard = create("hard");

        tenant.done(Soap.delete("MoveToDeletedItems", moved));
        tenant.done(Soap.delete("SoftDelete", soft));
        tenant.done(Soap.delete("HardDelete", hard));

        assertThat(tenant.send(Soap.get(Soap.ID_ONLY, moved, soft, hard)).codes())
                .containsOnly("ErrorItemNotFound");
        assertThat(found("deleteditems", name("moved"))).hasSize(1);
        assertThat(found("recoverableitemsdeletions", name("soft"))).hasSize(1);
        assertThat(found("recoverableitemsdeletions", name("hard"))).isEmpty();
    }

    @Test
    void findsByTextsEntriesAndPropertiesTogether() {
        String id = tenant.done(Soap.create(Soap.stamp("t/m/found")
                + "<t:DisplayName>Found Person</t:DisplayName><t:EmailAddresses>"
                + "<t:Entry Key=\"EmailAddress1\">found@example.com</t:Entry>"
                + "</t:EmailAddresses>")).itemId();
        String stamped = Soap.isEqual(Soap.STAMP, "t/m/found");
        String mail = Soap.isEqual(Soap.indexed("contacts:EmailAddress", "EmailAddress1"),
                "FOUND@example.com");
        String named = "<t:Contains ContainmentMode=\"Substring\" ContainmentComparison="
                + "\"IgnoreCase\">" + Soap.field("contacts:DisplayName")
                + "<t:Constant Value=\"found p\"/></t:Contains>";

        assertThat(found(stamped)).containsExactly(id);
        assertThat(found("<t:And>" + mail + named + "</t:And>")).containsExactly(id);
        assertThat(found("<t:Or>" + name("nobody") + mail + "</t:Or>")).containsExactly(id);
        assertThat(found("<t:Exists>" + Soap.STAMP + "</t:Exists>")).contains(id);
        assertThat(found("<t:And>" + stamped + name("nobody") + "</t:And>")).isEmpty();
    }

    @Test
    void findsPrivateContacts() {
        String secret = tenant.done(Soap.create(Soap.JANE)).itemId();
        String open = create("open");

        assertThat(found(Soap.isEqual(Soap.field("item:Sensitivity"), "Private")))
                .contains(secret)
                .doesNotContain(open);
    }

    @Test
    void copiesEverythingTheStampIncluded() {
        String original = tenant.done(Soap.create(Soap.JANE)).itemId();

        String copy = tenant.done(Soap.transfer("CopyItem", Soap.CONTACTS, original)).itemId();

        assertThat(copy).isNotEqualTo(original);
        assertThat(tenant.done(Soap.get(Soap.only(Soap.STAMP), copy)).the("//t:Value"))
                .isEqualTo("t/m/jane");
    }

    @Test
    void filesAContactAsItIsToldTo() {
        String id = tenant.done(Soap.create("<t:FileAsMapping>LastCommaFirst</t:FileAsMapping>"
                + "<t:GivenName>Jane</t:GivenName><t:Surname>Doe</t:Surname>")).itemId();

        assertThat(tenant.done(Soap.get(Soap.EVERYTHING, id)).the("//t:FileAs"))
                .isEqualTo("Doe, Jane");
    }

    private List<String> found(String restriction) {
        return found("contacts", restriction);
    }

    private List<String> found(String folder, String restriction) {
        return tenant.done(Soap.find("<t:DistinguishedFolderId Id=\"" + folder + "\"/>",
                restriction)).itemIds();
    }

    private static String name(String name) {
        return Soap.isEqual(Soap.field("contacts:DisplayName"), name);
    }

    private String create(String name) {
        return tenant.done(Soap.create("<t:DisplayName>" + name + "</t:DisplayName>")).itemId();
    }
}
