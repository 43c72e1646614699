package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.simulator.ews.EwsError;
import io.syncline.simulator.http.Tokens.Grant;
import io.syncline.simulator.mailbox.Accounts;
import io.syncline.simulator.mailbox.Accounts.Account;
import io.syncline.simulator.mailbox.Application.Ews;
import io.syncline.simulator.mailbox.Directory;
import io.syncline.simulator.mailbox.MailboxStore;
import io.syncline.simulator.mailbox.SimulatedTenant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who calls EWS, by Basic or a token, and as whom they may act. Thread-safe. */
final class EwsCallers {

    private static final String BASIC = "Basic ";

    private static final Set<String> ROLE = Set.of("full_access_as_app");

    private final SimulatedTenant tenant;
    private final Directory directory;
    private final Accounts accounts;
    private final Tokens tokens;
    private volatile boolean applicationMayImpersonate = true;

    EwsCallers(SimulatedTenant tenant, Directory directory, Accounts accounts, Tokens tokens) {
        this.tenant = tenant;
        this.directory = directory;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /**
     * Who sent a request.
     *
     * @param address its own mailbox's, empty for the application
     * @param token what its token allows; empty, where it came without
     */
    record Caller(String address, boolean mayImpersonate, Optional<Grant> token) {

        /** Whether it is an application without the role that EWS asks of it. */
        boolean lacksRole() {
            return token.filter(grant -> grant.isOfApplication() && !grant.hasAny(ROLE))
                    .isPresent();
        }

        /** Whether its application is not on the tenant's list of those that may use EWS. */
        boolean isNotListed() {
            return token.filter(grant -> grant.application().ews() == Ews.NOT_ALLOWED)
                    .isPresent();
        }

        private boolean reaches(String mailbox) {
            return token.filter(grant -> grant.isOfApplication()
                    && !grant.application().reaches(mailbox)).isEmpty();
        }
    }

    /** Gives the application the right to act as users (full_access_as_app), or takes it away. */
    void setApplicationMayImpersonate(boolean may) {
        applicationMayImpersonate = may;
    }

    /** @param authorization the header; nobody, where it is missing or wrong */
    Optional<Caller> caller(@Nullable String authorization) {
        if (authorization != null && authorization.startsWith(BASIC)) {
            return basic(authorization.substring(BASIC.length()))
                    .map(account -> user(account, Optional.empty()));
        }
        return tokens.grant(authorization)
                .flatMap(grant -> grant.isOfApplication()
                        ? Optional.of(new Caller("", applicationMayImpersonate,
                                Optional.of(grant)))
                        : accounts.find(grant.user())
                                .map(account -> user(account, Optional.of(grant))));
    }

    /**
     * The mailbox that a request works on.
     *
     * @throws EwsError where there is none, or the caller may not act as its owner
     */
    MailboxStore mailbox(Caller caller, Optional<String> impersonated) {
        String address = impersonated.orElse(caller.address());
        MailboxStore mailbox = tenant.find(address)
                .filter(found -> directory.user(address)
                        .filter(user -> !user.licensed())
                        .isEmpty())
                .orElseThrow(() -> new EwsError("ErrorNonExistentMailbox",
                        "The SMTP address has no mailbox associated with it."));
        boolean isOwn = address.equalsIgnoreCase(caller.address());
        if (!isOwn && (!caller.mayImpersonate() || !caller.reaches(address))) {
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

    private static Caller user(Account account, Optional<Grant> token) {
        return new Caller(account.name(), account.mayImpersonate(), token);
    }
}
