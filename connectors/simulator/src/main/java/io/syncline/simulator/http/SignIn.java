package io.syncline.simulator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.syncline.simulator.mailbox.Application;
import io.syncline.simulator.mailbox.People;
import io.syncline.simulator.mailbox.People.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs people in with OpenID Connect: metadata, keys, and the page on which a person is picked. Codes
 * are exchanged at {@link TokenEndpoint}. Nobody needs a password here.
 */
final class SignIn {

    private static final String METADATA = "/{tenant}/v2.0/.well-known/openid-configuration";

    private final Clients clients;
    private final People people;
    private final AuthorizationCodes codes;
    private final IdTokens idTokens;
    private final Map<String, Mischief> mischief = new ConcurrentHashMap<>();

    SignIn(Clients clients, People people, AuthorizationCodes codes, IdTokens idTokens) {
        this.clients = clients;
        this.people = people;
        this.codes = codes;
        this.idTokens = idTokens;
    }

    void routes(RoutesConfig routes) {
        routes.get(METADATA, this::metadata);
        routes.get("/{tenant}/discovery/v2.0/keys",
                context -> json(context, idTokens.keys()));
        routes.get("/{tenant}/oauth2/v2.0/authorize", this::authorize);
    }

    /** Something will be wrong with the id-token of the person's next sign-in. */
    void arm(String address, Mischief kind) {
        mischief.put(address.toLowerCase(Locale.ROOT), kind);
    }

    /** Who signs an id-token: the directory, at the address by which it was asked. */
    static String issuer(Context context) {
        return directory(context) + "/v2.0";
    }

    private static String directory(Context context) {
        return "https://" + context.host() + "/" + context.pathParam("tenant");
    }

    private void metadata(Context context) {
        try {
            clients.checkDirectory(context.pathParam("tenant"));
        } catch (TokenError e) {
            e.answer(context);
            return;
        }
        String directory = directory(context);
        ObjectNode metadata = new ObjectMapper().createObjectNode()
                .put("issuer", issuer(context))
                .put("authorization_endpoint", directory + "/oauth2/v2.0/authorize")
                .put("token_endpoint", directory + "/oauth2/v2.0/token")
                .put("jwks_uri", directory + "/discovery/v2.0/keys");
        list(metadata, "response_types_supported", "code");
        list(metadata, "response_modes_supported", "query");
        list(metadata, "subject_types_supported", "pairwise");
        list(metadata, "scopes_supported", "openid", "profile", "email");
        list(metadata, "id_token_signing_alg_values_supported", "RS256");
        list(metadata, "token_endpoint_auth_methods_supported", "client_secret_post",
                "private_key_jwt");
        list(metadata, "code_challenge_methods_supported", "S256");
        list(metadata, "claims_supported", "sub", "iss", "aud", "exp", "iat", "nonce",
                "preferred_username", "name", "oid", "tid", "roles");
        json(context, metadata);
    }

    /** What cannot safely go back to the application is shown; the rest goes back to it. */
    private void authorize(Context context) {
        AuthorizationRequest request = AuthorizationRequest.of(context);
        try {
            Application application = clients.find(context.pathParam("tenant"),
                    request.get("client_id"));
            if (!request.isRedirectLoopback()) {
                throw TokenError.wrongRedirect(request.redirectUri());
            }
            authorize(context, application, request);
        } catch (TokenError e) {
            page(context.status(400), SignInPage.refusal(e.description()));
        }
    }

    private void authorize(Context context, Application application,
            AuthorizationRequest request) {
        Optional<String> fault = request.fault();
        if (fault.isPresent()) {
            refuse(context, request, fault.get(), "AADSTS900144: The request is not simulated.");
            return;
        }
        try {
            Clients.checkState(application);
        } catch (TokenError e) {
            refuse(context, request, "access_denied", e.description());
            return;
        }
        String hint = request.get("login_hint");
        List<Person> candidates = hint.isEmpty()
                ? people.all()
                : people.find(hint).stream().toList();
        boolean isSilent = request.get("prompt").equals("none");
        if (candidates.size() == 1 && (isSilent || !hint.isEmpty())) {
            signIn(context, application, request, candidates.getFirst());
        } else if (isSilent) {
            silent(context, request, candidates.isEmpty());
        } else if (hint.isEmpty()) {
            page(context, SignInPage.of(request, candidates));
        } else {
            refuse(context, request, "access_denied",
                    "AADSTS50020: User account '" + hint + "' does not exist in the tenant.");
        }
    }

    private void signIn(Context context, Application application, AuthorizationRequest request,
            Person person) {
        Mischief next = Optional
                .ofNullable(mischief.remove(person.address().toLowerCase(Locale.ROOT)))
                .orElse(Mischief.NONE);
        context.redirect(request.answer(
                Map.of("code", codes.issue(application, request, person, next))));
    }

    /** Nobody may be asked who it is, and nobody said so. */
    private static void silent(Context context, AuthorizationRequest request, boolean isNobody) {
        if (isNobody) {
            refuse(context, request, "login_required", "AADSTS50058: A silent sign-in request was "
                    + "sent but no user is signed in.");
        } else {
            refuse(context, request, "interaction_required", "AADSTS16000: Either multiple user "
                    + "identities are available for the current request or selected account is "
                    + "not supported for the scenario.");
        }
    }

    private static void refuse(Context context, AuthorizationRequest request, String error,
            String description) {
        context.redirect(request.answer(
                Map.of("error", error, "error_description", description)));
    }

    private static void page(Context context, String html) {
        context.contentType("text/html; charset=utf-8")
                .header("Cache-Control", "no-store")
                .result(html);
    }

    private static void list(ObjectNode node, String name, String... values) {
        List.of(values).forEach(node.putArray(name)::add);
    }

    private static void json(Context context, ObjectNode node) {
        context.contentType("application/json").result(node.toString());
    }
}
