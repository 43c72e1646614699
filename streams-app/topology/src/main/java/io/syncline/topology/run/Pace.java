package io.syncline.topology.run;

/** How often a generation of merge commits. */
enum Pace {
    /** At once: people wait for what it publishes. */
    LIVE,
    /** Seldom: it publishes nothing, and is to catch up. */
    SILENT
}
