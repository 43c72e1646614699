package io.syncline.console.system;

import java.time.Instant;
import java.util.List;

/**
 * A contact that could be one of several, and is written nowhere until an operator decides (rule R16).
 *
 * @param at when that was found
 * @param candidates the contacts whom it could be
 */
public record OpenMatch(MailboxName mailbox, String item, Instant at, Person person,
        List<Candidate> candidates) {

    public OpenMatch {
        candidates = List.copyOf(candidates);
    }

    /** A contact that could be the same person. */
    public record Candidate(String item, Person person) {}
}
