package io.syncline.ews;

import static io.syncline.ews.MailboxAnswers.GET;
import static io.syncline.ews.MailboxAnswers.contact;
import static io.syncline.ews.MailboxAnswers.wellKnownFolders;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.ews.client.ScriptedService;
import io.syncline.ews.soap.Answers;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.Written;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.EmailAddress;
import io.syncline.schemas.contact.Phone;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the provider makes of answers to writes that a simulated mailbox gives seldom or never. */
class EwsWritingTest {

    private static final MailboxRef MAILBOX = new MailboxRef("t", "m", "agent@example.com",
            List.of());
    private static final String UPDATE = "UpdateItem";

    private final ScriptedService service = new ScriptedService();
    private final EwsProvider provider = new EwsProvider(service.settings());

    @AfterEach
    void stop() {
        provider.close();
        service.close();
    }

    @Test
    void saysWhatIsThereWhereTheVersionIsOld() {
        service.answers(200, wellKnownFolders());
        service.answers(200, refusedUpdate("ErrorIrresolvableConflict"))
                .answers(200, Answers.messages(GET,
                        contact("jane", "2", "contacts-id")));

        Answer<Written> answer = provider.patch(MAILBOX, patch("1"));

        assertThat(answer).isInstanceOfSatisfying(Answer.Of.class, of -> assertThat(of.value())
                .isInstanceOf(Written.Stale.class));
    }

    @Test
    void takesItsOwnWriteIdForAnEarlierLanding() {
        service.answers(200, wellKnownFolders());
        service.answers(200, refusedUpdate("ErrorStaleObject"))
                .answers(200, Answers.messages(GET, contact("jane",
                        "2", "contacts-id",
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
        service.answers(200, wellKnownFolders());
        service.answers(200, refusedUpdate("ErrorIrresolvableConflict"))
                .answers(200, Answers.messages(GET,
                        contact("jane", "1", "contacts-id")));

        assertThat(provider.patch(MAILBOX, patch("1"))).isInstanceOfSatisfying(
                Answer.Failed.class, failed -> assertThat(failed.failure())
                        .isInstanceOf(Failure.Unreachable.class));
    }

    @Test
    void namesTheVersionAndOverwritesNothing() {
        service.answers(200, wellKnownFolders());
        service.answers(200, Answers.messages(UPDATE, Answers.done(UPDATE,
                "<m:Items><t:Contact><t:ItemId Id=\"jane\" ChangeKey=\"2\"/></t:Contact>"
                        + "</m:Items>")))
                .answers(200, Answers.messages(GET,
                        contact("jane", "3", "contacts-id")));

        Answer<Written> answer = provider.patch(MAILBOX, patch("1"));

        assertThat(service.requests().get(1).body())
                .contains("ConflictResolution=\"NeverOverwrite\"", "Id=\"jane\" ChangeKey=\"1\"");
        assertThat(answer).isInstanceOfSatisfying(Answer.Of.class, of -> assertThat(of.value())
                .isInstanceOfSatisfying(Written.Landed.class,
                        landed -> assertThat(landed.version()).isEqualTo("2")));
    }

    @Test
    void neverSaysThatNothingWasDoneAfterAWriteThatLanded() {
        service.answers(200, wellKnownFolders());
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

    /** Its entry would take the place of a name that only the directory can turn into an address. */
    @Test
    void writesNoAddressOverOneThatWasPickedFromTheAddressList() {
        service.answers(200, Answers.messages(GET, contact("jane", "1", "contacts-id",
                "<t:EmailAddresses><t:Entry Key=\"EmailAddress1\" RoutingType=\"EX\">"
                        + "/O=Example/cn=jane</t:Entry></t:EmailAddresses>")))
                .answers(200, wellKnownFolders());

        Answer<Written> answer = provider.patch(MAILBOX, addresses());

        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                failed.failure()).isInstanceOfSatisfying(Failure.Rejected.class,
                        refused -> assertThat(refused.reason()).contains("address list")));
        assertThat(service.requests()).noneMatch(request -> request.body().contains(UPDATE));
    }

    @Test
    void saysThatTheVersionIsOldThoughAnAddressWasPicked() {
        String jane = contact("jane", "2", "contacts-id",
                "<t:EmailAddresses><t:Entry Key=\"EmailAddress1\" RoutingType=\"EX\">"
                        + "/o=Example/cn=jane</t:Entry></t:EmailAddresses>");
        service.answers(200, Answers.messages(GET, jane))
                .answers(200, wellKnownFolders())
                .answers(200, refusedUpdate("ErrorIrresolvableConflict"))
                .answers(200, Answers.messages(GET, jane));

        assertThat(provider.patch(MAILBOX, addresses())).isInstanceOfSatisfying(Answer.Of.class,
                of -> assertThat(of.value()).isInstanceOf(Written.Stale.class));
    }

    @Test
    void writesAddressesWhereAllCanBeRead() {
        String jane = contact("jane", "1", "contacts-id",
                "<t:EmailAddresses><t:Entry Key=\"EmailAddress1\">jane@example.com</t:Entry>"
                        + "</t:EmailAddresses>");
        service.answers(200, Answers.messages(GET, jane))
                .answers(200, wellKnownFolders())
                .answers(200, Answers.messages(UPDATE, Answers.done(UPDATE,
                        "<m:Items><t:Contact><t:ItemId Id=\"jane\" ChangeKey=\"2\"/></t:Contact>"
                                + "</m:Items>")))
                .answers(200, Answers.messages(GET, jane));

        assertThat(provider.patch(MAILBOX, addresses())).isInstanceOfSatisfying(Answer.Of.class,
                of -> assertThat(of.value()).isInstanceOf(Written.Landed.class));
    }

    private static Patch addresses() {
        return new Patch("jane", "1", List.of("emailAddresses"),
                Contact.newBuilder()
                        .setEmailAddresses(List.of(new EmailAddress("j@example.com", null)))
                        .build(),
                "", "w1");
    }

    private static Patch patch(String version) {
        return new Patch("jane", version, List.of("surname"),
                Contact.newBuilder().setSurname("Doe").build(), "", "w1");
    }

    private static byte[] refusedUpdate(String code) {
        return Answers.messages(UPDATE, Answers.refused(UPDATE, code, "<m:Items/>"));
    }
}
