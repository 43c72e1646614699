package io.syncline.ews;

import io.syncline.port.verify.Finding;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges what was granted, as a token shows it. What Exchange granted to an application, mailbox by mailbox,
 * is not in there: the mailbox itself decides about that.
 */
final class EwsPermissions {

    static final String OF_APPLICATION = "full_access_as_app";
    static final String OF_ACCOUNT = "EWS.AccessAsUser.All";

    private static final String PAGE = "Microsoft Entra admin center > App registrations > your app"
            + " > API permissions: ";
    private static final String API = PAGE + "add 'APIs my organization uses' > Office 365 Exchange"
            + " Online > ";
    private static final String CONSENT = ", then 'Grant admin consent'";
    /** What opens EWS to an application. */
    static final String ADD_TO_APPLICATION = API + "Application permissions > " + OF_APPLICATION
            + CONSENT;
    private static final String ADD_TO_ACCOUNT = API + "Delegated permissions > " + OF_ACCOUNT
            + CONSENT;

    private EwsPermissions() {}

    /** @param roles that the token of an application shows */
    static Finding ofApplication(Set<String> roles) {
        if (roles.isEmpty()) {
            return Finding.warned("The token shows no permissions", "If access was granted in"
                    + " Exchange (RBAC for Applications, role 'Application EWS.AccessAsApp') that"
                    + " is as it should be, and the next steps show it; else "
                    + ADD_TO_APPLICATION);
        }
        Set<String> more = new TreeSet<>(roles);
        more.remove(OF_APPLICATION);
        if (!roles.contains(OF_APPLICATION)) {
            return Finding.failed(OF_APPLICATION + " is missing; granted is " + listed(roles),
                    ADD_TO_APPLICATION + ". Remove " + listed(more)
                            + ", which Syncline does not need");
        }
        return more.isEmpty()
                ? Finding.passed(OF_APPLICATION + " is granted, and nothing else")
                : Finding.warned(OF_APPLICATION + " is granted; granted and not needed: "
                        + listed(more),
                        PAGE + "remove " + listed(more)
                                + ": Syncline never wants administrative access, nor more than"
                                + " it needs");
    }

    /** @param scopes that the token of a service account shows */
    static Finding ofAccount(Set<String> scopes) {
        if (scopes.isEmpty()) {
            return Finding.warned("The token shows no permissions",
                    "The next steps show whether it is good for EWS; if not, " + ADD_TO_ACCOUNT);
        }
        return scopes.contains(OF_ACCOUNT)
                ? Finding.passed(OF_ACCOUNT + " is granted")
                : Finding.failed(OF_ACCOUNT + " is missing; granted is " + listed(scopes),
                        ADD_TO_ACCOUNT);
    }

    private static String listed(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
