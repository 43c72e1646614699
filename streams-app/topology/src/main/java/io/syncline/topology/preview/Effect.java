package io.syncline.topology.preview;

/**
 * What a listing would do to an item. Every count is one of items, each counted once however often the
 * effect occurs; an item can have several effects, such as LINKED and CHANGED_IN_CRM. <em>Before</em>
 * is the item as the journal leaves it, <em>after</em> as the listing does.
 */
public enum Effect {

    /** Had a CRM record and no contact in the mailbox before; after, a listed contact is its. */
    LINKED("linked"),
    /** A CREATE would go to the mailbox. */
    CREATED_IN_MAILBOX("createdInMailbox"),
    /** The CRM would be told of it as of a new contact, or as of a deleted one that lives again. */
    CREATED_IN_CRM("createdInCrm"),
    /** A PATCH would go to the mailbox. */
    CHANGED_IN_MAILBOX("changedInMailbox"),
    /** The CRM knew it alive and would be told other values. */
    CHANGED_IN_CRM("changedInCrm"),
    /** A DELETE would go to the mailbox: the CRM deleted it while that took no commands. */
    DELETED_IN_MAILBOX("deletedInMailbox"),
    /**
     * After, it is a contact or a record of which nobody can tell which of several people it is (rule
     * R16), found so now or before; written nowhere until an operator decides.
     */
    AMBIGUOUS("ambiguous"),
    /** At least one of its values would lose against another, and be kept in a Conflict. */
    CONFLICTING("conflicting"),
    /**
     * After, it should be written to the mailbox, and is not: it may be an ambiguous contact there, or
     * the mailbox takes no commands ({@link Outcome#takesCommands}).
     */
    WAITING("waiting"),
    /**
     * Nothing can be told: after, a command of before is outstanding, or the mailbox is asked about it
     * first (rule R2).
     */
    UNDECIDED("undecided"),
    /**
     * It lives and had a contact in the mailbox before, which was not listed: deleted, moved or not
     * followed any more. Only a look at each of them tells which.
     */
    MISSING("missing"),
    /** After, it has a listed contact, and has none of the effects above but LINKED. */
    UNCHANGED("unchanged");

    private final String text;

    Effect(String text) {
        this.text = text;
    }

    /** As JSON names it. */
    public String text() {
        return text;
    }
}
