package io.syncline.port.verify;

import java.util.Locale;

/** What is looked at, in this order. */
public enum Step {

    /** The directory, or the server, that was named is there. */
    DIRECTORY("Your organisation is found"),
    /** It lets us in with the credential. */
    TOKEN("The credential is accepted"),
    /** What we were granted is what we need. */
    PERMISSIONS("The permissions are right"),
    /** The protocol is switched on, and open to our application. */
    PROTOCOL("The mail service lets the application in"),
    /** The test mailbox is there, and is a plain user's. */
    MAILBOX("The test mailbox is a user's mailbox"),
    /** Its contact folders can be read. */
    FOLDERS("Contact folders can be read"),
    /** A marked contact can be made in it. */
    CREATE("A test contact can be created"),
    /** Its changes tell of it. */
    SEEN("The new contact is seen among the changes"),
    /** It can be changed. */
    PATCH("The test contact can be changed"),
    /** It can be deleted. */
    DELETE("The test contact can be deleted"),
    /** And is gone then. */
    GONE("The test contact is gone again"),
    /** A mailbox that is not to be reached is not. */
    SCOPE("Other mailboxes stay closed");

    private final String title;

    Step(String title) {
        this.title = title;
    }

    /** What it proves, for people. */
    public String title() {
        return title;
    }

    /** As scripts name it: {@code directory}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
