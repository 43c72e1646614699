package io.syncline.simulator.ews;

/**
 * A way in which simulated EWS is wrong on purpose, besides those of the mailbox itself
 * ({@link io.syncline.simulator.mailbox.Mutation}, which hold for both protocols).
 */
public enum EwsMutation {
    /** A write with an old change key overwrites what came between. */
    ACCEPTS_STALE_CHANGE_KEYS,
    /** A successful write answers with the change key from before it. */
    ANSWERS_OLD_CHANGE_KEYS,
    /** Every page of a sync carries an empty state. */
    EMPTIES_SYNC_STATES,
    /** The first page of a sync says that it is the last. */
    ENDS_SYNCS_EARLY,
    /** A body is taken and never shown. */
    HIDES_BODIES,
    /** An item keeps its id when it moves, or is deleted into another folder. */
    KEEPS_IDS_ON_MOVES,
    /** The answers to several ids come in the opposite order. */
    REVERSES_ANSWERS,
    /** A restriction finds everything. */
    IGNORES_RESTRICTIONS,
    /** A field that is to be deleted stays. */
    IGNORES_FIELD_DELETES
}
