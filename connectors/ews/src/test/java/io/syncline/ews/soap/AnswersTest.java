package io.syncline.ews.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.ews.soap.GetStreamingEvents.Event;
import io.syncline.ews.soap.GetStreamingEvents.Told;
import io.syncline.ews.soap.SyncFolderItems.Changed;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in is understood, and what is not understood is kept. */
class AnswersTest {

    private static final FolderRef CONTACTS = new FolderRef.Distinguished("contacts", "");
    private static final SyncFolderItems SYNC = new SyncFolderItems(CONTACTS, "", 100);

    @Test
    void tellsEveryKindOfChangeTheUnknownOnesToo() {
        Changed changed = done(SYNC, Answers.messages("SyncFolderItems",
                Answers.done("SyncFolderItems", "<m:SyncState>H4sI</m:SyncState>"
                        + "<m:IncludesLastItemInRange>false</m:IncludesLastItemInRange>"
                        + "<m:Changes>"
                        + "<t:Create><t:Contact><t:ItemId Id=\"a\" ChangeKey=\"1\"/></t:Contact>"
                        + "</t:Create><t:Update><t:DistributionList><t:ItemId Id=\"A\"/>"
                        + "</t:DistributionList></t:Update>"
                        + "<t:Delete><t:ItemId Id=\"b\" ChangeKey=\"2\"/></t:Delete>"
                        + "<t:ReadFlagChange><t:ItemId Id=\"c\"/><t:IsRead>true</t:IsRead>"
                        + "</t:ReadFlagChange>"
                        + "<t:Recolour><t:ItemId Id=\"d\"/></t:Recolour></m:Changes>")));

        assertThat(changed.state()).isEqualTo("H4sI");
        assertThat(changed.isLast()).isFalse();
        assertThat(changed.changes()).containsExactly(
                new ItemChange.Kept(new ItemId("a", "1"), "Contact"),
                new ItemChange.Kept(ItemId.of("A"), "DistributionList"),
                new ItemChange.Left(new ItemId("b", "2")),
                new ItemChange.ReadFlag(ItemId.of("c")),
                new ItemChange.Unknown("Recolour", Optional.of(ItemId.of("d"))));
    }

    @Test
    void takesALostStateForARefusalAlthoughItLooksComplete() {
        Outcome<Changed> outcome = outcome(SYNC, Answers.messages("SyncFolderItems",
                Answers.refused("SyncFolderItems", "ErrorInvalidSyncStateData",
                        "<m:SyncState/><m:IncludesLastItemInRange>true"
                                + "</m:IncludesLastItemInRange>")));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.error().code())
                        .isEqualTo("ErrorInvalidSyncStateData"));
    }

    @Test
    void takesNoPageWithoutAState() {
        byte[] answer = Answers.messages("SyncFolderItems", Answers.done("SyncFolderItems",
                "<m:SyncState/><m:IncludesLastItemInRange>true</m:IncludesLastItemInRange>"));

        assertThatThrownBy(() -> Envelope.read(SYNC, answer))
                .isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void keepsTheOrderOfWhatWasAsked() {
        GetItem operation = new GetItem(Shape.IDS, List.of(ItemId.of("a"), ItemId.of("b")));

        Reply<Element> reply = Envelope.read(operation, Answers.messages("GetItem",
                Answers.refused("GetItem", "ErrorItemNotFound", "<m:Items/>"),
                Answers.done("GetItem",
                        "<m:Items><t:Contact><t:ItemId Id=\"b\"/></t:Contact></m:Items>")));

        List<Outcome<Element>> outcomes = ((Reply.Messages<Element>) reply).outcomes();
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(
                ItemId.in((Element) done.value())).contains(ItemId.of("b")));
    }

    @Test
    void readsAFaultWithWhatItSaysBesides() {
        Reply<Changed> reply = Envelope.read(SYNC,
                Answers.fault("ErrorServerBusy", Answers.value("BackOffMilliseconds", "297749")));

        assertThat(reply).isEqualTo(new Reply.Fault<>(new ServiceError("ErrorServerBusy",
                "Refused by a test.", Map.of("BackOffMilliseconds", "297749"))));
    }

    @Test
    void findsTheErrorWithinAGeneralOne() {
        Outcome<Changed> outcome = outcome(SYNC, Answers.messages("SyncFolderItems",
                Answers.refused("SyncFolderItems", "ErrorInternalServerError", "<m:MessageXml>"
                        + Answers.value("InnerErrorResponseCode", "ErrorServerBusy")
                        + Answers.value("BackOffMilliseconds", "5000") + "</m:MessageXml>")));

        assertThat(((Outcome.Refused<Changed>) outcome).error().innermost().code())
                .isEqualTo("ErrorServerBusy");
    }

    @Test
    void pagesThroughASearch() {
        Page page = done(new FindItem(Shape.IDS, CONTACTS, new Restriction.None(), 0, 1),
                Answers.messages("FindItem", Answers.done("FindItem",
                        "<m:RootFolder IndexedPagingOffset=\"1\" TotalItemsInView=\"2\""
                                + " IncludesLastItemInRange=\"false\"><t:Items><t:Contact>"
                                + "<t:ItemId Id=\"a\"/></t:Contact></t:Items></m:RootFolder>")));

        assertThat(page.next()).isEqualTo(1);
        assertThat(page.found()).hasSize(1);
    }

    /** It would pass for the last page, and what stands on the next for gone. */
    @Test
    void takesNoSearchThatGoesOnWithoutSayingWhere() {
        FindItem search = new FindItem(Shape.IDS, CONTACTS, new Restriction.None(), 0, 1);
        byte[] answer = Answers.messages("FindItem", Answers.done("FindItem",
                "<m:RootFolder IncludesLastItemInRange=\"false\"><t:Items/></m:RootFolder>"));

        assertThatThrownBy(() -> Envelope.read(search, answer))
                .isInstanceOf(MalformedAnswer.class)
                .hasMessageContaining("goes on");
    }

    @Test
    void takesNoMoreElementsThanAnyAnswerHas() {
        byte[] answer = Answers.messages("FindItem", Answers.done("FindItem",
                "<m:RootFolder>" + "<a/>".repeat(1_000_001) + "</m:RootFolder>"));

        assertThatThrownBy(() -> Envelope.read(SYNC, answer))
                .isInstanceOf(MalformedAnswer.class)
                .hasMessageContaining("elements");
    }

    @Test
    void readsAFolderWithItsKindAndWhetherItIsHidden() {
        Folder folder = done(new GetFolder(List.of(CONTACTS)),
                Answers.messages("GetFolder", Answers.done("GetFolder",
                        "<m:Folders><t:ContactsFolder><t:FolderId Id=\"f\" ChangeKey=\"1\"/>"
                                + "<t:ParentFolderId Id=\"p\"/><t:FolderClass>IPF.Contact"
                                + "</t:FolderClass><t:ExtendedProperty><t:ExtendedFieldURI"
                                + " PropertyTag=\"0x10f4\" PropertyType=\"Boolean\"/>"
                                + "<t:Value>true</t:Value></t:ExtendedProperty>"
                                + "</t:ContactsFolder></m:Folders>")));

        assertThat(folder).isEqualTo(
                new Folder("f", "ContactsFolder", "IPF.Contact", "p", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "<?xml version=\"1.0\" encoding=\"utf-8\"?>"})
    void readsEnvelopeAfterEnvelopeOfAStream(String between) {
        GetStreamingEvents operation = new GetStreamingEvents(List.of("s"), 1);
        String first = streamed("<m:Notifications><t:Notification><t:SubscriptionId>s"
                + "</t:SubscriptionId><t:ModifiedEvent><t:TimeStamp>2026-11-01T00:00:00Z"
                + "</t:TimeStamp><t:ItemId Id=\"a\"/><t:ParentFolderId Id=\"f\"/>"
                + "</t:ModifiedEvent><t:StatusEvent/><t:SurprisingEvent/></t:Notification>"
                + "</m:Notifications>");
        String last = streamed("<m:ConnectionStatus>Closed</m:ConnectionStatus>");
        List<Told> told = new ArrayList<>();

        Envelope.readAll(operation,
                new ByteArrayInputStream((first + between + last).getBytes(UTF_8)),
                reply -> told.add(value(reply)));

        assertThat(told).containsExactly(
                new Told(List.of(new Event("s", "ModifiedEvent", "f"),
                        new Event("s", "SurprisingEvent", "")), List.of(), false,
                        Optional.empty()),
                new Told(List.of(), List.of(), true, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no XML", "<a", "<a/>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>",
            "<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>"})
    void takesNothingElseForAnAnswer(String answer) {
        assertThatThrownBy(() -> Envelope.read(SYNC, answer.getBytes(UTF_8)))
                .isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void followsNoDepthWithoutEnd() {
        byte[] deep = "<a>".repeat(10_000).getBytes(UTF_8);

        assertThatThrownBy(() -> Envelope.read(SYNC, deep)).isInstanceOf(MalformedAnswer.class);
    }

    private static String streamed(String content) {
        return new String(Answers.messages("GetStreamingEvents",
                Answers.done("GetStreamingEvents", content)), UTF_8)
                .replace("<?xml version=\"1.0\" encoding=\"utf-8\"?>", "");
    }

    private static <T> Outcome<T> outcome(Operation<T> operation, byte[] answer) {
        return ((Reply.Messages<T>) Envelope.read(operation, answer)).outcomes().getFirst();
    }

    private static <T> T done(Operation<T> operation, byte[] answer) {
        return ((Outcome.Done<T>) outcome(operation, answer)).value();
    }

    private static <T> T value(Reply<T> reply) {
        return ((Outcome.Done<T>) ((Reply.Messages<T>) reply).outcomes().getFirst()).value();
    }
}
