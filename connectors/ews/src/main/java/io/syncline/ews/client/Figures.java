package io.syncline.ews.client;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** How much is heard of mailboxes, and what is closed, as gauges {@code syncline.ews.*}. Thread-safe. */
public final class Figures {

    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final AtomicInteger mailboxes = new AtomicInteger();
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger closedMailboxes = new AtomicInteger();
    private final AtomicInteger closedTenants = new AtomicInteger();

    Figures(MeterRegistry meters) {
        gauge(meters, "syncline.ews.streams", "Streams of events that are open", streams);
        gauge(meters, "syncline.ews.subscriptions", "Mailboxes that are subscribed to",
                subscriptions);
        gauge(meters, "syncline.ews.mailboxes.heard", "Mailboxes of which a stream tells", heard);
        Gauge.builder("syncline.ews.mailboxes.polled", () -> mailboxes.get() - heard.get())
                .description("Mailboxes that are only polled, for want of a stream")
                .register(meters);
        gauge(meters, "syncline.ews.mailboxes.closed", "Mailboxes that were refused with 403",
                closedMailboxes);
        gauge(meters, "syncline.ews.tenants.closed", "Tenants that are parked: EWS is closed to us",
                closedTenants);
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

    void closedMailboxes(int more) {
        closedMailboxes.addAndGet(more);
    }

    void closedTenants(int more) {
        closedTenants.addAndGet(more);
    }

    private static void gauge(MeterRegistry meters, String name, String description,
            AtomicInteger value) {
        Gauge.builder(name, value::get).description(description).register(meters);
    }
}
