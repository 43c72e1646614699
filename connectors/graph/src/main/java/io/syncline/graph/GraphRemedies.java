package io.syncline.graph;

import io.syncline.port.Failure;
import io.syncline.port.verify.AadFailures;
import io.syncline.port.verify.Finding;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * What a failure at Graph means to an administrator, and where to mend it. Goes by status and code, which
 * stand in a failure's reason as {@link GraphFailures} puts them there.
 */
final class GraphRemedies {

    private static final String PERMISSIONS = "Microsoft Entra admin center > App registrations >"
            + " your app > API permissions: ";
    private static final String SCOPE = "where access is limited in Exchange, the mailbox must be"
            + " within the management scope of the application's role (RBAC for Applications), or"
            + " in the group of its application access policy";
    private static final String LATE = ". Changes take up to two hours";
    private static final String NO_TOKEN = "No token: ";
    private static final String AGAIN = "verify again in ";

    private final GraphSettings settings;

    GraphRemedies(GraphSettings settings) {
        this.settings = settings;
    }

    Finding explained(Failure failure) {
        return switch (failure) {
            case Failure.Throttled(Duration wait, String reason, boolean heldBack) ->
                Finding.failed(
                        (heldBack
                                ? "Our own limit holds us back ("
                                : "Microsoft asks us to slow down (")
                                + cause(reason) + ")",
                        "Nothing needs mending: " + AGAIN + seconds(wait));
            case Failure.Unreachable(Duration wait, String reason) -> unreachable(wait, reason);
            case Failure.Unavailable(String reason) -> unavailable(reason);
            case Failure.Rejected(String reason) -> Finding.failed(
                    "Microsoft Graph refuses the request (" + cause(reason) + ")",
                    "Verify again; if it stays so, give this text to whoever runs Syncline");
        };
    }

    /** What it means that an existing user has no mailbox here (facts/graph.md 7.5). */
    static Finding withoutMailbox(String address, boolean isLicensed) {
        return isLicensed
                ? Finding.failed(address + " is a user without a mailbox in Exchange Online",
                        "The mailbox is on a server of your own (then connect that server by"
                                + " Exchange Web Services), inactive, or was only just made (then"
                                + " verify again in an hour)")
                : Finding.failed(address + " is a user without a licence, and has no mailbox",
                        "Microsoft 365 admin center > Users > Active users > the user > Licences"
                                + " and apps: assign a licence with Exchange Online, and wait until"
                                + " the mailbox is there; or name another test mailbox");
    }

    /** How access is limited to some mailboxes. */
    String limiting() {
        return PERMISSIONS + "remove Contacts.ReadWrite there, since that opens every mailbox. In"
                + " Exchange, grant it for a management scope instead (RBAC for Applications:"
                + " New-ManagementScope, New-ManagementRoleAssignment -App " + settings.clientId()
                + " -Role 'Application Contacts.ReadWrite' -CustomResourceScope <scope>), or"
                + " correct the group of the application access policy" + LATE;
    }

    private String test() {
        return "; an Exchange administrator sees it with Test-ServicePrincipalAuthorization"
                + " -Identity " + settings.clientId() + " -Resource <mailbox>" + LATE;
    }

    private Finding unreachable(Duration wait, String reason) {
        if (!isAnswer(reason)) {
            URI asked = reason.startsWith(NO_TOKEN) ? settings.authority() : settings.baseUrl();
            return AadFailures.unreachable(asked.getHost(), reason);
        }
        return Finding.failed("Microsoft Graph has a fault of its own (" + cause(reason) + ")",
                "Nothing needs mending: " + AGAIN
                        + (wait.isZero() ? "some minutes" : seconds(wait)));
    }

    private Finding unavailable(String reason) {
        String code = reason.toLowerCase(Locale.ROOT);
        if (reason.startsWith(NO_TOKEN)) {
            return AadFailures.of(reason);
        }
        if (code.contains("access to odata is disabled")) {
            return Finding.failed("An application access policy of Exchange keeps the application"
                    + " out of this mailbox",
                    "Put the mailbox into the group of the policy, or"
                            + " name one that is in it" + test());
        }
        if (code.startsWith("http 403 authorization_requestdenied")) {
            return Finding.failed("The application may not look into the directory",
                    PERMISSIONS + "add Microsoft Graph > Application permissions > User.Read.All"
                            + " and GroupMember.Read.All, then 'Grant admin consent'");
        }
        if (code.startsWith("http 403")) {
            return Finding.failed("The application may not do this in the mailbox ("
                    + cause(reason) + ")",
                    PERMISSIONS + "add Microsoft Graph > Application"
                            + " permissions > Contacts.ReadWrite, then 'Grant admin consent'. Or, "
                            + SCOPE + test());
        }
        if (code.startsWith("http 401")) {
            return Finding.failed("Microsoft Graph does not take the token (" + cause(reason)
                    + ")",
                    "Check that Graph's address and the authority belong to the same cloud,"
                            + " then verify again");
        }
        return code.contains("mailboxnotenabledforrestapi") || code.contains("resourcenotfound:")
                && !code.contains("request_resourcenotfound")
                        ? Finding.failed("There is no mailbox in Exchange Online with this address",
                                "Check the address; the user needs a licence with Exchange Online,"
                                        + " and a mailbox that is not on a server of your own")
                        : Finding.failed("There is no user with this address in the directory",
                                "Check the address; a group or a list has no contacts of its own");
    }

    /** The status and the code, without the service's own words. */
    private static String cause(String reason) {
        return isAnswer(reason) && reason.indexOf(':') > 0
                ? reason.substring(0, reason.indexOf(':')).strip()
                : reason;
    }

    private static boolean isAnswer(String reason) {
        return reason.startsWith("HTTP ");
    }

    private static String seconds(Duration wait) {
        return Math.max(1, wait.toSeconds()) + " s";
    }
}
