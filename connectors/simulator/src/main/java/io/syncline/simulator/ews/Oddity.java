package io.syncline.simulator.ews;

/** Something strange in an otherwise good answer, on demand. */
public enum Oddity {
    /** The sync state is not known any more. */
    STATE_LOST,
    /** A page of a sync tells of an item that is not there. */
    GHOST,
    /** A page of a sync tells that an item was read. */
    READ_FLAG,
    /** A page of a sync holds a kind of change that nobody knows. */
    UNKNOWN_CHANGE,
    /** A phone is shown under a key that nobody knows. */
    UNKNOWN_VALUE
}
