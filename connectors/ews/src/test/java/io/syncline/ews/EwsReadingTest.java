package io.syncline.ews;

import static io.syncline.ews.MailboxAnswers.GET;
import static io.syncline.ews.MailboxAnswers.MISSING;
import static io.syncline.ews.MailboxAnswers.SYNC;
import static io.syncline.ews.MailboxAnswers.contact;
import static io.syncline.ews.MailboxAnswers.folder;
import static io.syncline.ews.MailboxAnswers.folders;
import static io.syncline.ews.MailboxAnswers.kept;
import static io.syncline.ews.MailboxAnswers.listed;
import static io.syncline.ews.MailboxAnswers.synced;
import static io.syncline.ews.MailboxAnswers.wellKnownFolders;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.ews.client.ScriptedService;
import io.syncline.ews.soap.Answers;
import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.port.Sighting;
import io.syncline.schemas.contact.GoneEvidence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the provider makes of answers that a simulated mailbox gives seldom or never. */
class EwsReadingTest {

    private static final MailboxRef MAILBOX = new MailboxRef("t", "m", "agent@example.com",
            List.of());
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
        service.answers(200,
                Answers.messages(SYNC, Answers.refused(SYNC,
                        "ErrorInvalidSyncStateData", "<m:SyncState/><m:IncludesLastItemInRange>true"
                                + "</m:IncludesLastItemInRange>")));

        assertThat(provider.changes(MAILBOX, "contacts", "H4sI", 100)).isEqualTo(Answer.of(
                new Changes.PositionLost("ErrorInvalidSyncStateData: Refused by a test.")));
    }

    @Test
    void takesAGhostForAnItemThatLeft() {
        service.answers(200,
                synced("true",
                        kept("ghost") + kept("jane")))
                .answers(200, Answers.messages(GET, MISSING,
                        contact("jane", "2", "contacts-id")));
        service.answers(200, wellKnownFolders());

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
                .answers(200, Answers.messages(GET,
                        contact("jane", "2", "contacts-id")));
        service.answers(200, wellKnownFolders());

        Changes.Page page = page(provider.changes(MAILBOX, "contacts", "H4sI", 100));

        assertThat(page.items()).hasSize(1);
        assertThat(page.removedIds()).containsExactly("gone");
        assertThat(page.complete()).isFalse();
    }

    @Test
    void looksAtWhatAnUnknownKindOfChangeNamesThoughItHadLeft() {
        service.answers(200, synced("true",
                "<t:Delete><t:ItemId Id=\"jane\"/></t:Delete>"
                        + "<t:Recolour><t:ItemId Id=\"jane\"/></t:Recolour>"))
                .answers(200, Answers.messages(GET, contact("jane", "2", "contacts-id")));
        service.answers(200, wellKnownFolders());

        Changes.Page page = page(provider.changes(MAILBOX, "contacts", "H4sI", 100));

        assertThat(page.items()).hasSize(1);
        assertThat(page.removedIds()).isEmpty();
    }

    @Test
    void leavesDistributionListsAlone() {
        service.answers(200, synced("true", "<t:Create><t:DistributionList>"
                + "<t:ItemId Id=\"list\"/></t:DistributionList></t:Create>"));
        service.answers(200, wellKnownFolders());

        assertThat(page(provider.changes(MAILBOX, "contacts", "", 100)).items()).isEmpty();
    }

    @Test
    void asksForHalfAsManyWhereTheServiceGivesUpInTheMiddle() {
        service.answers(200,
                synced("true", kept("a") + kept("b")))
                .answers(200,
                        Answers.messages(GET,
                                contact("a", "1", "contacts-id"),
                                Answers.refused(GET, "ErrorTimeoutExpired",
                                        "<m:Items/>")))
                .answers(200,
                        Answers.messages(GET,
                                contact("a", "1", "contacts-id")))
                .answers(200, Answers.messages(GET,
                        contact("b", "1", "contacts-id")));
        service.answers(200, wellKnownFolders());

        assertThat(page(provider.changes(MAILBOX, "contacts", "", 100)).items()).hasSize(2);
    }

    @Test
    void goesOnWithoutAnItemThatCannotBeShown() {
        service.answers(200,
                synced("true", kept("a") + kept("b")))
                .answers(200, Answers.messages(GET,
                        Answers.refused(GET, "ErrorCorruptData", "<m:Items/>"),
                        contact("b", "1", "contacts-id")));
        service.answers(200, wellKnownFolders());

        assertThat(page(provider.changes(MAILBOX, "contacts", "", 100)).items()).hasSize(1);
    }

    @Test
    void readsThePageAgainAfterABusyServerWithinIt() {
        service.answers(200,
                synced("true", kept("a") + kept("b")))
                .answers(200,
                        Answers.messages(GET,
                                contact("a", "1", "contacts-id"),
                                Answers.refused(GET, "ErrorServerBusy",
                                        "<m:MessageXml>"
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
                .answers(200,
                        listed("<t:Contact><t:ItemId Id=\"other\"/></t:Contact>"))
                .answers(200, Answers.messages(GET, MISSING));

        assertThat(provider.read(MAILBOX, "jane")).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unavailable.class));
    }

    @Test
    void takesAnItemForGoneInAMailboxThatHoldsNoOther() {
        service.answers(200, Answers.messages(GET, MISSING))
                .answers(200, listed(""));

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
        service.answers(200, Answers.messages(GET,
                contact("jane", "1", "clients")));
        service.answers(200, wellKnownFolders());
        service.answers(200, folder("clients", "deleted-id"));

        assertThat(provider.read(MAILBOX, "jane"))
                .isEqualTo(Answer.of(new Sighting.Gone(GoneEvidence.DELETED_ITEMS)));
    }

    @Test
    void findsAnItemInAFolderOfAnyDepthThere() {
        service.answers(200, Answers.messages(GET,
                contact("jane", "1", "clients")));
        service.answers(200, wellKnownFolders());
        service.answers(200, folder("clients", "family"))
                .answers(200,
                        folder("family", "contacts-id"));

        assertThat(provider.read(MAILBOX, "jane")).isInstanceOfSatisfying(Answer.Of.class,
                of -> assertThat(of.value()).isInstanceOf(Sighting.There.class));
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
        service.answers(200,
                Answers.messages(GET, contact("jane", "1", "any")))
                .answers(200, Answers.messages("GetFolder", NO_FOLDER, NO_FOLDER, NO_FOLDER));

        assertThat(provider.read(MAILBOX, "jane")).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unavailable.class));
    }

    private static Changes.Page page(Answer<Changes> answer) {
        return switch (answer) {
            case Answer.Of<Changes>(Changes.Page page) -> page;
            case Answer<Changes> other -> throw new AssertionError(other);
        };
    }
}
