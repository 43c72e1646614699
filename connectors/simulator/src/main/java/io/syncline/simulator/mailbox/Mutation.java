package io.syncline.simulator.mailbox;

/**
 * A way in which the simulated service is wrong on purpose. A suite that passes on a mutant does not
 * test what it claims to.
 */
public enum Mutation {
    /** Extended properties are taken and never shown. */
    FORGETS_STAMPS,
    /** A copy loses its extended properties. */
    COPIES_WITHOUT_STAMP,
    /** A delta round never tells what left. */
    HIDES_REMOVALS,
    /** Every delta round tells everything. */
    REPEATS_EVERYTHING,
    /** A delta round never tells an edit. */
    HIDES_EDITS,
    /** A patch empties what it does not name. */
    PATCHES_EVERYTHING,
    /** A null in a patch is ignored. */
    IGNORES_NULL,
    /** The change key stays when the contact changes. */
    KEEPS_CHANGE_KEY,
    /** Ids change with the folder, whatever the request prefers. */
    MOVES_CHANGE_IDS,
    /** A deleted contact stays where it was. */
    IGNORES_DELETES,
    /** A filter by a Boolean property finds nothing. */
    HIDES_PRIVATE_MARKS,
    /** Any number of entries is taken. */
    HAS_NO_LIMITS,
    /** The display name is worked out anew even when the request sets it. */
    RENAMES_ALWAYS,
    /** A delta token that is none begins a round. */
    TAKES_ANY_TOKEN,
    /** A user without a mailbox has an empty one. */
    KNOWS_EVERYBODY
}
