package io.syncline.simulator.ews;

import io.syncline.simulator.ews.Subscriptions.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * GetStreamingEvents: an answer of many envelopes that goes on until its time is over. It says that
 * it is open at once and whenever nothing happened for a while, and at its end that it is closed.
 */
final class StreamingEvents {

    private static final int MINUTES_MAX = 30;
    private static final int SUBSCRIPTIONS_MAX = 200;
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Subscriptions subscriptions;
    private volatile Duration minute = Duration.ofMinutes(1);
    private volatile Duration heartbeat = Duration.ofSeconds(45);
    private volatile int breaks;

    StreamingEvents(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** Lets a minute of a connection last another time, and its heartbeat with it. */
    void setMinute(Duration lasts) {
        minute = lasts;
        heartbeat = lasts.multipliedBy(3).dividedBy(4);
    }

    /** Ends all connections that are open without a word, as a failover does. */
    synchronized void breakOff() {
        breaks++;
    }

    /**
     * Runs on the thread of the request until the connection's time is over.
     *
     * @param send takes the body of each envelope
     */
    void run(Request request, Consumer<Element> send) throws InterruptedException {
        Element operation = request.operation();
        Duration lasts = minute.multipliedBy(minutes(operation));
        List<Element> wanted = operation.required("m:SubscriptionIds").children();
        List<Element> lost = wanted.stream()
                .filter(id -> subscriptions.find(id.text(), request.server()).isEmpty())
                .toList();
        if (wanted.size() > SUBSCRIPTIONS_MAX) {
            throw EwsError.schema("there are more than " + SUBSCRIPTIONS_MAX + " subscriptions.");
        }
        if (!lost.isEmpty()) {
            send.accept(refusal(lost));
            return;
        }
        follow(wanted.stream()
                .map(id -> subscriptions.find(id.text(), request.server()))
                .flatMap(Optional::stream)
                .toList(), lasts, send);
    }

    private void follow(List<Subscription> followed, Duration lasts, Consumer<Element> send)
            throws InterruptedException {
        long ends = System.nanoTime() + lasts.toNanos();
        int breaksBefore = breaks;
        send.accept(status("OK"));
        long spoke = System.nanoTime();
        while (System.nanoTime() < ends) {
            if (breaks != breaksBefore) {
                return;
            }
            List<Element> notifications = followed.stream()
                    .map(subscriptions::notification)
                    .flatMap(Optional::stream)
                    .toList();
            if (!notifications.isEmpty()) {
                send.accept(answer(List.of(Element.of("m:Notifications", notifications))));
                spoke = System.nanoTime();
            } else if (System.nanoTime() - spoke > heartbeat.toNanos()) {
                send.accept(status("OK"));
                spoke = System.nanoTime();
            }
            Subscription first = followed.getFirst();
            first.mailbox().awaitChange(first.after().get(), LOOK);
        }
        send.accept(status("Closed"));
    }

    private static Element refusal(List<Element> lost) {
        List<Element> content = new ArrayList<>();
        content.add(Element.of("m:ErrorSubscriptionIds", lost.stream()
                .map(id -> Element.text("t:SubscriptionId", id.text()))
                .toList()));
        return Responses.of("GetStreamingEvents", List.of(Responses
                .refusal("GetStreamingEvents", Subscriptions.notFound())
                .and(content)));
    }

    private static Element status(String status) {
        return answer(List.of(Element.text("m:ConnectionStatus", status)));
    }

    private static Element answer(List<Element> content) {
        return Responses.of("GetStreamingEvents",
                List.of(Responses.success("GetStreamingEvents", content)));
    }

    private static int minutes(Element operation) {
        String text = operation.required("m:ConnectionTimeout").text();
        int minutes = text.matches("\\d{1,2}") ? Integer.parseInt(text) : 0;
        if (minutes < 1 || minutes > MINUTES_MAX) {
            throw EwsError.schema("ConnectionTimeout must be from 1 to " + MINUTES_MAX + ".");
        }
        return minutes;
    }
}
