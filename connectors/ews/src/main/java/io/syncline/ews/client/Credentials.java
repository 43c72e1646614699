package io.syncline.ews.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.port.Answer;
import java.net.http.HttpClient;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a request says in {@code Authorization}. Thread-safe. */
final class Credentials {

    private static final Logger LOGGER = LoggerFactory.getLogger(Credentials.class);
    private static final String EXCHANGE_ONLINE = "outlook.office365.com";
    private static final String BEARER = "Bearer ";

    private final String basic;
    private final Optional<TokenSource> tokens;

    private Credentials(String basic, Optional<TokenSource> tokens) {
        this.basic = basic;
        this.tokens = tokens;
    }

    static Credentials of(EwsSettings settings, HttpClient http) {
        if (EXCHANGE_ONLINE.equalsIgnoreCase(settings.url().getHost())) {
            LOGGER.atWarn()
                    .addKeyValue("host", EXCHANGE_ONLINE)
                    .log("Exchange Online switches EWS off on 2027-04-01, earlier where the tenant"
                            + " does: move its mailboxes with deploy/syncline mailboxes migrate");
        }
        return switch (settings.login()) {
            case Login.Basic(String username, String password) ->
                new Credentials("Basic " + Base64.getEncoder()
                        .encodeToString((username + ":" + password).getBytes(UTF_8)),
                        Optional.empty());
            case Login.AppOnly login -> new Credentials("", Optional.of(
                    TokenSource.of(login, http, settings.requestTimeout())));
            case Login.Delegated login -> {
                LOGGER.atWarn()
                        .addKeyValue("host", settings.url().getHost())
                        .addKeyValue("username", login.username())
                        .log("A service account signs in with its password, which is legacy: no"
                                + " second factor, no conditional access, and it may end any day;"
                                + " prefer an application with a certificate");
                yield new Credentials("", Optional.of(
                        TokenSource.of(login, http, settings.requestTimeout())));
            }
        };
    }

    Answer<String> header() {
        return tokens.map(source -> source.token().then(token -> Answer.of(BEARER + token)))
                .orElseGet(() -> Answer.of(basic));
    }

    /** The service refused this header. Says whether another may be had. */
    boolean refuse(String header) {
        tokens.ifPresent(source -> source.refuse(header.substring(BEARER.length())));
        return tokens.isPresent();
    }
}
