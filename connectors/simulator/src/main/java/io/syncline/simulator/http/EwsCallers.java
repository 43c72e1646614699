package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.simulator.ews.EwsError;
import io.syncline.simulator.mailbox.Accounts;
import io.syncline.simulator.mailbox.Accounts.Account;
import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.SimulatedTenant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who calls EWS, by Basic or a token, and as whom they may act. Thread-safe. */
final class EwsCallers {

    private static final String BASIC = "Basic ";

    private final SimulatedTenant tenant;
    private final Accounts accounts;
    private final Tokens tokens;
    private volatile boolean applicationMayImpersonate = true;

    EwsCallers(SimulatedTenant tenant, Accounts accounts, Tokens tokens) {
        this.tenant = tenant;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /**
     * Who sent a request.
     *
     * @param address its own mailbox's, empty for the application
     */
    record Caller(String address, boolean mayImpersonate) {}

    /** Gives the application the right to act as users (full_access_as_app), or takes it away. */
    void setApplicationMayImpersonate(boolean may) {
        applicationMayImpersonate = may;
    }

    /** @param authorization the header; nobody, where it is missing or wrong */
    Optional<Caller> caller(@Nullable String authorization) {
        if (authorization != null && authorization.startsWith(BASIC)) {
            return basic(authorization.substring(BASIC.length())).map(EwsCallers::user);
        }
        return tokens.grant(authorization)
                .flatMap(grant -> grant.user().isEmpty()
                        ? Optional.of(new Caller("", applicationMayImpersonate))
                        : accounts.find(grant.user()).map(EwsCallers::user));
    }

    /**
     * The mailbox that a request works on.
     *
     * @throws EwsError where there is none, or the caller may not act as its owner
     */
    MailboxStore mailbox(Caller caller, Optional<String> impersonated) {
        String address = impersonated.orElse(caller.address());
        MailboxStore mailbox = tenant.find(address)
                .orElseThrow(() -> new EwsError("ErrorNonExistentMailbox",
                        "The SMTP address has no mailbox associated with it."));
        if (!caller.mayImpersonate() && !address.equalsIgnoreCase(caller.address())) {
            throw new EwsError("ErrorImpersonateUserDenied",
                    "The account does not have permission to impersonate the requested user.");
        }
        return mailbox;
    }

    private Optional<Account> basic(String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded), UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : accounts.signedIn(text.substring(0, colon), text.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Caller user(Account account) {
        return new Caller(account.name(), account.mayImpersonate());
    }
}
