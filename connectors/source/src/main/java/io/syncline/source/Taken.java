package io.syncline.source;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A step that was taken, and the place that counts for it until it is published. */
record Taken(Step step, Places.Place place) {

    private static final Logger LOGGER = LoggerFactory.getLogger(Taken.class);

    /**
     * Takes a step, and leaves the place. There is a step whatever happens: a mailbox without one would never
     * be read again, and its place would count for ever.
     *
     * @param failed the step where that fails with a bug
     */
    static Taken by(Supplier<Step> reading, Step failed, Places.Place place) {
        try {
            return new Taken(reading.get(), place);
        } catch (RuntimeException | Error e) { // A thread's edge: one mailbox must not stop the others.
            LOGGER.atError()
                    .addKeyValue("tenant", failed.mailbox().tenant())
                    .addKeyValue("mailbox", failed.mailbox().mailbox())
                    .setCause(e)
                    .log("A step with a mailbox failed unexpectedly");
            return new Taken(failed, place);
        } finally {
            place.leave();
        }
    }
}
