package io.syncline.ews;

import io.syncline.ews.client.Doorway;
import io.syncline.ews.client.Doorway.Greeting;
import io.syncline.ews.client.EwsSettings;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.verify.AadFailures;
import io.syncline.port.verify.Finding;

/** Tells an Exchange server from something else by how it greets a stranger: it asks who he is. */
final class ServerGreeting {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int FAULT = 500;

    private ServerGreeting() {}

    static Finding look(Doorway doorway, EwsSettings settings, EwsRemedies remedies) {
        return switch (doorway.greeting()) {
            case Answer.Of<Greeting>(Greeting greeting) -> judged(greeting, settings, remedies);
            case Answer.Failed<Greeting>(Failure failure) ->
                AadFailures.unreachable(settings.url().getHost(), failure.reason());
        };
    }

    private static Finding judged(Greeting greeting, EwsSettings settings, EwsRemedies remedies) {
        int status = greeting.status();
        if (status == UNAUTHORIZED && !greeting.schemes().isEmpty()) {
            return Finding.passed("An Exchange server answers at " + settings.url()
                    + " and asks who we are (" + String.join(", ", greeting.schemes()) + ")");
        }
        if (status == FORBIDDEN) {
            return Finding.failed("The server at " + settings.url().getHost() + " lets nobody in"
                    + " from here (HTTP 403)",
                    "Let Syncline's address in, at the server (IIS"
                            + " Manager > EWS > IP Address and Domain Restrictions) or at what"
                            + " stands before it");
        }
        return status == TOO_MANY || status >= FAULT
                ? Finding.failed("The server at " + settings.url().getHost()
                        + " has a fault of its own (HTTP " + status + ")",
                        "Look after the server, then verify again")
                : remedies.elsewhere();
    }
}
