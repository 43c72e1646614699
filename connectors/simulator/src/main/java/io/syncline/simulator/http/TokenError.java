package io.syncline.simulator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.syncline.simulator.mailbox.Accounts;
import io.syncline.simulator.mailbox.Application;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * An answer that Entra gives instead of a token, in Entra's words (facts/graph.md 7.4). The number is
 * only in the text and in {@code error_codes}; the word is what OAuth knows.
 */
final class TokenError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String CLIENT = "invalid_client";
    private static final String GRANT = "invalid_grant";
    private static final String REQUEST = "invalid_request";

    private final int status;
    private final String error;
    private final int code;

    private TokenError(int status, String error, int code, String message) {
        super("AADSTS" + code + ": " + message, null, false, false);
        this.status = status;
        this.error = error;
        this.code = code;
    }

    /** The word that OAuth knows. */
    String error() {
        return error;
    }

    /** The number and the text. */
    String description() {
        return String.valueOf(getMessage());
    }

    static TokenError unknownDirectory(String directory) {
        return new TokenError(400, REQUEST, 90002, "Tenant '" + directory + "' not found. Check to "
                + "make sure you have the correct tenant ID and are signing into the correct "
                + "cloud. Check with your subscription administrator, this may happen if there "
                + "are no active subscriptions for the tenant.");
    }

    static TokenError malformedDirectory(String directory) {
        return new TokenError(400, REQUEST, 900023, "Specified tenant identifier '" + directory
                + "' is neither a valid DNS name, nor a valid external domain.");
    }

    static TokenError noDirectory() {
        return new TokenError(400, REQUEST, 50059, "No tenant-identifying information found in "
                + "either the request or implied by any provided credentials.");
    }

    static TokenError unknownApplication(String client, String directory) {
        return new TokenError(400, "unauthorized_client", 700016, "Application with identifier '"
                + client + "' was not found in the directory '" + directory + "'. This can happen "
                + "if the application has not been installed by the administrator of the tenant or "
                + "consented to by any user in the tenant. You may have sent your authentication "
                + "request to the wrong tenant.");
    }

    static TokenError disabled(Application application) {
        return new TokenError(400, "unauthorized_client", 7000112, "Application '"
                + application.clientId() + "'(" + application.clientId() + ") is disabled.");
    }

    static TokenError noServicePrincipal(Application application) {
        return new TokenError(401, CLIENT, 7000229, "The client application "
                + application.clientId() + " is missing service principal in the tenant "
                + application.directoryId() + ". See instructions here: "
                + "https://go.microsoft.com/fwlink/?linkid=2225119");
    }

    static TokenError wrongSecret(Application application) {
        return new TokenError(401, CLIENT, 7000215, "Invalid client secret provided. Ensure the "
                + "secret being sent in the request is the client secret value, not the client "
                + "secret ID, for a secret added to app '" + application.clientId() + "'.");
    }

    static TokenError expiredSecret(Application application) {
        return new TokenError(401, CLIENT, 7000222, "The provided client secret keys for app '"
                + application.clientId() + "' are expired. Visit the Azure portal to create new "
                + "keys for your app: https://aka.ms/NewClientSecret, or consider using "
                + "certificate credentials for added security: https://aka.ms/certCreds.");
    }

    static TokenError noCredential() {
        return new TokenError(401, CLIENT, 7000218, "The request body must contain the following "
                + "parameter: 'client_assertion' or 'client_secret'.");
    }

    static TokenError wrongAssertion(Application application, String reason) {
        return new TokenError(401, CLIENT, 700027, "Client assertion contains an invalid "
                + "signature. [Reason - " + reason + ", Please visit the Azure Portal, Graph "
                + "Explorer or directly use MS Graph to see configured keys for app Id '"
                + application.clientId() + "'.]");
    }

    static TokenError conditionalAccess() {
        return new TokenError(400, GRANT, 53003, "Access has been blocked by Conditional Access "
                + "policies. The access policy does not allow token issuance.");
    }

    static TokenError notConsented(Application application) {
        return new TokenError(400, GRANT, 65001, "The user or administrator has not consented to "
                + "use the application with ID '" + application.clientId() + "' named '"
                + application.clientId() + "'. Send an interactive authorization request for this "
                + "user and resource.");
    }

    static TokenError unknownGrant(String grant) {
        return new TokenError(400, "unsupported_grant_type", 70003,
                "The app requested an unsupported grant type '" + grant + "'.");
    }

    static TokenError unknownUser(String user, String directory) {
        return new TokenError(400, GRANT, 50034, "The user account " + user + " does not exist in "
                + "the " + directory + " directory. To sign into this application, the account "
                + "must be added to the directory.");
    }

    static TokenError wrongPassword() {
        return new TokenError(400, GRANT, 50126,
                "Error validating credentials due to invalid username or password.");
    }

    /** @param state any but OK */
    static TokenError of(Accounts.State state) {
        return switch (state) {
            case MFA -> new TokenError(400, GRANT, 50076, "Due to a configuration change made by "
                    + "your administrator, or because you moved to a new location, you must use "
                    + "multi-factor authentication to access "
                    + "'00000002-0000-0ff1-ce00-000000000000'.");
            case LOCKED -> new TokenError(400, GRANT, 50053, "The account is locked, you've tried "
                    + "to sign in too many times with an incorrect user ID or password.");
            case DISABLED -> new TokenError(400, GRANT, 50057, "The user account is disabled.");
            case PASSWORD_EXPIRED -> new TokenError(400, GRANT, 50055, "The password is expired.");
            case CONDITIONAL_ACCESS -> conditionalAccess();
            case OK -> throw new IllegalArgumentException("Nothing is wrong with " + state);
        };
    }

    static TokenError wrongRedirect(String uri) {
        return new TokenError(400, REQUEST, 50011, "The redirect URI '" + uri + "' specified in "
                + "the request does not match the redirect URIs configured for the application.");
    }

    static TokenError otherRedirect(String uri) {
        return new TokenError(400, CLIENT, 500112, "The reply address '" + uri + "' does not "
                + "match the reply address provided when requesting Authorization code.");
    }

    static TokenError unknownCode() {
        return new TokenError(400, GRANT, 9002313,
                "Invalid request. Request is malformed or invalid.");
    }

    static TokenError usedCode() {
        return new TokenError(400, GRANT, 54005, "OAuth2 Authorization code was already redeemed, "
                + "please retry with a new valid code or use an existing refresh token.");
    }

    static TokenError expiredCode() {
        return new TokenError(400, GRANT, 70008, "The provided authorization code or refresh "
                + "token has expired due to inactivity. Send a new interactive authorization "
                + "request for this user and resource.");
    }

    static TokenError wrongVerifier() {
        return new TokenError(400, GRANT, 501481, "The Code_Verifier does not match the "
                + "code_challenge supplied in the authorization request.");
    }

    void answer(Context context) {
        String trace = UUID.randomUUID().toString();
        String correlation = UUID.randomUUID().toString();
        String now = DateTimeFormatter.ISO_INSTANT
                .format(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .replace('T', ' ');
        ObjectNode body = new ObjectMapper().createObjectNode()
                .put("error", error)
                .put("error_description", description() + " Trace ID: " + trace
                        + " Correlation ID: " + correlation + " Timestamp: " + now);
        body.putArray("error_codes").add(code);
        body.put("timestamp", now)
                .put("trace_id", trace)
                .put("correlation_id", correlation)
                .put("error_uri", "https://login.microsoftonline.com/error?code=" + code);
        context.status(status).contentType("application/json").result(body.toString());
    }
}
