package io.syncline.port;

/** What became of a write. */
public sealed interface Written {

    /**
     * The mailbox holds what was written.
     *
     * @param version the version that the write itself returned; empty where it was found to have
     *        landed earlier
     * @param now what is there now
     */
    record Landed(String version, Sighting now) implements Written {}

    /** The item is not as supposed; nothing was written. */
    record Stale(Sighting now) implements Written {}
}
