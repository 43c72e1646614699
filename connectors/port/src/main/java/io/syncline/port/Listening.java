package io.syncline.port;

/** Somebody listens for what happens in one mailbox, until this is closed. Thread-safe. */
public interface Listening extends AutoCloseable {

    /** Nothing is ever heard. */
    Listening NONE = new Listening() {
        @Override
        public boolean hears() {
            return false;
        }

        @Override
        public void close() {
            // Nothing was begun.
        }
    };

    /** Whether the service is telling at the moment, as far as we know. */
    boolean hears();

    /** Stops listening, and returns at once; may be called again. */
    @Override
    void close();
}
