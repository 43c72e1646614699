package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.syncline.simulator.mailbox.GraphError;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The token endpoint and the check of what it gave out. Tokens are forgotten at a restart. */
final class Tokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIFE = Duration.ofHours(1);

    private final SimulatorSettings settings;
    private final ClientAssertions assertions;
    private final Map<String, Instant> given = new ConcurrentHashMap<>();

    Tokens(SimulatorSettings settings) {
        this.settings = settings;
        this.assertions = new ClientAssertions(settings.clientId());
    }

    /** From now on no token that was given out is known. */
    void forget() {
        given.clear();
    }

    /** Registers a certificate for the application, as PEM or DER. */
    void register(byte[] certificate) {
        assertions.register(certificate);
    }

    /** POST /{tenant}/oauth2/v2.0/token: client credentials with a secret or a certificate. */
    void issue(Context context) {
        String secret = context.formParam("client_secret");
        String assertion = context.formParam("client_assertion");
        if (!settings.directoryId().equals(context.pathParam("tenant"))) {
            refuse(context, 400, "invalid_request", 90002, "Tenant '"
                    + context.pathParam("tenant") + "' not found.");
        } else if (!settings.clientId().equals(context.formParam("client_id"))) {
            refuse(context, 400, "unauthorized_client", 700016,
                    "Application with identifier was not found in the directory.");
        } else if (assertion != null) {
            if (assertions.isValid(assertion)) {
                give(context);
            } else {
                refuse(context, 401, "invalid_client", 700027,
                        "The certificate with identifier used to sign the client assertion is not "
                                + "registered on application.");
            }
        } else if (secret == null) {
            refuse(context, 401, "invalid_client", 7000218,
                    "The request body must contain client_assertion or client_secret.");
        } else if (!settings.clientSecret().equals(secret)) {
            refuse(context, 401, "invalid_client", 7000215,
                    "Invalid client secret provided.");
        } else {
            give(context);
        }
    }

    private void give(Context context) {
        context.contentType("application/json")
                .result(JSON.createObjectNode()
                        .put("token_type", "Bearer")
                        .put("expires_in", LIFE.toSeconds())
                        .put("ext_expires_in", LIFE.toSeconds())
                        .put("access_token", newToken())
                        .toString());
    }

    /** @throws GraphError as Graph answers a missing, unknown or expired token */
    void check(@Nullable String authorization) {
        String token = authorization == null ? "" : authorization.replaceFirst("^Bearer ", "");
        Instant ends = given.getOrDefault(token, Instant.EPOCH);
        if (ends.isBefore(Instant.now())) {
            throw new GraphError(401, "InvalidAuthenticationToken",
                    "Access token is missing, unknown or expired.");
        }
    }

    private String newToken() {
        ObjectNode claims = JSON.createObjectNode()
                .put("tid", settings.directoryId())
                .put("appid", settings.clientId())
                .put("jti", UUID.randomUUID().toString());
        claims.putArray("roles").add("Contacts.ReadWrite");
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String token = base64.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8)) + "."
                + base64.encodeToString(claims.toString().getBytes(UTF_8)) + ".simulated";
        given.put(token, Instant.now().plus(LIFE));
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
