package io.syncline.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.simulator.mailbox.Application;
import io.syncline.simulator.mailbox.Applications;
import io.syncline.simulator.mailbox.GraphError;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tokens that were given out, and what they are good for. Forgotten at a restart. */
final class Tokens {

    static final Duration LIFE = Duration.ofHours(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Applications applications;
    private final Map<String, Given> given = new ConcurrentHashMap<>();

    Tokens(Applications applications) {
        this.applications = applications;
    }

    /** What was so when a token was given out: the roles that it shows do not change any more. */
    private record Given(Instant ends, String user, Application then) {}

    /**
     * What a token is good for now.
     *
     * @param user who signed in; empty: the application itself
     * @param application to which the token was given, as it is now
     * @param roles what the application may do by itself; none for a user's token
     */
    record Grant(String user, Application application, Set<String> roles) {

        boolean isOfApplication() {
            return user.isEmpty();
        }

        boolean hasAny(Set<String> wanted) {
            return wanted.stream().anyMatch(roles::contains);
        }
    }

    /** From now on no token that was given out is known. */
    void forget() {
        given.clear();
    }

    /** @param user who signed in; empty: the application itself */
    String give(Application application, String user) {
        ObjectNode claims = JSON.createObjectNode()
                .put("tid", application.directoryId())
                .put("appid", application.clientId())
                .put("jti", UUID.randomUUID().toString());
        Set<String> roles = shown(application);
        if (!user.isEmpty()) {
            claims.put("upn", user).put("scp", "EWS.AccessAsUser.All");
        } else if (!roles.isEmpty()) {
            new TreeSet<>(roles).forEach(claims.putArray("roles")::add);
        }
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String token = base64.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8)) + "."
                + base64.encodeToString(claims.toString().getBytes(UTF_8)) + ".simulated";
        given.put(token, new Given(Instant.now().plus(LIFE), user, application));
        return token;
    }

    /** What a header's token is good for now; nothing, where it is missing, unknown or expired. */
    Optional<Grant> grant(@Nullable String authorization) {
        String token = authorization == null ? "" : authorization.replaceFirst("^Bearer ", "");
        return Optional.ofNullable(given.get(token))
                .filter(kept -> !kept.ends().isBefore(Instant.now()))
                .map(this::grant);
    }

    /** @throws GraphError as Graph answers a missing, unknown or expired token */
    Grant check(@Nullable String authorization) {
        return grant(authorization).orElseThrow(() -> new GraphError(401,
                "InvalidAuthenticationToken", "Access token is missing, unknown or expired."));
    }

    /**
     * What Entra granted counts as the token shows it, and a new grant only for a new token
     * (facts/graph.md 7.6); what Exchange granted and no token shows counts as it is now (7.7).
     */
    private Grant grant(Given kept) {
        Application now = applications
                .find(kept.then().directoryId(), kept.then().clientId())
                .orElse(kept.then());
        boolean isHidden = !now.rolesShown() && now.state() != Application.State.NOT_CONSENTED;
        Set<String> roles = isHidden ? now.roles() : shown(kept.then());
        return new Grant(kept.user(), now, kept.user().isEmpty() ? roles : Set.of());
    }

    private static Set<String> shown(Application application) {
        return application.rolesShown()
                && application.state() != Application.State.NOT_CONSENTED
                        ? application.roles()
                        : Set.of();
    }
}
