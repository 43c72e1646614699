package io.syncline.simulator.http;

import io.javalin.http.Context;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a relying party asks of a sign-in (OpenID Connect Core 3.1.2.1, RFC 7636).
 *
 * @param parameters as they came; what is missing counts as empty
 */
record AuthorizationRequest(Map<String, String> parameters) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    static AuthorizationRequest of(Context context) {
        Map<String, String> parameters = new LinkedHashMap<>();
        context.queryParamMap().forEach((name, values) -> parameters.put(name, values.getFirst()));
        return new AuthorizationRequest(parameters);
    }

    String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    String redirectUri() {
        return get("redirect_uri");
    }

    /** Whether the answer stays on this machine. */
    boolean isRedirectLoopback() {
        try {
            URI uri = new URI(redirectUri());
            return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && LOOPBACK.contains(String.valueOf(uri.getHost()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** What the request lacks, or asks for and is not simulated: OAuth's word for it. */
    Optional<String> fault() {
        boolean isPlain = !get("code_challenge").isEmpty()
                && !get("code_challenge_method").equals("S256");
        if (!get("response_type").equals("code")) {
            return Optional.of("unsupported_response_type");
        }
        return isPlain || !Set.of("", "query").contains(get("response_mode"))
                ? Optional.of("invalid_request")
                : Optional.empty();
    }

    /** Where the browser goes with an answer; the request's state goes with it. */
    String answer(Map<String, String> answer) {
        Map<String, String> all = new LinkedHashMap<>(answer);
        if (!get("state").isEmpty()) {
            all.put("state", get("state"));
        }
        return redirectUri() + (redirectUri().contains("?") ? "&" : "?") + all.entrySet()
                .stream()
                .map(entry -> entry.getKey() + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
