package io.syncline.service.kafka;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that owns a consumer and polls until it is told to end. What it dies of is logged and kept
 * for the health check; whoever supervises the process starts it again.
 */
public final class PollThread implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PollThread.class);

    private final Thread thread;
    private volatile boolean ended;
    private volatile boolean failed;

    /** @param body polls until the supplier says that it is over */
    public PollThread(String name, Consumer<BooleanSupplier> body) {
        this.thread = Thread.ofPlatform().name(name).unstarted(() -> run(name, body));
    }

    public void start() {
        thread.start();
    }

    public boolean isHealthy() {
        return !failed;
    }

    /** Tells it to end and waits until it has. */
    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String name, Consumer<BooleanSupplier> body) {
        try {
            body.accept(() -> ended);
        } catch (RuntimeException e) { // A thread's edge: health must learn of it.
            LOGGER.atError().addKeyValue("thread", name).setCause(e).log("Cannot go on");
            failed = true;
        }
    }
}
