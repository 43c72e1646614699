package io.syncline.ews.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes out is what the service's schema allows, in its order. */
class RequestsTest {

    private static final FolderRef CONTACTS = new FolderRef.Distinguished("contacts", "");
    private static final FolderRef OTHERS = new FolderRef.Distinguished("contacts",
            "agent@example.com");
    private static final ItemId ITEM = new ItemId("AAMk=", "EQAA");
    private static final FieldPath STAMP = new FieldPath.ByName(
            "6f2b0c1e-8a53-4d0e-9b52-5d1b1f6a7c10", "SynclineItem", "String");
    private static final FieldPath SURNAME = new FieldPath.Named("contacts:Surname");
    private static final Shape SHAPE = new Shape(List.of(SURNAME,
            new FieldPath.Entry("contacts:PhoneNumber", "MobilePhone"), STAMP,
            new FieldPath.ByNumber("00062008-0000-0000-C000-000000000046", 0x8506, "Boolean"),
            new FieldPath.ByTag("0x3A45", "String")), true);
    private static final Element DOE = Element.type("Contact", Element.type("Surname", "Doe"));
    private static final Restriction.Equal STAMPED = new Restriction.Equal(STAMP, "t/m/i");

    static Stream<Operation<?>> operations() {
        return Stream.of(new SyncFolderItems(CONTACTS, "", 100),
                new SyncFolderItems(new FolderRef.ById("AQMk="), "H4sI", 100_000),
                new SyncFolderHierarchy(CONTACTS, ""),
                new SyncFolderHierarchy(CONTACTS, "H4sI"),
                new GetItem(SHAPE, List.of(ITEM, ItemId.of("AAMk2="))),
                new FindItem(Shape.IDS, OTHERS, STAMPED, 0, 1),
                new FindItem(SHAPE, CONTACTS, new Restriction.None(), 250, Page.SIZE_MAX),
                new FindItem(SHAPE, CONTACTS, new Restriction.Any(List.of(STAMPED, STAMPED)), 0,
                        1),
                new FindItem(SHAPE, CONTACTS, new Restriction.Any(List.of(STAMPED)), 0, 1),
                new CreateItem(CONTACTS, DOE),
                new UpdateItem(ITEM, List.of(new UpdateItem.Update.Set(SURNAME, DOE),
                        new UpdateItem.Update.Clear(new FieldPath.Named("item:Body")))),
                new DeleteItem(ITEM), new MoveItem(ITEM, CONTACTS),
                new GetFolder(List.of(CONTACTS, OTHERS)), new FindFolder(CONTACTS, 0),
                new Subscribe(List.of(CONTACTS)),
                new GetStreamingEvents(List.of("subscription"), 30),
                new Unsubscribe("subscription"), new ResolveNames("agent@example.com"),
                new ConvertId("EwsId", "EntryId", "agent@example.com", List.of("AAMk=")));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void areValid(Operation<?> operation) {
        Schemas schemas = Schemas.orSkip();

        schemas.check(new Envelope("Exchange2013_SP1", "agent@example.com").of(operation));
    }

    @Test
    void nameTheMailboxOnWhoseBehalfTheyAre() {
        String request = text(new Envelope("Exchange2013_SP1", "agent@example.com")
                .of(new Unsubscribe("s")));

        assertThat(request).contains("<s:Header>"
                + "<t:RequestServerVersion Version=\"Exchange2013_SP1\"/>"
                + "<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>"
                + "agent@example.com</t:PrimarySmtpAddress></t:ConnectingSID>"
                + "</t:ExchangeImpersonation></s:Header>");
    }

    @Test
    void nameNobodyWhereTheSenderActsForHimself() {
        assertThat(text(new Envelope("Exchange2013_SP1", "").of(new Unsubscribe("s"))))
                .doesNotContain("ExchangeImpersonation");
    }

    @Test
    void holdNoCharacterThatXmlCannotHold() {
        String request = text(new Envelope("Exchange2013_SP1", "").of(new CreateItem(CONTACTS,
                Element.type("Contact", Element.type("Surname",
                        "a\u0001\u000b\ud800b\n\tc\uffff <&> \ud83d\ude00 é")))));

        assertThat(request).contains(">ab\n\tc &lt;&amp;&gt; \ud83d\ude00 é<");
    }

    @Test
    void askForNoMoreChangesThanTheServiceTells() {
        assertThat(text(new Envelope("Exchange2013_SP1", "")
                .of(new SyncFolderItems(CONTACTS, "", 100_000))))
                .contains("<m:MaxChangesReturned>512</m:MaxChangesReturned>");
    }

    private static String text(byte[] request) {
        return new String(request, UTF_8);
    }
}
