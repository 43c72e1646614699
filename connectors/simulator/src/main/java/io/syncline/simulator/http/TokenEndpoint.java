package io.syncline.simulator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.syncline.simulator.http.AuthorizationCodes.Code;
import io.syncline.simulator.mailbox.Accounts;
import io.syncline.simulator.mailbox.Accounts.Account;
import io.syncline.simulator.mailbox.Application;
import java.util.List;

/**
 * POST /{tenant}/oauth2/v2.0/token: client credentials with a secret or a certificate, the name and
 * password of a user, or the code of a person who signed in.
 */
final class TokenEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clients clients;
    private final Accounts accounts;
    private final Tokens tokens;
    private final AuthorizationCodes codes;
    private final IdTokens idTokens;

    TokenEndpoint(Clients clients, Accounts accounts, Tokens tokens, AuthorizationCodes codes,
            IdTokens idTokens) {
        this.clients = clients;
        this.accounts = accounts;
        this.tokens = tokens;
        this.codes = codes;
        this.idTokens = idTokens;
    }

    void issue(Context context) {
        try {
            Application application = clients.find(context.pathParam("tenant"),
                    Clients.form(context, "client_id"));
            String grant = Clients.form(context, "grant_type");
            switch (grant) {
                case "client_credentials" -> issueToApplication(context, application);
                case "password" -> issueToUser(context, application);
                case "authorization_code" -> issueForCode(context, application);
                default -> throw TokenError.unknownGrant(grant);
            }
        } catch (TokenError e) {
            e.answer(context);
        }
    }

    private void issueToApplication(Context context, Application application) {
        clients.prove(application, context);
        Clients.checkState(application);
        answer(context, token(application, ""));
    }

    /** A public client proves nothing about itself. */
    private void issueToUser(Context context, Application application) {
        if (Clients.hasCredential(context)) {
            clients.prove(application, context);
        }
        Clients.checkState(application);
        if (application.state() == Application.State.NOT_CONSENTED) {
            throw TokenError.notConsented(application);
        }
        String user = Clients.form(context, "username");
        checkAccount(accounts.find(user)
                .orElseThrow(
                        () -> TokenError.unknownUser(user, application.directoryId())),
                Clients.form(context, "password"));
        answer(context, token(application, user));
    }

    /** Whoever does not know the password learns nothing but that the account is locked. */
    private static void checkAccount(Account account, String password) {
        if (account.state() == Accounts.State.LOCKED) {
            throw TokenError.of(account.state());
        }
        if (!account.password().equals(password)) {
            throw TokenError.wrongPassword();
        }
        if (account.state() != Accounts.State.OK) {
            throw TokenError.of(account.state());
        }
    }

    private void issueForCode(Context context, Application application) {
        String verifier = Clients.form(context, "code_verifier");
        if (Clients.hasCredential(context) || verifier.isEmpty()) {
            clients.prove(application, context);
        }
        Clients.checkState(application);
        Code code = codes.redeem(Clients.form(context, "code"), application);
        if (!code.redirectUri().equals(Clients.form(context, "redirect_uri"))) {
            throw TokenError.otherRedirect(Clients.form(context, "redirect_uri"));
        }
        if (!code.isProvedBy(verifier)) {
            throw TokenError.wrongVerifier();
        }
        ObjectNode token = token(application, code.person().address())
                .put("scope", code.scope());
        if (List.of(code.scope().split(" ")).contains("openid")) {
            token.put("id_token", idTokens.sign(code, SignIn.issuer(context)));
        }
        answer(context, token);
    }

    private ObjectNode token(Application application, String user) {
        return JSON.createObjectNode()
                .put("token_type", "Bearer")
                .put("expires_in", Tokens.LIFE.toSeconds())
                .put("ext_expires_in", Tokens.LIFE.toSeconds())
                .put("access_token", tokens.give(application, user));
    }

    private static void answer(Context context, ObjectNode body) {
        context.contentType("application/json")
                .header("Cache-Control", "no-store, no-cache")
                .result(body.toString());
    }
}
