package io.syncline.ews;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.ews.client.ScriptedService;
import io.syncline.ews.soap.Answers;
import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.Sighting;
import io.syncline.port.Written;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.GoneEvidence;
import io.syncline.schemas.contact.Phone;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the provider makes of answers that a simulated mailbox gives seldom or never. */
class EwsProviderTest {

    private static final MailboxRef MAILBOX = new MailboxRef("t", "m", "agent@example.com",
            List.of());
    private static final String SYNC = "SyncFolderItems";
    private static final String GET = "GetItem";
    private static final String UPDATE = "UpdateItem";
    private static final String MISSING = Answers.refused(GET, "ErrorItemNotFound", "<m:Items/>");

    private static final String NO_FOLDER = Answers.refused("GetFolder", "ErrorFolderNotFound",
            "<m:Folders/>");

    private final ScriptedService service = new ScriptedService();
    private final EwsProvider provider = new EwsProvider(service.settings());

    @AfterEach
    void stop() {
        provider.close();
        service.close();
    }

    @Test
    void neverKeepsAnEmptyState() {
        service.answers(200, Answers.messages(SYNC, Answers.refused(SYNC,
                "ErrorInvalidSyncStateData", "<m:SyncState/><m:IncludesLastItemInRange>true"
                        + "</m:IncludesLastItemInRange>")));

        assertThat(provider.changes(MAILBOX, "contacts", "H4sI", 100)).isEqualTo(Answer.of(
                new Changes.PositionLost("ErrorInvalidSyncStateData: Refused by a test.")));
    }

    @Test
    void takesAGhostForAnItemThatLeft() {
        service.answers(200, synced("true", kept("ghost") + kept("jane")))
                .answers(200, Answers.messages(GET, MISSING, contact("jane", "2", "contacts-id")));
        answersFolders();

        Changes.Page page = page(provider.changes(MAILBOX, "contacts", "", 100));

        assertThat(page.removedIds()).containsExactly("ghost");
        assertThat(page.items()).singleElement()
                .matches(item -> item.getExternalId().equals("jane"))
                .matches(item -> item.getFolderId().orElse("").equals("contacts"));
        assertThat(page.position()).isEqualTo("H4sInext");
        assertThat(page.complete()).isTrue();
    }

    @Test
    void looksAtWhatAnUnknownKindOfChangeNames() {
        service.answers(200, synced("false",
                "<t:Recolour><t:ItemId Id=\"jane\"/></t:Recolour>"
                        + "<t:Delete><t:ItemId Id=\"gone\"/></t:Delete>"))
                .answers(200, Answers.messages(GET, contact("jane", "2", "contacts-id")));
        answersFolders();

        Changes.Page page = page(provider.changes(MAILBOX, "contacts", "H4sI", 100));

        assertThat(page.items()).hasSize(1);
        assertThat(page.removedIds()).containsExactly("gone");
        assertThat(page.complete()).isFalse();
    }

    @Test
    void leavesDistributionListsAlone() {
        service.answers(200, synced("true", "<t:Create><t:DistributionList>"
                + "<t:ItemId Id=\"list\"/></t:DistributionList></t:Create>"));
        answersFolders();

        assertThat(page(provider.changes(MAILBOX, "contacts", "", 100)).items()).isEmpty();
    }

    @Test
    void asksForHalfAsManyWhereTheServiceGivesUpInTheMiddle() {
        service.answers(200, synced("true", kept("a") + kept("b")))
                .answers(200, Answers.messages(GET, contact("a", "1", "contacts-id"),
                        Answers.refused(GET, "ErrorTimeoutExpired", "<m:Items/>")))
                .answers(200, Answers.messages(GET, contact("a", "1", "contacts-id")))
                .answers(200, Answers.messages(GET, contact("b", "1", "contacts-id")));
        answersFolders();

        assertThat(page(provider.changes(MAILBOX, "contacts", "", 100)).items()).hasSize(2);
    }

    @Test
    void goesOnWithoutAnItemThatCannotBeShown() {
        service.answers(200, synced("true", kept("a") + kept("b")))
                .answers(200, Answers.messages(GET,
                        Answers.refused(GET, "ErrorCorruptData", "<m:Items/>"),
                        contact("b", "1", "contacts-id")));
        answersFolders();

        assertThat(page(provider.changes(MAILBOX, "contacts", "", 100)).items()).hasSize(1);
    }

    @Test
    void readsThePageAgainAfterABusyServerWithinIt() {
        service.answers(200, synced("true", kept("a") + kept("b")))
                .answers(200, Answers.messages(GET, contact("a", "1", "contacts-id"),
                        Answers.refused(GET, "ErrorServerBusy", "<m:MessageXml>"
                                + Answers.value("BackOffMilliseconds", "3000")
                                + "</m:MessageXml>")));

        assertThat(provider.changes(MAILBOX, "contacts", "", 100)).isInstanceOfSatisfying(
                Answer.Failed.class, failed -> assertThat(failed.failure())
                        .isInstanceOfSatisfying(Failure.Throttled.class, throttled -> assertThat(
                                throttled.retryAfter()).isEqualTo(Duration.ofSeconds(3))));
    }

    @Test
    void turnsNotInCirclesWhereTheServiceTellsNothing() {
        service.answers(200, Answers.messages(SYNC, Answers.done(SYNC,
                "<m:SyncState>H4sI</m:SyncState><m:IncludesLastItemInRange>false"
                        + "</m:IncludesLastItemInRange><m:Changes/>")));

        assertThat(provider.changes(MAILBOX, "contacts", "H4sI", 100))
                .isInstanceOf(Answer.Failed.class);
    }

    @Test
    void takesAnItemForGoneOnlyIfOthersCanBeRead() {
        service.answers(200, Answers.messages(GET, MISSING))
                .answers(200, listed("<t:Contact><t:ItemId Id=\"other\"/></t:Contact>"))
                .answers(200, Answers.messages(GET, MISSING));

        assertThat(provider.read(MAILBOX, "jane")).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unavailable.class));
    }

    @Test
    void takesAnItemForGoneInAMailboxThatHoldsNoOther() {
        service.answers(200, Answers.messages(GET, MISSING)).answers(200, listed(""));

        assertThat(provider.read(MAILBOX, "jane"))
                .isEqualTo(Answer.of(new Sighting.Gone(GoneEvidence.NOT_IN_ANY_FOLDER)));
    }

    @Test
    void refusesAnIdThatTheServiceCannotParse() {
        service.answers(200, Answers.messages(GET,
                Answers.refused(GET, "ErrorInvalidIdMalformed", "<m:Items/>")));

        assertThat(provider.read(MAILBOX, "no id")).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(Failure.Rejected.class));
    }

    @Test
    void findsAnItemInADeletedFolderDeleted() {
        service.answers(200, Answers.messages(GET, contact("jane", "1", "clients")));
        answersFolders();
        service.answers(200, folder("clients", "deleted-id"));

        assertThat(provider.read(MAILBOX, "jane"))
                .isEqualTo(Answer.of(new Sighting.Gone(GoneEvidence.DELETED_ITEMS)));
    }

    @Test
    void findsAnItemInAFolderOfAnyDepthThere() {
        service.answers(200, Answers.messages(GET, contact("jane", "1", "clients")));
        answersFolders();
        service.answers(200, folder("clients", "family"))
                .answers(200,
                        folder("family", "contacts-id"));

        assertThat(provider.read(MAILBOX, "jane")).isInstanceOfSatisfying(Answer.Of.class,
                of -> assertThat(of.value()).isInstanceOf(Sighting.There.class));
    }

    @Test
    void saysWhatIsThereWhereTheVersionIsOld() {
        answersFolders();
        service.answers(200, refusedUpdate("ErrorIrresolvableConflict"))
                .answers(200, Answers.messages(GET, contact("jane", "2", "contacts-id")));

        Answer<Written> answer = provider.patch(MAILBOX, patch("1"));

        assertThat(answer).isInstanceOfSatisfying(Answer.Of.class, of -> assertThat(of.value())
                .isInstanceOf(Written.Stale.class));
    }

    @Test
    void takesItsOwnWriteIdForAnEarlierLanding() {
        answersFolders();
        service.answers(200, refusedUpdate("ErrorStaleObject"))
                .answers(200, Answers.messages(GET, contact("jane", "2", "contacts-id",
                        "<t:ExtendedProperty><t:ExtendedFieldURI PropertySetId="
                                + "\"6F2B0C1E-8A53-4D0E-9B52-5D1B1F6A7C10\""
                                + " PropertyName=\"SynclineWrite\" PropertyType=\"String\"/>"
                                + "<t:Value>w1</t:Value></t:ExtendedProperty>")));

        assertThat(provider.patch(MAILBOX, patch("1"))).isInstanceOfSatisfying(Answer.Of.class,
                of -> assertThat(of.value()).isInstanceOfSatisfying(Written.Landed.class,
                        landed -> assertThat(landed.version()).isEmpty()));
    }

    @Test
    void triesAgainLaterWhereTheConflictIsWithNobody() {
        answersFolders();
        service.answers(200, refusedUpdate("ErrorIrresolvableConflict"))
                .answers(200, Answers.messages(GET, contact("jane", "1", "contacts-id")));

        assertThat(provider.patch(MAILBOX, patch("1"))).isInstanceOfSatisfying(
                Answer.Failed.class, failed -> assertThat(failed.failure())
                        .isInstanceOf(Failure.Unreachable.class));
    }

    @Test
    void namesTheVersionAndOverwritesNothing() {
        answersFolders();
        service.answers(200, Answers.messages(UPDATE, Answers.done(UPDATE,
                "<m:Items><t:Contact><t:ItemId Id=\"jane\" ChangeKey=\"2\"/></t:Contact>"
                        + "</m:Items>")))
                .answers(200, Answers.messages(GET, contact("jane", "3", "contacts-id")));

        Answer<Written> answer = provider.patch(MAILBOX, patch("1"));

        assertThat(service.requests().get(1).body())
                .contains("ConflictResolution=\"NeverOverwrite\"", "Id=\"jane\" ChangeKey=\"1\"");
        assertThat(answer).isInstanceOfSatisfying(Answer.Of.class, of -> assertThat(of.value())
                .isInstanceOfSatisfying(Written.Landed.class,
                        landed -> assertThat(landed.version()).isEqualTo("2")));
    }

    @Test
    void neverSaysThatNothingWasDoneAfterAWriteThatLanded() {
        answersFolders();
        service.answers(200, Answers.messages(UPDATE, Answers.done(UPDATE,
                "<m:Items><t:Contact><t:ItemId Id=\"jane\" ChangeKey=\"2\"/></t:Contact>"
                        + "</m:Items>")))
                .answers(429, new byte[0], "Retry-After", "5");

        assertThat(provider.patch(MAILBOX, patch("1"))).isEqualTo(Answer.failed(
                new Failure.Unreachable(Duration.ofSeconds(5),
                        "Written, but not looked at: HTTP 429")));
    }

    @Test
    void asksTheServiceForNothingThatItCannotHold() {
        Phone phone = new Phone("202-555-0101", null);
        Contact wished = Contact.newBuilder()
                .setBusinessPhones(List.of(phone, phone, phone))
                .build();

        Answer<Written> answer = provider.create(MAILBOX,
                new Patch("", "", List.of("businessPhones"), wished, "t/m/i", "w1"));

        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                failed.failure()).isInstanceOf(Failure.Rejected.class));
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void followsPlainFoldersThatPeopleSee() {
        service.answers(200, folders("<t:ContactsFolder><t:FolderId Id=\"clients\"/>"
                + "<t:FolderClass>IPF.Contact</t:FolderClass></t:ContactsFolder>"
                + "<t:ContactsFolder><t:FolderId Id=\"recipients\"/><t:FolderClass>"
                + "IPF.Contact.RecipientCache</t:FolderClass></t:ContactsFolder>"
                + "<t:ContactsFolder><t:FolderId Id=\"hidden\"/><t:FolderClass>IPF.Contact"
                + "</t:FolderClass><t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0x10f4\""
                + " PropertyType=\"Boolean\"/><t:Value>true</t:Value></t:ExtendedProperty>"
                + "</t:ContactsFolder>"));

        assertThat(provider.folders(MAILBOX))
                .isEqualTo(Answer.of(List.of("contacts", "clients")));
    }

    @Test
    void takesAMailboxWithoutContactsForClosed() {
        service.answers(200, Answers.messages(GET, contact("jane", "1", "any")))
                .answers(200, Answers.messages("GetFolder", NO_FOLDER, NO_FOLDER, NO_FOLDER));

        assertThat(provider.read(MAILBOX, "jane")).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unavailable.class));
    }

    private void answersFolders() {
        service.answers(200, Answers.messages("GetFolder", shown("contacts-id", "top-id"),
                shown("deleted-id", "top-id"), shown("top-id", "root-id")));
    }

    private static Patch patch(String version) {
        return new Patch("jane", version, List.of("surname"),
                Contact.newBuilder().setSurname("Doe").build(), "", "w1");
    }

    private static byte[] synced(String isLast, String changes) {
        return Answers.messages(SYNC, Answers.done(SYNC, "<m:SyncState>H4sInext</m:SyncState>"
                + "<m:IncludesLastItemInRange>" + isLast + "</m:IncludesLastItemInRange>"
                + "<m:Changes>" + changes + "</m:Changes>"));
    }

    private static String kept(String id) {
        return "<t:Create><t:Contact><t:ItemId Id=\"" + id + "\"/></t:Contact></t:Create>";
    }

    private static String contact(String id, String version, String folder, String... more) {
        return Answers.done(GET, "<m:Items><t:Contact><t:ItemId Id=\"" + id + "\" ChangeKey=\""
                + version + "\"/><t:ParentFolderId Id=\"" + folder + "\"/>"
                + String.join("", more) + "</t:Contact></m:Items>");
    }

    private static byte[] folder(String id, String parent) {
        return Answers.messages("GetFolder", shown(id, parent));
    }

    private static String shown(String id, String parent) {
        return Answers.done("GetFolder",
                "<m:Folders><t:ContactsFolder><t:FolderId Id=\"" + id + "\"/>"
                        + "<t:ParentFolderId Id=\"" + parent + "\"/></t:ContactsFolder>"
                        + "</m:Folders>");
    }

    private static byte[] folders(String folders) {
        return Answers.messages("FindFolder", Answers.done("FindFolder",
                "<m:RootFolder IncludesLastItemInRange=\"true\"><t:Folders>" + folders
                        + "</t:Folders></m:RootFolder>"));
    }

    private static byte[] listed(String items) {
        return Answers.messages("FindItem", Answers.done("FindItem",
                "<m:RootFolder IncludesLastItemInRange=\"true\"><t:Items>" + items
                        + "</t:Items></m:RootFolder>"));
    }

    private static byte[] refusedUpdate(String code) {
        return Answers.messages(UPDATE, Answers.refused(UPDATE, code, "<m:Items/>"));
    }

    private static Changes.Page page(Answer<Changes> answer) {
        return switch (answer) {
            case Answer.Of<Changes>(Changes.Page page) -> page;
            case Answer<Changes> other -> throw new AssertionError(other);
        };
    }
}
