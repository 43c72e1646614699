package io.syncline.simulator.ews;

import io.syncline.simulator.mailbox.MailboxStore;
import java.util.List;
import java.util.Set;

/**
 * One operation on one mailbox.
 *
 * @param mailbox that of the caller, or of the user it impersonates
 * @param server the mailbox server that carries it out; it knows its own subscriptions only
 * @param operation such as {@code m:GetItem}
 * @param oddities what is to be strange about the answer
 * @param effects what was done to the mailbox so far, for the request log; grows with the work
 */
public record Request(MailboxStore mailbox, String server, Element operation,
        Set<Oddity> oddities, List<String> effects) {

    /** The name of the operation. */
    String name() {
        return operation.localName();
    }
}
