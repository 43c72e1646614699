package io.syncline.service.run;

import java.util.List;

/** One of Syncline's services, whichever process it runs in. */
public interface Service extends AutoCloseable {

    /** Starts working and returns. */
    void start();

    /**
     * Whether it can go on; if not, the process ends and is started again. Called by the health
     * endpoint on its own thread.
     */
    boolean isHealthy();

    /** On what else it depends whether it works now; asked for once it has started. */
    default List<HealthCheck> checks() {
        return List.of();
    }

    /** Ends what is under way and frees everything; may be called once. */
    @Override
    void close();
}
