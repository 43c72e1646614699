package io.syncline.graph;

import io.syncline.graph.GraphDirectory.Person;
import io.syncline.port.verify.Finding;
import java.util.Optional;

/**
 * Judges one mailbox. The directory says whose it is, where it may be asked; the mailbox itself, by a
 * look at one contact's id, whether it is there and open.
 *
 * <pre>
 * the directory       the mailbox        then
 * no such user        not asked          failed: a list, a group, or nobody
 * guest, disabled     not asked          failed
 * an administrator    not asked          failed
 * a standard user     answers, or 403    passed: what may be done in it, the next steps show
 * a standard user     is not there       failed: no licence, or elsewhere
 * may not be asked    answers, or 403    warned: whose it is cannot be told
 * may not be asked    is not there       failed
 * </pre>
 */
final class GraphMailbox {

    private static final String LET_LOOK = "To let Syncline look: Microsoft Entra admin center >"
            + " App registrations > your app > API permissions: add Microsoft Graph > Application"
            + " permissions > User.Read.All and GroupMember.Read.All, then 'Grant admin consent'."
            + " Else make sure yourself that it is a standard user's mailbox, not a list's and"
            + " not an administrator's";
    private static final String ANOTHER = "Name the mailbox of a standard user for the test";

    private final GraphCalls calls;
    private final GraphRemedies remedies;

    /** What the mailbox itself answered. */
    private enum Seen {
        OPEN, CLOSED, MISSING
    }

    GraphMailbox(GraphCalls calls, GraphRemedies remedies) {
        this.calls = calls;
        this.remedies = remedies;
    }

    /** Whether the address is a standard user's mailbox. */
    Finding isOfUser(String address) {
        try {
            return judged(address, calls.directory().person(address));
        } catch (RuntimeException e) {
            return GraphFailures.isDenied(e)
                    ? untold(address)
                    : remedies.explained(GraphFailures.of(e));
        }
    }

    /** Whether a mailbox that is not to be reached refuses us. */
    Finding isClosed(String address) {
        try {
            return switch (seen(address)) {
                case CLOSED -> Finding.passed("The application is refused in " + address);
                case MISSING -> Finding.failed("There is no mailbox " + address,
                        "Name an existing mailbox, one that Syncline is not to reach");
                case OPEN -> Finding.failed("The application can read " + address + ", although"
                        + " access should be limited", remedies.limiting());
            };
        } catch (RuntimeException e) {
            return remedies.explained(GraphFailures.of(e));
        }
    }

    private Finding judged(String address, Optional<Person> known) {
        if (known.isEmpty()) {
            return noUser(address);
        }
        Person person = known.get();
        if (person.isGuest()) {
            return Finding.failed(address + " is a guest's, who has no mailbox here", ANOTHER);
        }
        if (!person.isEnabled()) {
            return Finding.failed("The account of " + address + " is disabled; shared mailboxes"
                    + " and those of former employees are such", ANOTHER + ", who can sign in");
        }
        return role(person)
                .map(role -> Finding.failed(address + " is an administrator's (" + role + ");"
                        + " choose a standard user's",
                        ANOTHER + ", who has no role of"
                                + " administrators"))
                .orElseGet(() -> ofStandardUser(address, person));
    }

    private Finding ofStandardUser(String address, Person person) {
        return seen(address) == Seen.MISSING
                ? GraphRemedies.withoutMailbox(address, person.isLicensed())
                : Finding.passed(address + " is the mailbox of an enabled user who is no"
                        + " administrator");
    }

    /** Whoever may read users and not roles is told that there is one, without its name. */
    private Optional<String> role(Person person) {
        return calls.directory().role(person);
    }

    private Finding noUser(String address) {
        try {
            return calls.directory()
                    .group(address)
                    .map(sort -> Finding.failed(address + " is " + sort
                            + ", not a user's mailbox", ANOTHER))
                    .orElseGet(() -> Finding.failed("Nobody in the directory has the address "
                            + address, "Check the address for typing errors. " + ANOTHER));
        } catch (RuntimeException e) {
            if (!GraphFailures.isDenied(e)) {
                throw e;
            }
            return Finding.failed("No user in the directory has the address " + address
                    + "; whether it is a list or a group cannot be told", ANOTHER);
        }
    }

    private Finding untold(String address) {
        try {
            return switch (seen(address)) {
                case OPEN -> Finding.warned("A mailbox answers at " + address + "; whether it is a"
                        + " standard user's cannot be told", LET_LOOK);
                case CLOSED -> Finding.warned("Whose mailbox " + address
                        + " is cannot be told, neither by the directory nor by itself", LET_LOOK);
                case MISSING -> Finding.failed("There is no mailbox in Exchange Online at "
                        + address,
                        "Check the address: a list or a group has no contacts, and a"
                                + " user needs a licence with Exchange Online. " + ANOTHER);
            };
        } catch (RuntimeException e) {
            return remedies.explained(GraphFailures.of(e));
        }
    }

    private Seen seen(String address) {
        try {
            calls.control(address);
            return Seen.OPEN;
        } catch (RuntimeException e) {
            if (GraphFailures.isDenied(e)) {
                return Seen.CLOSED;
            }
            if (GraphFailures.isNotFound(e)) {
                return Seen.MISSING;
            }
            throw e;
        }
    }
}
