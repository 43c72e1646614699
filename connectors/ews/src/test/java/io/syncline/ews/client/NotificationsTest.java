package io.syncline.ews.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.ews.client.Notifications.Affinity;
import io.syncline.ews.client.Notifications.Ending;
import io.syncline.ews.client.Notifications.Listener;
import io.syncline.ews.client.Notifications.Subscription;
import io.syncline.ews.client.Unfamiliar.What;
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
    private static final Affinity NEW = new Affinity(MAILBOX, "");
    private static final byte[] CLOSED = Answers.messages(GET,
            Answers.done(GET, "<m:ConnectionStatus>Closed</m:ConnectionStatus>"));

    private final ScriptedService service = new ScriptedService();
    private final EwsHosts hosts = new EwsHosts(new SimpleMeterRegistry());
    private final EwsClient client = new EwsClient(service.settings(), hosts);
    private final Notifications notifications = client.notifications();
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void stop() {
        client.close();
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
                .subscribe(NEW, MAILBOX, List.of(new FolderRef.Distinguished("contacts", "")))
                .then(notifications::unsubscribe);

        assertThat(ended).isEqualTo(Answer.of(true));
        assertThat(service.requests().getFirst().header("X-PreferServerAffinity"))
                .isEqualTo("true");
        assertThat(service.request().header("Cookie"))
                .isEqualTo("X-BackEndOverrideCookie=server~1");
    }

    /** The other's server is where they are asked for, and no more. */
    @Test
    void parksTheMailboxThatIsRefusedAndNotTheOneWhoseServerItIs() {
        List<FolderRef> folders = List.of(new FolderRef.Distinguished("contacts", ""));
        service.answers(403, new byte[0])
                .answers(200, Answers.messages("Subscribe",
                        Answers.done("Subscribe", "<m:SubscriptionId>s</m:SubscriptionId>")));

        Answer<Subscription> refused = notifications.subscribe(NEW, "other@example.com", folders);
        Answer<Subscription> parked = notifications.subscribe(NEW, "other@example.com", folders);
        Answer<Subscription> made = notifications.subscribe(NEW, MAILBOX, folders);

        assertThat(List.of(refused, parked)).allSatisfy(answer -> assertThat(answer)
                .isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                        failed.failure()).isInstanceOf(Failure.Unavailable.class)));
        assertThat(made).isInstanceOf(Answer.Of.class);
        assertThat(service.requests()).hasSize(2)
                .allMatch(request -> request.header("X-AnchorMailbox").equals(MAILBOX));
        assertThat(service.requests().getFirst().body()).contains("other@example.com");
    }

    @Test
    void parksNobodyWhereAStreamIsRefused() {
        service.answers(403, new byte[0])
                .answers(200, Answers.messages("Subscribe",
                        Answers.done("Subscribe", "<m:SubscriptionId>s</m:SubscriptionId>")));

        Answer<Ending> refused = listen();

        assertThat(refused).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                failed.failure()).isInstanceOf(Failure.Unavailable.class));
        assertThat(notifications.subscribe(NEW, MAILBOX,
                List.of(new FolderRef.Distinguished("contacts", ""))))
                .isInstanceOf(Answer.Of.class);
    }

    @Test
    void hearsEventsWhileTheStreamIsOpen() throws InterruptedException {
        byte[] event = Answers.messages(GET, Answers.done(GET, "<m:Notifications>"
                + "<t:Notification><t:SubscriptionId>s</t:SubscriptionId><t:CreatedEvent>"
                + "<t:TimeStamp>2026-11-01T00:00:00Z</t:TimeStamp><t:ItemId Id=\"a\"/>"
                + "<t:ParentFolderId Id=\"f\"/></t:CreatedEvent></t:Notification>"
                + "</m:Notifications>"));
        CountDownLatch first = new CountDownLatch(1);
        // The whole first event is in the half that comes at once, thanks to the blanks behind.
        byte[] blanks = " ".repeat(event.length).getBytes(US_ASCII);
        service.answers(first, 200, joined(event, CLOSED, blanks));

        Answer<Ending> ending = listen(first);

        assertThat(ending).isEqualTo(Answer.of(new Ending.Closed()));
        assertThat(heard).containsExactly("opened", "s CreatedEvent f");
    }

    @Test
    void reportsAKindOfEventThatItDoesNotKnow() {
        service.answers(200, joined(Answers.messages(GET, Answers.done(GET, "<m:Notifications>"
                + "<t:Notification><t:SubscriptionId>s</t:SubscriptionId><t:Surprise/>"
                + "</t:Notification></m:Notifications>")),
                Answers.messages(GET, Answers.done(GET,
                        "<m:ConnectionStatus>Odd</m:ConnectionStatus>")),
                CLOSED));

        assertThat(listen()).isEqualTo(Answer.of(new Ending.Closed()));
        assertThat(heard).contains("s Surprise ");
        assertThat(hosts.unfamiliar().count(What.KIND_OF_EVENT, "Surprise")).isEqualTo(1);
        assertThat(hosts.unfamiliar().count(What.CONNECTION_STATUS, "Odd")).isEqualTo(1);
    }

    @Test
    void takesAStreamThatEndsWithoutAWordForBroken() {
        service.answers(200, Answers.messages(GET, Answers.done(GET, "")));

        assertThat(listen()).isInstanceOfSatisfying(Answer.Failed.class, failed -> assertThat(
                failed.failure()).isInstanceOf(Failure.Unreachable.class));
    }

    @Test
    void saysWhichSubscriptionIsLost() {
        service.answers(200, Answers.messages(GET, Answers.refused(GET,
                "ErrorSubscriptionNotFound", "<m:ErrorSubscriptionIds><t:SubscriptionId>s"
                        + "</t:SubscriptionId></m:ErrorSubscriptionIds>")));

        assertThat(listen()).isEqualTo(Answer.of(new Ending.Lost(List.of("s"))));
        assertThat(heard).isEmpty();
    }

    @Test
    void saysThatSubscriptionsAreLostWhereTheServiceDoesNotSayWhich() {
        service.answers(500, Answers.fault("ErrorSubscriptionNotFound", ""));

        assertThat(listen()).isEqualTo(Answer.of(new Ending.Lost(List.of())));
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
        return listen(new CountDownLatch(1));
    }

    /** @param first counted down at the first event */
    private Answer<Ending> listen(CountDownLatch first) {
        Listener listener = new Listener() {
            @Override
            public void opened() {
                heard.add("opened");
            }

            @Override
            public void happened(Event event) {
                heard.add(event.subscription() + " " + event.kind() + " " + event.folder());
                first.countDown();
            }
        };
        return notifications.listen(
                List.of(new Subscription(MAILBOX, "s", new Affinity(MAILBOX, "cookie"))), 1,
                listener);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
