package io.syncline.core.state;

/** Whether an item lives. */
public sealed interface Life {

    /** It lives. */
    record Live() implements Life {}

    /** It was deleted; ids, links and values are kept (rule R19). */
    record Deleted(Stamp stamp) implements Life {}
}
