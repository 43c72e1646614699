package io.syncline.ews;

import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.port.verify.Finding;
import java.util.Locale;

/**
 * What an organisation must switch on before EWS lets an application in (facts/ews.md 1.1). The service
 * answers 403 to all of it alike; only a token without permission shows in its diagnostics.
 */
final class EwsSwitches {

    private static final String EXCHANGE_ONLINE = "outlook.office365.com";
    /** The words and the number by which the service says that a token allows nothing. */
    private static final String NO_SCOPE = "not enough scope";
    private static final String NO_SCOPE_NUMBER = "2000008";
    private static final String USER_AGENT = "Where EwsApplicationAccessPolicy is set, EwsAllowList"
            + " must name the program Syncline, or EwsBlockList must not";

    private final EwsSettings settings;

    EwsSwitches(EwsSettings settings) {
        this.settings = settings;
    }

    static boolean isExchangeOnline(EwsSettings settings) {
        return EXCHANGE_ONLINE.equalsIgnoreCase(settings.url().getHost());
    }

    /** EWS let us in. */
    Finding open() {
        return isExchangeOnline(settings)
                ? Finding.warned("Exchange Web Services let the application in; in Exchange Online"
                        + " they end on 2027-04-01",
                        "Connect the organisation by Microsoft Graph"
                                + " before that day: its application permission is"
                                + " Contacts.ReadWrite")
                : Finding.passed("Exchange Web Services let the application in");
    }

    /** @param reason as the service put it, diagnostics included */
    Finding closed(String reason) {
        String said = reason.toLowerCase(Locale.ROOT);
        if (said.contains(NO_SCOPE) || said.contains(NO_SCOPE_NUMBER)) {
            return Finding.failed("Exchange Web Services do not take the token: the application"
                    + " has no permission for them (HTTP 403)", EwsPermissions.ADD_TO_APPLICATION);
        }
        return Finding.failed("Exchange Web Services are closed to Syncline (HTTP 403): switched"
                + " off for the organisation or the mailbox, or not open to this application",
                isOnServer() ? onServer() : online());
    }

    /** Whoever signs in by a password does so at a server of the customer's own. */
    private boolean isOnServer() {
        return settings.login() instanceof Login.Basic;
    }

    private String online() {
        String application = switch (settings.login()) {
            case Login.AppOnly login -> login.clientId();
            case Login.Delegated login -> login.clientId();
            case Login.Basic login -> login.username();
        };
        return "In Exchange Online PowerShell, as an Exchange administrator: (1) Get-OrganizationConfig"
                + " | Format-List EwsEnabled, EwsApplicationAccessPolicy, and"
                + " Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy | Format-List"
                + " EwsAllowedAppIDs. EwsEnabled must be True and the list must hold "
                + application + ": Set-OrganizationConfig -EwsEnabled $true -EwsAllowedAppIDs"
                + " '<the ids that are there>," + application + "' (it replaces the whole list)."
                + " (2) Get-CASMailbox <mailbox> | Format-List Ews*; Set-CASMailbox <mailbox>"
                + " -EwsEnabled $true. (3) The mailbox's licence: F1, F3 and Kiosk have no EWS. "
                + "(4) " + USER_AGENT + ". Changes take up to a day";
    }

    private static String onServer() {
        return "In the Exchange Management Shell: Get-OrganizationConfig | Format-List Ews* and"
                + " Get-CASMailbox <mailbox> | Format-List Ews*; EwsEnabled must not be False:"
                + " Set-OrganizationConfig -EwsEnabled $true, Set-CASMailbox <mailbox> -EwsEnabled"
                + " $true. " + USER_AGENT + ". And the server must let this machine's address in";
    }
}
