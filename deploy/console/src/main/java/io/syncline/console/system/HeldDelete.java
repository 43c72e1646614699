package io.syncline.console.system;

import io.syncline.schemas.contact.Side;
import java.time.Instant;

/**
 * A delete that the guard holds until an operator decides (rule R20).
 *
 * @param by whose delete it is
 * @param at when that side deleted it
 * @param eventId the fact that told
 * @param evidence what that fact says, for people; empty where it cannot be looked up
 */
public record HeldDelete(MailboxName mailbox, String item, Person person, Side by, Instant at,
        String eventId, String evidence) {

    HeldDelete with(String newEvidence) {
        return new HeldDelete(mailbox, item, person, by, at, eventId, newEvidence);
    }
}
