package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.syncline.simulator.mailbox.Accounts;
import io.syncline.simulator.mailbox.GraphError;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The token endpoint and the check of what it gave out. Tokens are forgotten at a restart. */
final class Tokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIFE = Duration.ofHours(1);

    private final SimulatorSettings settings;
    private final ClientAssertions assertions;
    private final Accounts accounts;
    private final Map<String, Grant> given = new ConcurrentHashMap<>();

    Tokens(SimulatorSettings settings, Accounts accounts) {
        this.settings = settings;
        this.accounts = accounts;
        this.assertions = new ClientAssertions(settings.clientId());
    }

    /**
     * What a token is good for.
     *
     * @param user who signed in with a password; empty: the application itself
     */
    record Grant(Instant ends, String user) {}

    /** From now on no token that was given out is known. */
    void forget() {
        given.clear();
    }

    /** Registers a certificate for the application, as PEM or DER. */
    void register(byte[] certificate) {
        assertions.register(certificate);
    }

    /**
     * POST /{tenant}/oauth2/v2.0/token: client credentials with a secret or a certificate, or the
     * name and password of a user.
     */
    void issue(Context context) {
        if (!settings.directoryId().equals(context.pathParam("tenant"))) {
            refuse(context, 400, "invalid_request", 90002, "Tenant '"
                    + context.pathParam("tenant") + "' not found.");
        } else if (!settings.clientId().equals(context.formParam("client_id"))) {
            refuse(context, 400, "unauthorized_client", 700016,
                    "Application with identifier was not found in the directory.");
        } else if ("password".equals(context.formParam("grant_type"))) {
            issueToUser(context);
        } else if (context.formParam("client_assertion") != null) {
            issueForAssertion(context, form(context, "client_assertion"));
        } else if (context.formParam("client_secret") == null) {
            refuse(context, 401, "invalid_client", 7000218,
                    "The request body must contain client_assertion or client_secret.");
        } else if (!settings.clientSecret().equals(context.formParam("client_secret"))) {
            refuse(context, 401, "invalid_client", 7000215,
                    "Invalid client secret provided.");
        } else {
            give(context, "");
        }
    }

    private void issueForAssertion(Context context, String assertion) {
        if (assertions.isValid(assertion)) {
            give(context, "");
        } else {
            refuse(context, 401, "invalid_client", 700027,
                    "The certificate with identifier used to sign the client assertion is not "
                            + "registered on application.");
        }
    }

    private void issueToUser(Context context) {
        String user = form(context, "username");
        if (accounts.signedIn(user, form(context, "password")).isPresent()) {
            give(context, user);
        } else {
            refuse(context, 400, "invalid_grant", 50126,
                    "Error validating credentials due to invalid username or password.");
        }
    }

    private void give(Context context, String user) {
        context.contentType("application/json")
                .result(JSON.createObjectNode()
                        .put("token_type", "Bearer")
                        .put("expires_in", LIFE.toSeconds())
                        .put("ext_expires_in", LIFE.toSeconds())
                        .put("access_token", newToken(user))
                        .toString());
    }

    /** What a header's token is good for now; nothing, where it is missing, unknown or expired. */
    Optional<Grant> grant(@Nullable String authorization) {
        String token = authorization == null ? "" : authorization.replaceFirst("^Bearer ", "");
        return Optional.ofNullable(given.get(token))
                .filter(grant -> !grant.ends().isBefore(Instant.now()));
    }

    /** @throws GraphError as Graph answers a missing, unknown or expired token */
    void check(@Nullable String authorization) {
        if (grant(authorization).isEmpty()) {
            throw new GraphError(401, "InvalidAuthenticationToken",
                    "Access token is missing, unknown or expired.");
        }
    }

    private static String form(Context context, String name) {
        return Optional.ofNullable(context.formParam(name)).orElse("");
    }

    private String newToken(String user) {
        ObjectNode claims = JSON.createObjectNode()
                .put("tid", settings.directoryId())
                .put("appid", settings.clientId())
                .put("jti", UUID.randomUUID().toString());
        if (user.isEmpty()) {
            claims.putArray("roles").add("Contacts.ReadWrite").add("full_access_as_app");
        } else {
            claims.put("upn", user).put("scp", "EWS.AccessAsUser.All");
        }
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String token = base64.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8)) + "."
                + base64.encodeToString(claims.toString().getBytes(UTF_8)) + ".simulated";
        given.put(token, new Grant(Instant.now().plus(LIFE), user));
        return token;
    }

    private static void refuse(Context context, int status, String error, int code,
            String message) {
        ObjectNode body = JSON.createObjectNode()
                .put("error", error)
                .put("error_description", "AADSTS" + code + ": " + message);
        body.putArray("error_codes").add(code);
        context.status(status).contentType("application/json").result(body.toString());
    }
}
