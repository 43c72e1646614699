package io.syncline.conformance;

import io.syncline.schemas.contact.Contact;

/** Somebody who works in the mailbox with another program, while the provider looks on. */
public interface Person {

    /** Makes a contact; returns its id as the provider will see it. */
    String creates(Contact contact);

    /** Sets one text field. */
    void edits(String id, String field, String value);

    void deletes(String id);

    /** Marks a contact as meant for nobody else. */
    void marksPrivate(String id);

    /** Whether there is a way to move and to copy; what needs it is skipped otherwise. */
    default boolean canMoveAndCopy() {
        return true;
    }

    /** Moves a contact to another folder; returns the id that it has then. */
    String movesAway(String id);

    /**
     * Moves a contact to another folder and back; returns the id that it has then, which in Graph is
     * the one that it had, and in EWS is not.
     */
    String movesAwayAndBack(String id);

    /** Copies a contact within its folder, with everything on it; returns the copy's id. */
    String copies(String id);
}
