package io.syncline.core.fact;

/** What a mailbox shows of an item after a command. */
public sealed interface Presence {

    /** It is there and looks like this. */
    record There(Reading reading) implements Presence {}

    /** It is there, but not ours to follow (rule R18). */
    record Untracked(String externalId) implements Presence {}

    /** It is gone, on evidence (rule R18). */
    record Gone() implements Presence {}

    /** It was not looked at, or could not be. */
    record NotRead() implements Presence {}
}
