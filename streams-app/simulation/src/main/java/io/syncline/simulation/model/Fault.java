package io.syncline.simulation.model;

/** What goes wrong in a history; a report that never hit one of them fails. */
public enum Fault {
    /** Changes: an item stands twice on a page. */
    TOLD_TWICE,
    /** Changes: a page comes in another order. */
    TOLD_OUT_OF_ORDER,
    /** Changes: an item is told without reason. */
    TOLD_AGAIN,
    /** Changes: an item is shown as it was before its last edit. */
    SHOWN_LATE,
    /** Changes: an item is told removed that is there. */
    TOLD_REMOVED_FALSELY,
    /** Changes: a delete is never told. */
    DELETE_NOT_TOLD,
    /** Changes: the position is not known any more. */
    POSITION_LOST,
    /** The service asks to be left alone. */
    THROTTLED,
    /** A request does not arrive. */
    REQUEST_LOST,
    /** A request has its effect, and its answer does not arrive. */
    ANSWER_LOST,
    /** The mailbox as a whole does not answer. */
    MAILBOX_DOWN,
    /** A search does not find what was just made. */
    SEARCH_LAGS,
    /** A person edits another field of the item between our look and our write. */
    EDIT_IN_BETWEEN,
    /** The mailbox refuses a value. */
    VALUE_REFUSED,
    /** A person moves an item to a folder that is not followed, or back. */
    ITEM_MOVED,
    /** A person copies an item, our stamp included. */
    ITEM_COPIED,
    /** A person drags an item in from another mailbox, with that one's stamp. */
    ITEM_DRAGGED_IN,
    /** A person takes an item back from Deleted Items, at its old version. */
    ITEM_RESTORED,
    /** The broker's new leader has a clock that is behind. */
    CLOCK_BEHIND,
    /** A producer sends an edit twice. */
    EDIT_SENT_TWICE,
    /** A CRM sends its edits in another order than they were made. */
    EDITS_OUT_OF_ORDER,
    SOURCE_KILLED,
    SEQUENCE_KILLED,
    MERGE_KILLED,
    /** The sink dies with a command's effect done and its result untold. */
    SINK_KILLED,
    /** The sink dies between telling a result and remembering it. */
    SINK_KILLED_BETWEEN,
    CRM_KILLED,
    /** A Streams application hands its partition over. */
    REBALANCED
}
