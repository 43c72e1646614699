package io.syncline.simulator.http;

import io.syncline.simulator.http.Tokens.Grant;
import io.syncline.simulator.mailbox.Directory;
import io.syncline.simulator.mailbox.DirectoryUser;
import io.syncline.simulator.mailbox.GraphError;
import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.SimulatedTenant;
import java.util.Optional;
import java.util.Set;

/**
 * Whose mailbox a token opens at Graph (facts/graph.md 7.5). What is wrong is found in this order:
 * the roles, the mailbox itself, the application's scope.
 */
final class MailboxRights {

    /** Each of these roles lets an application write contacts. */
    static final Set<String> WRITE = Set.of("Contacts.ReadWrite");
    /** Each of these lets it read them. */
    static final Set<String> READ = Set.of("Contacts.Read", "Contacts.ReadWrite");

    private static final String DENIED = "ErrorAccessDenied";

    private final SimulatedTenant tenant;
    private final Directory directory;

    MailboxRights(SimulatedTenant tenant, Directory directory) {
        this.tenant = tenant;
        this.directory = directory;
    }

    /**
     * The mailbox of a user.
     *
     * @param roles of which one is needed
     * @param name the user's address or GUID
     * @throws GraphError where there is none, or the token does not open it
     */
    MailboxStore mailbox(Grant grant, Set<String> roles, String name) {
        if (!grant.hasAny(roles)) {
            throw new GraphError(403, DENIED, "Access is denied. Check credentials and try again.");
        }
        Optional<DirectoryUser> user = directory.user(name);
        if (user.isEmpty() && directory.groupOfMail(name).isPresent()) {
            throw new GraphError(404, "ErrorInvalidUser",
                    "The requested user '" + name + "' is invalid.");
        }
        if (user.filter(known -> !known.licensed() || known.onPremises()).isPresent()) {
            throw SimulatedTenant.notEnabled();
        }
        MailboxStore mailbox = tenant.mailbox(user.map(DirectoryUser::address).orElse(name));
        if (!grant.application().reaches(mailbox.address())) {
            throw new GraphError(403, DENIED, "Access to OData is disabled.");
        }
        return mailbox;
    }
}
