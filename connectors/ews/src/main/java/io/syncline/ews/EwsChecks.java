package io.syncline.ews;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.ews.client.Doorway;
import io.syncline.ews.client.Doorway.Given;
import io.syncline.ews.client.Doorway.Greeting;
import io.syncline.ews.client.EwsClient;
import io.syncline.ews.client.EwsFailures;
import io.syncline.ews.client.EwsHosts;
import io.syncline.ews.client.EwsSettings;
import io.syncline.ews.client.EwsSettings.Login;
import io.syncline.ews.soap.Folder;
import io.syncline.ews.soap.FolderRef;
import io.syncline.ews.soap.GetFolder;
import io.syncline.ews.soap.Outcome;
import io.syncline.ews.soap.ServiceError;
import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.verify.AccessChecks;
import io.syncline.port.verify.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out for an administrator whether a tenant's settings of EWS work. Writes nothing. Not
 * thread-safe: one verification makes one.
 */
public final class EwsChecks implements AccessChecks {

    private static final String LEGACY = "A service account signs in with its password, which is"
            + " legacy: Microsoft advises against it, and it ends with the first policy that asks"
            + " for a second factor";

    private final EwsSettings settings;
    private final EwsHosts hosts;
    private final Doorway doorway;
    private final EwsClient client;
    private final EwsRemedies remedies;
    private final EwsSwitches switches;
    private final EwsMailbox mailbox;
    private Optional<Given> given = Optional.empty();

    /** Checks that share their host with nobody. */
    public EwsChecks(EwsSettings settings) {
        this(settings, new EwsHosts(new SimpleMeterRegistry()));
    }

    /**
     * @param hosts shared with the providers of the process
     * @throws IllegalArgumentException where the settings are not even of the right form
     */
    public EwsChecks(EwsSettings settings, EwsHosts hosts) {
        this.settings = settings;
        this.hosts = hosts;
        this.doorway = new Doorway(settings);
        this.client = new EwsClient(settings, hosts);
        this.remedies = new EwsRemedies(settings);
        this.switches = new EwsSwitches(settings);
        this.mailbox = new EwsMailbox(client, settings.impersonates(), remedies);
    }

    @Override
    public Finding directory() {
        return switch (settings.login()) {
            case Login.Basic basic -> ServerGreeting.look(doorway, settings, remedies);
            case Login.AppOnly login -> OpenIdDirectory.look(doorway, login.tokenEndpoint());
            case Login.Delegated login -> OpenIdDirectory.look(doorway, login.tokenEndpoint());
        };
    }

    @Override
    public Finding token() {
        return switch (settings.login()) {
            case Login.Basic basic -> password(basic);
            case Login.AppOnly login -> fresh(token -> Finding.passed(told(token)));
            case Login.Delegated login -> fresh(token -> Finding.warned(
                    told(token) + ". " + LEGACY,
                    "Let an application with a certificate sign in instead (app-only)"));
        };
    }

    @Override
    public Finding permissions() {
        return switch (settings.login()) {
            case Login.Basic basic -> Finding.skipped("A password comes without a list of"
                    + " permissions; the next steps show what the account may do");
            case Login.AppOnly login -> kept(
                    token -> EwsPermissions.ofApplication(token.granted("roles")));
            case Login.Delegated login -> kept(
                    token -> EwsPermissions.ofAccount(token.granted("scp")));
        };
    }

    /** Whatever the service says of the mailbox, it let us in to say it. */
    @Override
    public Finding protocol(String address) {
        return switch (mailbox.look(address)) {
            case Answer.Of<Outcome<Folder>> said -> switches.open();
            case Answer.Failed<Outcome<Folder>>(Failure failure) -> remedies.explained(failure);
        };
    }

    @Override
    public Finding mailbox(String address) {
        return mailbox.isOfUser(address);
    }

    @Override
    public Finding outside(String address) {
        return mailbox.isClosed(address);
    }

    @Override
    public Finding explained(Failure failure) {
        return remedies.explained(failure);
    }

    @Override
    public void close() {
        client.close();
        doorway.close();
    }

    private Finding fresh(Function<Given, Finding> judge) {
        return switch (doorway.token()) {
            case Answer.Of<Given>(Given token) -> {
                given = Optional.of(token);
                yield judge.apply(token);
            }
            case Answer.Failed<Given>(Failure failure) -> remedies.explained(failure);
        };
    }

    private Finding kept(Function<Given, Finding> judge) {
        return given.map(judge).orElseGet(() -> fresh(judge));
    }

    private static String told(Given token) {
        return "Microsoft Entra gave a token, valid for "
                + Math.ceilDiv(Duration.between(Instant.now(), token.ends()).toSeconds(), 60)
                + " minutes";
    }

    /** Asks for the account's own folder: whether it has a mailbox or not, it was let in to ask. */
    private Finding password(Login.Basic login) {
        if (EwsSwitches.isExchangeOnline(settings)) {
            return Finding.failed("Exchange Online takes no passwords for EWS (Basic) any more",
                    "Let an application with a certificate sign in (app-only)");
        }
        try (EwsClient own = new EwsClient(withoutImpersonation(), hosts)) {
            return switch (own.one(login.username(), new GetFolder(List.of(
                    new FolderRef.Distinguished("contacts", ""))))) {
                case Answer.Of<Outcome<Folder>>(Outcome.Refused<Folder>(ServiceError error)) when EwsRemedies
                        .isOfAccount(error) ->
                    remedies.explained(EwsFailures.of(error));
                case Answer.Of<Outcome<Folder>> said -> accepted(login);
                case Answer.Failed<Outcome<Folder>>(Failure failure) -> refused(login, failure);
            };
        }
    }

    private Finding refused(Login.Basic login, Failure failure) {
        if (failure.reason().startsWith("HTTP 403")) {
            return accepted(login); // The next steps say what is closed.
        }
        if (!failure.reason().startsWith("HTTP 401")) {
            return remedies.explained(failure);
        }
        return doorway.greeting() instanceof Answer.Of<Greeting>(Greeting greeting)
                && !greeting.schemes().isEmpty() && !greeting.takesPasswords()
                        ? EwsRemedies.noPasswords(String.join(", ", greeting.schemes()))
                        : EwsRemedies.wrongPassword(login.username());
    }

    private static Finding accepted(Login.Basic login) {
        return Finding.passed("The server accepts the password of " + login.username());
    }

    private EwsSettings withoutImpersonation() {
        return new EwsSettings(settings.url(), settings.serverVersion(), settings.login(), false,
                settings.trustedCertificates(), settings.requestTimeout(), settings.requestsMax(),
                settings.streamsMax(), settings.defaultRegion());
    }
}
