package io.syncline.ews;

import io.syncline.ews.client.Doorway;
import io.syncline.ews.client.Doorway.Greeting;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.verify.AadFailures;
import io.syncline.port.verify.Finding;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks, as a stranger, whether the directory of a token endpoint is there. */
final class OpenIdDirectory {

    private static final Pattern ENDPOINT = Pattern
            .compile("(https?://[^/]+/)([^/]+)/oauth2/v2\\.0/token");
    private static final String CONFIGURATION = "/v2.0/.well-known/openid-configuration";

    private OpenIdDirectory() {}

    static Finding look(Doorway doorway, URI tokenEndpoint) {
        Matcher endpoint = ENDPOINT.matcher(tokenEndpoint.toString());
        if (!endpoint.matches()) {
            // The steps after this one would be skipped, if this one were.
            return Finding.passed("The token address names no directory of Microsoft Entra; the"
                    + " next step shows whether it is right");
        }
        String directory = endpoint.group(2);
        URI configuration = URI.create(endpoint.group(1) + directory + CONFIGURATION);
        return switch (doorway.greeting(configuration)) {
            case Answer.Of<Greeting>(Greeting greeting) ->
                AadFailures.directory(directory, greeting.status(), greeting.body());
            case Answer.Failed<Greeting>(Failure failure) ->
                AadFailures.unreachable(tokenEndpoint.getHost(), failure.reason());
        };
    }
}
