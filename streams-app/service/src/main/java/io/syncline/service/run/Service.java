package io.syncline.service.run;

/** One of Syncline's services, whichever process it runs in. */
public interface Service extends AutoCloseable {

    /** Starts working and returns. */
    void start();

    /** Whether it works; called by the health endpoint on its own thread. */
    boolean isHealthy();

    /** Ends what is under way and frees everything; may be called once. */
    @Override
    void close();
}
