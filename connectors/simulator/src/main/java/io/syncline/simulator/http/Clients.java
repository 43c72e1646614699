package io.syncline.simulator.http;

import io.javalin.http.Context;
import io.syncline.simulator.mailbox.Application;
import io.syncline.simulator.mailbox.Application.Secret;
import io.syncline.simulator.mailbox.Applications;
import io.syncline.simulator.mailbox.SimulatedClock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which application asks, and whether it is the one it says. What is wrong is found in this order:
 * the directory, the application, whether it is disabled, its credential, the rest of its state.
 */
final class Clients {

    private static final Set<String> NO_DIRECTORY = Set.of("common", "organizations", "consumers");
    private static final Pattern GUID_OR_DOMAIN = Pattern.compile(
            "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|[\\w-]+(\\.[\\w-]+)+");

    private final Applications applications;
    private final ClientAssertions assertions;
    private final SimulatedClock clock;

    Clients(Applications applications, ClientAssertions assertions, SimulatedClock clock) {
        this.applications = applications;
        this.assertions = assertions;
        this.clock = clock;
    }

    /** @throws TokenError where there is no such directory */
    void checkDirectory(String directory) {
        if (!applications.isDirectory(directory)) {
            throw NO_DIRECTORY.contains(directory)
                    ? TokenError.noDirectory()
                    : GUID_OR_DOMAIN.matcher(directory).matches()
                            ? TokenError.unknownDirectory(directory)
                            : TokenError.malformedDirectory(directory);
        }
    }

    /** @throws TokenError where the directory knows no such application, or has it disabled */
    Application find(String directory, String client) {
        checkDirectory(directory);
        Application application = applications.find(directory, client)
                .orElseThrow(() -> TokenError.unknownApplication(client, directory));
        if (application.state() == Application.State.DISABLED) {
            throw TokenError.disabled(application);
        }
        return application;
    }

    /** Whether a request brings a secret or a certificate along. */
    static boolean hasCredential(Context context) {
        return !form(context, "client_assertion").isEmpty()
                || !form(context, "client_secret").isEmpty();
    }

    /** @throws TokenError where the request does not prove that the application sent it */
    void prove(Application application, Context context) {
        String assertion = form(context, "client_assertion");
        if (!hasCredential(context)) {
            throw TokenError.noCredential();
        }
        if (assertion.isEmpty()) {
            checkSecret(application, form(context, "client_secret"));
        } else {
            assertions.refusal(application.clientId(), assertion).ifPresent(reason -> {
                throw TokenError.wrongAssertion(application, reason);
            });
        }
    }

    /** @throws TokenError where something else than its credential keeps the application out */
    static void checkState(Application application) {
        switch (application.state()) {
            case DISABLED -> throw TokenError.disabled(application);
            case NO_SERVICE_PRINCIPAL -> throw TokenError.noServicePrincipal(application);
            case CONDITIONAL_ACCESS -> throw TokenError.conditionalAccess();
            case OK, NOT_CONSENTED -> {
                // There will be a token.
            }
        }
    }

    private void checkSecret(Application application, String value) {
        List<Secret> fitting = application.secrets()
                .stream()
                .filter(secret -> secret.value().equals(value))
                .toList();
        if (fitting.isEmpty()) {
            throw TokenError.wrongSecret(application);
        }
        if (fitting.stream().noneMatch(secret -> secret.expiresAt().isAfter(clock.now()))) {
            throw TokenError.expiredSecret(application);
        }
    }

    static String form(Context context, String name) {
        return Optional.ofNullable(context.formParam(name)).orElse("");
    }
}
