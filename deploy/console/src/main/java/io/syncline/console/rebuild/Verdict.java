package io.syncline.console.rebuild;

/** How an item stands that two generations, or a generation and a replay, have folded. */
public enum Verdict {
    /** Both have it, and it is the same. */
    EQUAL,
    /** Both have it, and it is not the same. */
    DIFFERING,
    /** Only the running generation has it. */
    MISSING,
    /** Only the other one has it. */
    EXTRA,
    /** It was changing while it was compared. */
    MOVING
}
