package io.syncline.ews.client;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** How much is heard of mailboxes, as gauges {@code syncline.ews.*}. Thread-safe. */
public final class StreamFigures {

    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final AtomicInteger mailboxes = new AtomicInteger();
    private final AtomicInteger heard = new AtomicInteger();

    StreamFigures(MeterRegistry meters) {
        gauge(meters, "syncline.ews.streams", "Streams of events that are open", streams);
        gauge(meters, "syncline.ews.subscriptions", "Mailboxes that are subscribed to",
                subscriptions);
        gauge(meters, "syncline.ews.mailboxes.heard", "Mailboxes of which a stream tells", heard);
        Gauge.builder("syncline.ews.mailboxes.polled", () -> mailboxes.get() - heard.get())
                .description("Mailboxes that are only polled, for want of a stream")
                .register(meters);
    }

    public void streams(int more) {
        streams.addAndGet(more);
    }

    public void subscriptions(int more) {
        subscriptions.addAndGet(more);
    }

    /** Mailboxes that somebody listens for. */
    public void mailboxes(int more) {
        mailboxes.addAndGet(more);
    }

    /** Those of them that a stream tells of. */
    public void heard(int more) {
        heard.addAndGet(more);
    }

    private static void gauge(MeterRegistry meters, String name, String description,
            AtomicInteger value) {
        Gauge.builder(name, value::get).description(description).register(meters);
    }
}
