package io.syncline.simulator.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SyncFolderItems and SyncFolderHierarchy, round by round. */
class SyncTest {

    @TempDir
    private Path data;

    private ExchangeFixture tenant;

    @BeforeEach
    void start() {
        tenant = new ExchangeFixture(data);
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void listsEverythingFromTheNewestInPages() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(create("Jane " + i));
        }

        SoapAnswer first = tenant.done(Soap.sync("", 3));
        SoapAnswer second = tenant.done(Soap.sync(first.syncState(), 3));

        assertThat(first.all("//t:Create/t:Contact/t:ItemId/@Id"))
                .isEqualTo(made.subList(0, 3));
        assertThat(first.the("//m:IncludesLastItemInRange")).isEqualTo("false");
        assertThat(second.itemIds()).isEqualTo(made.subList(3, 5));
        assertThat(second.the("//m:IncludesLastItemInRange")).isEqualTo("true");
    }

    @Test
    void tellsWhatChangedSinceAndAgainWhenAskedAgain() {
        String edited = create("Jane");
        String doomed = create("John");
        String state = tenant.done(Soap.sync("", 512)).syncState();
        String key = tenant.done(Soap.get(Soap.ID_ONLY, edited)).changeKey();
        tenant.done(Soap.update(edited, key, Soap.set(Soap.field("contacts:CompanyName"),
                "<t:CompanyName>Example</t:CompanyName>")));
        tenant.done(Soap.delete("MoveToDeletedItems", doomed));
        String made = create("Jim");

        SoapAnswer round = tenant.done(Soap.sync(state, 512));

        assertThat(round.all("//t:Update//t:ItemId/@Id")).containsExactly(edited);
        assertThat(round.all("//t:Delete/t:ItemId/@Id")).containsExactly(doomed);
        assertThat(round.all("//t:Create//t:ItemId/@Id")).containsExactly(made);
        assertThat(tenant.done(Soap.sync(state, 512)).itemIds()).isEqualTo(round.itemIds());
        assertThat(tenant.done(Soap.sync(round.syncState(), 512)).itemIds()).isEmpty();
    }

    @Test
    void tellsChangesInPagesThatCanEachBeGoneOnFrom() {
        String state = tenant.done(Soap.sync("", 512)).syncState();
        List<String> made = List.of(create("Jane"), create("John"), create("Jim"));

        SoapAnswer first = tenant.done(Soap.sync(state, 2));
        SoapAnswer second = tenant.done(Soap.sync(first.syncState(), 2));

        assertThat(first.itemIds()).isEqualTo(made.subList(0, 2));
        assertThat(second.itemIds()).isEqualTo(made.subList(2, 3));
    }

    @Test
    void tellsAfterTheListingWhatWasEditedDuringIt() {
        String old = create("Jane");
        create("John");
        String middle = tenant.done(Soap.sync("", 1)).syncState();
        String key = tenant.done(Soap.get(Soap.ID_ONLY, old)).changeKey();
        tenant.done(Soap.update(old, key, Soap.set(Soap.field("contacts:CompanyName"),
                "<t:CompanyName>Example</t:CompanyName>")));

        SoapAnswer rest = tenant.done(Soap.sync(middle, 1));

        assertThat(rest.itemIds()).isEmpty();
        assertThat(tenant.done(Soap.sync(rest.syncState(), 1)).itemIds()).containsExactly(old);
    }

    @Test
    void goesOnAfterARestart() {
        String old = create("Jane");
        String state = tenant.done(Soap.sync("", 512)).syncState();
        tenant.close();

        tenant = new ExchangeFixture(data);

        assertThat(tenant.done(Soap.sync(state, 512)).itemIds()).isEmpty();
        assertThat(tenant.done(Soap.get(Soap.ID_ONLY, old)).itemId()).isEqualTo(old);
    }

    @Test
    void tellsAMoveAsADeleteAndACreateUnderAnotherId() {
        String before = create("Jane");
        String elsewhere = tenant.addFolder("Elsewhere");
        String here = tenant.done(Soap.sync("", 512)).syncState();
        String there = tenant.done(Soap.sync(elsewhere, "", 512)).syncState();

        String after = tenant.done(Soap.transfer("MoveItem", elsewhere, before)).itemId();

        assertThat(after).isNotEqualTo(before);
        assertThat(tenant.done(Soap.sync(here, 512)).all("//t:Delete/t:ItemId/@Id"))
                .containsExactly(before);
        assertThat(tenant.done(Soap.sync(elsewhere, there, 512)).all("//t:Create//t:ItemId/@Id"))
                .containsExactly(after);
        assertThat(tenant.send(Soap.get(Soap.ID_ONLY, before)).codes())
                .containsExactly("ErrorItemNotFound");
    }

    @Test
    void givesAnItemThatComesBackAnotherIdAgain() {
        String first = create("Jane");
        String elsewhere = tenant.addFolder("Elsewhere");
        String state = tenant.done(Soap.sync("", 512)).syncState();
        String second = tenant.done(Soap.transfer("MoveItem", elsewhere, first)).itemId();

        String third = tenant.done(Soap.transfer("MoveItem", Soap.CONTACTS, second)).itemId();

        assertThat(third).isNotIn(first, second);
        SoapAnswer round = tenant.done(Soap.sync(state, 512));
        assertThat(round.all("//t:Delete/t:ItemId/@Id")).containsExactly(first);
        assertThat(round.all("//t:Create//t:ItemId/@Id")).containsExactly(third);
    }

    @Test
    void skipsWhatIsToBeIgnoredInThatRequestAlone() {
        String ignored = create("Jane");
        String told = create("John");

        SoapAnswer round = tenant.done(Soap.sync("", 512)
                .replace("<m:MaxChangesReturned>",
                        "<m:Ignore><t:ItemId Id=\"" + ignored
                                + "\"/></m:Ignore><m:MaxChangesReturned>"));

        assertThat(round.itemIds()).containsExactly(told);
        assertThat(tenant.done(Soap.sync("", 512)).itemIds()).containsExactly(told, ignored);
    }

    @Test
    void refusesAStateThatIsCutOffWithAnEmptyOne() {
        String state = tenant.done(Soap.sync("", 512)).syncState();

        SoapAnswer refused = tenant.send(Soap.sync(state.substring(0, state.length() - 8), 512));

        assertThat(state).startsWith("H4sI");
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.the("//@ResponseClass")).isEqualTo("Error");
        assertThat(refused.codes()).containsExactly("ErrorInvalidSyncStateData");
        assertThat(refused.syncState()).isEmpty();
        assertThat(refused.the("//m:IncludesLastItemInRange")).isEqualTo("true");
    }

    @Test
    void refusesAStateOfAnotherFolder() {
        String elsewhere = tenant.addFolder("Elsewhere");
        String state = tenant.done(Soap.sync("", 512)).syncState();
        String hierarchy = tenant.done(Soap.hierarchy("")).syncState();

        assertThat(tenant.send(Soap.sync(elsewhere, state, 512)).codes())
                .containsExactly("ErrorInvalidSyncStateData");
        assertThat(tenant.send(Soap.sync(hierarchy, 512)).codes())
                .containsExactly("ErrorInvalidSyncStateData");
    }

    @Test
    void refusesPagesThatAreTooLarge() {
        assertThat(tenant.send(Soap.sync("", 513)).the("//e:ResponseCode"))
                .isEqualTo("ErrorSchemaValidation");
    }

    @Test
    void refusesBodiesInAPage() {
        SoapAnswer refused = tenant.send(Soap.sync("", 10)
                .replace(Soap.ID_ONLY,
                        Soap.only(Soap.field("item:Body"))));

        assertThat(refused.the("//e:ResponseCode")).isEqualTo("ErrorInvalidPropertyForOperation");
    }

    @Test
    void tellsFoldersOnceAndThenTheNewOnes() {
        SoapAnswer all = tenant.done(Soap.hierarchy(""));
        tenant.addFolder("Clients");

        SoapAnswer more = tenant.done(Soap.hierarchy(all.syncState()));

        assertThat(all.all("//t:ContactsFolder/t:DisplayName")).containsExactly("Contacts");
        assertThat(all.all("//t:Folder/t:DisplayName")).contains("Deleted Items");
        assertThat(more.all("//t:DisplayName")).containsExactly("Clients");
    }

    private String create(String name) {
        return tenant.done(Soap.create("<t:DisplayName>" + name + "</t:DisplayName>")).itemId();
    }
}
