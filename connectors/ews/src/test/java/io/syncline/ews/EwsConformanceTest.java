package io.syncline.ews;

import static io.syncline.conformance.simulated.SimulatedMailbox.fault;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.port.Answer;
import io.syncline.port.Changes;
import io.syncline.port.Failure;
import io.syncline.port.MailboxRef;
import io.syncline.port.Patch;
import io.syncline.port.Sighting;
import io.syncline.port.Written;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EWS against the simulated tenant. */
class EwsConformanceTest extends EwsConformance {

    @Override
    SimulatedEws tenant(Path data) {
        return new SimulatedEws(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy_status", "busy_fault", "busy_message", "busy_nested"})
    void hearsThatTheServerIsBusyHoweverItSaysSo(String kind) {
        tenant.arm(fault(kind).put("millis", 17_000));

        assertThat(provider.read(mailbox(), "any")).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOfSatisfying(
                        Failure.Throttled.class, throttled -> assertThat(throttled.retryAfter())
                                .isEqualTo(Duration.ofSeconds(17))));
    }

    @Test
    void saysWhatToCheckWhereEwsIsSwitchedOff() throws InterruptedException {
        tenant.arm(fault("status").put("status", 403));

        assertThat(provider.folders(mailbox())).isInstanceOfSatisfying(Answer.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOfSatisfying(
                        Failure.Unavailable.class, closed -> assertThat(closed.reason())
                                .contains("EwsEnabled", "EwsAllowedAppIDs")));
        Thread.sleep(Duration.ofMillis(1_100)); // Nobody is asked again at once.
        assertThat(provider.folders(mailbox())).isInstanceOf(Answer.Of.class);
    }

    @Test
    void sendsACreateOnceEvenWhenTheAnswerIsLost() {
        tenant.arm(fault("drop_answer").put("operation", "CreateItem"));

        Answer<Written> answer = provider.create(mailbox(), new Patch("", "",
                List.of("displayName"), jane("lost"), "t/m/lost", "w1"));

        assertThat(answer).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                failed.failure()).isInstanceOf(Failure.Unreachable.class));
        assertThat(valueOf(provider.findStamped(mailbox(), "t/m/lost"))).hasSize(1);
    }

    @Test
    void listsAgainAfterTheServiceForgotItsState() {
        Changes.Page page = (Changes.Page) valueOf(
                provider.changes(mailbox(), "contacts", "", 500));
        tenant.arm(fault("state_lost").put("operation", "SyncFolderItems"));

        assertThat(valueOf(provider.changes(mailbox(), "contacts", page.position(), 500)))
                .isInstanceOf(Changes.PositionLost.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read_flag", "unknown_change", "unknown_value"})
    void goesOnOverWhatItDoesNotKnow(String kind) {
        String id = tenant.creates(jane(kind));
        ObjectNode fault = fault(kind);
        tenant.arm(kind.equals("unknown_value")
                ? fault.put("operation", "GetItem")
                : fault.put("operation", "SyncFolderItems"));

        Changes.Page page = (Changes.Page) valueOf(
                provider.changes(mailbox(), "contacts", "", 500));

        assertThat(page.items()).extracting(Reading::getExternalId).contains(id);
    }

    @Test
    void asksForANewTokenWhenTheServiceForgotTheOldOne() {
        tenant.forgetTokens();

        assertThat(valueOf(provider.folders(mailbox()))).contains("contacts");
    }

    @Test
    void signsInWithTheNameAndPasswordOfAServiceAccount() {
        assertWorks(tenant.basic());
    }

    @Test
    void signsInWithATokenOfAServiceAccount() {
        assertWorks(tenant.delegated());
    }

    @Test
    void saysInTheServicesWordsThatTheSecretIsWrong() {
        try (EwsProvider wrong = tenant.provider(tenant.appOnly("wrong"))) {
            assertThat(wrong.read(mailbox(), "any")).isInstanceOfSatisfying(Answer.Failed.class,
                    failed -> assertThat(failed.failure()).isInstanceOfSatisfying(
                            Failure.Unavailable.class, unavailable -> assertThat(
                                    unavailable.reason()).contains("AADSTS7000215")));
        }
    }

    @Test
    void createsInAFolderThatIsFollowed() {
        MailboxRef narrow = new MailboxRef("t", "m", mailbox().address(),
                List.of(tenant.addFolder("Clients")));

        Written.Landed landed = (Written.Landed) valueOf(provider.create(narrow, new Patch("", "",
                List.of("displayName"), jane("narrow"), "t/m/narrow", "w1")));

        Reading made = ((Sighting.There) landed.now()).reading();
        assertThat(made.getFolderId()).isPresent();
        assertThat(narrow.follows(made.getFolderId())).isTrue();
    }

    @Test
    void knowsTheDefaultFolderByOneNameEverywhere() {
        Reading made = made("named");

        assertThat(made.getFolderId()).contains("contacts");
        assertThat(valueOf(provider.folders(mailbox()))).contains("contacts");
    }

    @Test
    void holdsEveryFieldThatItSaysItHolds() {
        Contact full = FullContact.contact();
        List<String> fields = Contact.getClassSchema()
                .getFields()
                .stream()
                .map(Schema.Field::name)
                .toList();

        Written.Landed landed = (Written.Landed) valueOf(provider.create(mailbox(),
                new Patch("", "", fields, full, "t/m/full", "w1")));

        assertThat(((Sighting.There) landed.now()).reading().getContact()).isEqualTo(full);
    }

    private void assertWorks(Login login) {
        try (EwsProvider other = tenant.provider(login)) {
            assertThat(valueOf(other.folders(mailbox()))).contains("contacts");
        }
    }
}
