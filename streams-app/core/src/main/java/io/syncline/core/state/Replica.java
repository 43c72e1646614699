package io.syncline.core.state;

/** A side that holds a copy of an item; the order of the constants is their rank (rule R9). */
public enum Replica {
    /** The agent's mailbox. */
    MAILBOX,
    /** The brokerage's CRM; wins where two edits have the same time. */
    CRM
}
