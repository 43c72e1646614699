package io.syncline.ews;

import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.ews.soap.ServiceError;
import io.syncline.port.Failure;
import io.syncline.port.verify.AadFailures;
import io.syncline.port.verify.Finding;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * What a failure at EWS means to an administrator, and where to mend it. Goes by the code or the status
 * that a failure's reason begins with.
 */
final class EwsRemedies {

    private static final String NO_TOKEN = "No token: ";
    private static final Set<String> NOBODY = Set.of("ErrorNonExistentMailbox",
            "ErrorInvalidMailbox", "ErrorCannotFindUser", "ErrorMissingEmailAddress",
            "ErrorInvalidSmtpAddress", "ErrorInvalidExchangeImpersonationHeaderData");
    private static final Set<String> NO_IMPERSONATION = Set.of("ErrorImpersonateUserDenied",
            "ErrorImpersonationDenied", "ErrorImpersonationFailed");
    private static final Set<String> NO_ACCESS = Set.of("ErrorAccessDenied", "ErrorFolderNotFound",
            "ErrorItemNotFound", "ErrorMailboxLogonFailed");
    private static final Set<String> OF_ACCOUNT = Set.of("ErrorAccountDisabled",
            "ErrorPasswordExpired", "ErrorPasswordChangeRequired");
    private static final Set<String> MOVED = Set.of("ErrorProxyRequestNotAllowed",
            "ErrorCrossSiteRequest", "ErrorNoApplicableProxyCASServersAvailable",
            "ErrorIncorrectEndpoint", "ErrorWrongServerVersion");
    private static final String NOTHING = "Nothing needs mending: verify again in ";

    private final EwsSettings settings;
    private final EwsSwitches switches;

    EwsRemedies(EwsSettings settings) {
        this.settings = settings;
        this.switches = new EwsSwitches(settings);
    }

    Finding explained(Failure failure) {
        String reason = failure.reason();
        return switch (failure) {
            case Failure.Throttled throttled -> Finding.failed(
                    "The service asks us to slow down (" + cause(reason) + ")",
                    NOTHING + seconds(throttled.retryAfter()));
            case Failure.Unreachable unreachable -> unreachable(unreachable.retryAfter(), reason);
            case Failure.Unavailable unavailable -> unavailable(reason);
            case Failure.Rejected rejected when NO_ACCESS.contains(cause(reason)) -> noAccess();
            case Failure.Rejected rejected -> Finding.failed(
                    "The service refuses the request (" + cause(reason) + ")",
                    "Verify again; if it stays so, give this text to whoever runs Syncline");
        };
    }

    /** Whether a failure says that somebody may not reach a mailbox that is there. */
    boolean isClosed(Failure failure) {
        String cause = cause(failure.reason());
        return NO_IMPERSONATION.contains(cause) || NO_ACCESS.contains(cause)
                || cause.equals("HTTP 403");
    }

    /** Whether a failure says that there is no such mailbox. */
    boolean isNobody(Failure failure) {
        return NOBODY.contains(cause(failure.reason()));
    }

    /** Whether the account that signed in is meant, whatever the mailbox. */
    static boolean isOfAccount(ServiceError error) {
        return OF_ACCOUNT.contains(error.innermost().code());
    }

    /** How access is limited to some mailboxes. */
    String limiting() {
        if (settings.login() instanceof Login.AppOnly login) {
            return "Microsoft Entra admin center > App registrations > your app > API permissions:"
                    + " remove " + EwsPermissions.OF_APPLICATION + ", since that opens every"
                    + " mailbox. In Exchange, grant it for a management scope instead (RBAC for"
                    + " Applications: New-ManagementScope, New-ManagementRoleAssignment -App "
                    + login.clientId() + " -Role 'Application EWS.AccessAsApp'"
                    + " -CustomResourceScope <scope>), or correct the group of the application"
                    + " access policy. Changes take up to two hours";
        }
        return settings.impersonates()
                ? "In the Exchange Management Shell: Get-ManagementRoleAssignment -Role"
                        + " ApplicationImpersonation; then Set-ManagementRoleAssignment <its name>"
                        + " -CustomRecipientWriteScope <a scope without that mailbox>"
                : "Remove-MailboxPermission -Identity <mailbox> -User " + username()
                        + " -AccessRights FullAccess; and look whether the account is an"
                        + " administrator";
    }

    /** What it means that our password was not taken. */
    static Finding wrongPassword(String username) {
        return Finding.failed("The server does not accept the password of " + username,
                "Check the user name (as DOMAIN\\name or name@domain) and the password, and that"
                        + " the account is neither locked nor disabled; then submit them again");
    }

    /** What it means that the server takes no passwords in the form in which we send them. */
    static Finding noPasswords(String schemes) {
        return Finding.failed("The server takes no Basic login for EWS, only " + schemes,
                "In the Exchange Management Shell: Set-WebServicesVirtualDirectory -Identity"
                        + " '<server>\\EWS (Default Web Site)' -BasicAuthentication $true. The"
                        + " password goes through TLS only");
    }

    private Finding unreachable(Duration wait, String reason) {
        if (reason.startsWith("HTTP ") || reason.startsWith("Error")) {
            return Finding.failed("The service has a fault of its own (" + cause(reason) + ")",
                    NOTHING + (wait.isZero() ? "some minutes" : seconds(wait)));
        }
        URI asked = switch (settings.login()) {
            case Login.AppOnly login when reason.startsWith(NO_TOKEN) -> login.tokenEndpoint();
            case Login.Delegated login when reason.startsWith(NO_TOKEN) -> login.tokenEndpoint();
            case Login other -> settings.url();
        };
        return AadFailures.unreachable(asked.getHost(), reason);
    }

    private Finding unavailable(String reason) {
        String cause = cause(reason);
        if (reason.startsWith(NO_TOKEN)) {
            return AadFailures.of(reason);
        }
        if (NOBODY.contains(cause)) {
            return Finding.failed("There is no mailbox with this address",
                    "Check the address for typing errors; a list or a group has no contacts of its"
                            + " own, and a user of Exchange Online needs a licence with a mailbox");
        }
        if (NO_IMPERSONATION.contains(cause)) {
            return Finding.failed("Syncline may not act for the owner of this mailbox",
                    ofImpersonation());
        }
        return NO_ACCESS.contains(cause) ? noAccess() : other(cause, reason);
    }

    private Finding other(String cause, String reason) {
        if (cause.startsWith("HTTP 3")) {
            return elsewhere();
        }
        if (MOVED.contains(cause)) {
            return Finding.failed("The mailbox is not served at this address",
                    "It may have moved to Exchange Online or to another server: submit the address"
                            + " of the EWS that serves it, or connect it by Microsoft Graph");
        }
        return switch (cause) {
            case "HTTP 403", "ErrorOrganizationAccessBlocked", "ErrorUserNotAllowedByPolicy" ->
                switches.closed(reason);
            case "HTTP 401" -> notSignedIn();
            case "HTTP 404" -> elsewhere();
            case "ErrorNonPrimarySmtpAddress" -> Finding.failed(
                    "The address is not the mailbox's primary one",
                    "Submit the primary address; Get-Mailbox <mailbox> | Format-List"
                            + " PrimarySmtpAddress shows it");
            case "ErrorCreateItemAccessDenied" -> Finding.failed(
                    "Syncline may read this mailbox, and not write into it", ofAccess());
            case "ErrorQuotaExceeded" -> Finding.failed("The mailbox is full",
                    "Empty it a little, or raise its quota; or name another test mailbox");
            case "ErrorAccountDisabled" -> Finding.failed("The account is disabled",
                    "Enable the account that was submitted, or the mailbox's owner");
            case "ErrorPasswordExpired", "ErrorPasswordChangeRequired" -> Finding.failed(
                    "The account's password has expired",
                    "Set a new password, sign in with it once, and submit it");
            default -> Finding.failed("The mailbox is closed to us (" + cause + ")",
                    "Verify again; if it stays so, give this text to whoever runs Syncline");
        };
    }

    private Finding noAccess() {
        return Finding.failed("Syncline is denied access to this mailbox", ofAccess());
    }

    private Finding notSignedIn() {
        return switch (settings.login()) {
            case Login.Basic basic -> wrongPassword(basic.username());
            case Login.AppOnly app -> Finding.failed("The service does not take the token",
                    EwsPermissions.ADD_TO_APPLICATION + "; and check that the scope names the same"
                            + " host as the address of EWS");
            case Login.Delegated account -> Finding.failed("The service does not take the token",
                    "Check that the scope names the same host as the address of EWS, and that "
                            + EwsPermissions.OF_ACCOUNT + " was consented to");
        };
    }

    /** What it means that something else stands at the address than EWS. */
    Finding elsewhere() {
        return Finding.failed("There is no EWS at " + settings.url(),
                "Submit the address of the EWS, mostly https://<server>/EWS/Exchange.asmx; in the"
                        + " Exchange Management Shell, Get-WebServicesVirtualDirectory |"
                        + " Format-List ExternalUrl shows it");
    }

    private String ofAccess() {
        return settings.login() instanceof Login.AppOnly || settings.impersonates()
                ? ofImpersonation()
                : "An Exchange administrator opens the mailbox to the account:"
                        + " Add-MailboxPermission -Identity <mailbox> -User " + username()
                        + " -AccessRights FullAccess -AutoMapping $false";
    }

    private String ofImpersonation() {
        if (settings.login() instanceof Login.AppOnly) {
            return EwsPermissions.ADD_TO_APPLICATION + ". Or, where access is limited (RBAC for"
                    + " Applications), the mailbox must be within the management scope of the"
                    + " application's role 'Application EWS.AccessAsApp'";
        }
        return EwsSwitches.isExchangeOnline(settings)
                ? "In Exchange Online no account may act for others any more: switch impersonation"
                        + " off, and open each mailbox with Add-MailboxPermission -Identity"
                        + " <mailbox> -User " + username() + " -AccessRights FullAccess"
                        + " -AutoMapping $false; better, let an application with a certificate"
                        + " sign in"
                : "In the Exchange Management Shell: New-ManagementRoleAssignment -Name Syncline"
                        + " -Role ApplicationImpersonation -User " + username()
                        + " -CustomRecipientWriteScope <a scope with the mailbox>; where the"
                        + " assignment is there, its scope must hold the mailbox";
    }

    private String username() {
        return switch (settings.login()) {
            case Login.Basic basic -> basic.username();
            case Login.Delegated delegated -> delegated.username();
            case Login.AppOnly application -> application.clientId();
        };
    }

    /** The code, or the status, at the beginning of a reason. */
    private static String cause(String reason) {
        int end = reason.indexOf(':');
        return end < 0 ? reason : reason.substring(0, end).strip();
    }

    private static String seconds(Duration wait) {
        return Math.max(1, wait.toSeconds()) + " s";
    }
}
