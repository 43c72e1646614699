package io.syncline.ews.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.ews.client.Notifications.Ending;
import io.syncline.ews.client.Notifications.Subscription;
import io.syncline.ews.soap.Answers;
import io.syncline.ews.soap.FolderRef;
import io.syncline.ews.soap.GetStreamingEvents.Event;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events come while the answer is still on its way. */
class NotificationsTest {

    private static final String MAILBOX = "agent@example.com";
    private static final String GET = "GetStreamingEvents";

    private final ScriptedService service = new ScriptedService();
    private final Notifications notifications = new Notifications(service.settings(),
            new HostLimits());
    private final List<Event> heard = new ArrayList<>();

    @AfterEach
    void stop() {
        notifications.close();
        service.close();
    }

    @Test
    void goesBackToTheServerThatKeepsTheSubscription() {
        service.answers(200, Answers.messages("Subscribe",
                Answers.done("Subscribe", "<m:SubscriptionId>s</m:SubscriptionId>")),
                "Set-Cookie", "exchangecookie=1; path=/", "Set-Cookie",
                "X-BackEndOverrideCookie=server~1; path=/; secure; HttpOnly")
                .answers(200, Answers.messages("Unsubscribe", Answers.done("Unsubscribe", "")));

        Answer<Boolean> ended = notifications
                .subscribe(MAILBOX, List.of(new FolderRef.Distinguished("contacts", "")))
                .then(notifications::unsubscribe);

        assertThat(ended).isEqualTo(Answer.of(true));
        assertThat(service.requests().getFirst().header("X-PreferServerAffinity"))
                .isEqualTo("true");
        assertThat(service.request().header("Cookie"))
                .isEqualTo("X-BackEndOverrideCookie=server~1");
    }

    @Test
    void hearsEventsWhileTheStreamIsOpen() throws InterruptedException {
        byte[] event = Answers.messages(GET, Answers.done(GET, "<m:Notifications>"
                + "<t:Notification><t:SubscriptionId>s</t:SubscriptionId><t:CreatedEvent>"
                + "<t:TimeStamp>2026-11-01T00:00:00Z</t:TimeStamp><t:ItemId Id=\"a\"/>"
                + "<t:ParentFolderId Id=\"f\"/></t:CreatedEvent></t:Notification>"
                + "</m:Notifications>"));
        byte[] closed = Answers.messages(GET,
                Answers.done(GET, "<m:ConnectionStatus>Closed</m:ConnectionStatus>"));
        CountDownLatch first = new CountDownLatch(1);
        // The whole first event is in the half that comes at once, thanks to the blanks behind.
        byte[] blanks = " ".repeat(event.length).getBytes(US_ASCII);
        service.answers(first, 200, joined(event, closed, blanks));

        Answer<Ending> ending = notifications.listen(new Subscription(MAILBOX, "s", ""), 1,
                one -> {
                    heard.add(one);
                    first.countDown();
                });

        assertThat(ending).isEqualTo(Answer.of(Ending.CLOSED));
        assertThat(heard).containsExactly(new Event("s", "CreatedEvent", "f"));
    }

    @Test
    void saysThatASubscriptionIsLost() {
        service.answers(200, Answers.messages(GET, Answers.refused(GET,
                "ErrorSubscriptionNotFound", "<m:ErrorSubscriptionIds><t:SubscriptionId>s"
                        + "</t:SubscriptionId></m:ErrorSubscriptionIds>")));

        assertThat(listen()).isEqualTo(Answer.of(Ending.LOST));
    }

    @Test
    void saysThatAStreamBrokeOff() {
        byte[] whole = Answers.messages(GET, Answers.done(GET, ""));
        service.answers(200, Arrays.copyOf(whole, whole.length - 20));

        assertThat(listen()).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                failed.failure()).isInstanceOf(Failure.Unreachable.class));
    }

    @Test
    void obeysABusyServer() {
        service.answers(500,
                Answers.fault("ErrorServerBusy", Answers.value("BackOffMilliseconds", "5000")));

        assertThat(listen()).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                failed.failure()).isInstanceOf(Failure.Throttled.class));
    }

    private Answer<Ending> listen() {
        return notifications.listen(new Subscription(MAILBOX, "s", "cookie"), 1, heard::add);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
