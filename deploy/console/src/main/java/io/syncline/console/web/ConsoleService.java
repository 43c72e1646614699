package io.syncline.console.web;

import io.javalin.Javalin;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.console.history.HistoryFollower;
import io.syncline.console.proof.MailboxStandings;
import io.syncline.console.proof.SyncWatch;
import io.syncline.console.tenant.MailboxDesk;
import io.syncline.console.tenant.TenantDesk;
import io.syncline.console.tenant.TenantStore;
import io.syncline.console.tenant.TenantWatch;
import io.syncline.console.tenant.Webhook;
import io.syncline.port.tenant.ProviderKind;
import io.syncline.port.tenant.Sealing;
import io.syncline.service.access.SecretFile;
import io.syncline.service.access.Trust;
import io.syncline.service.config.ConfigException;
import io.syncline.service.config.ConsoleConfig;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.run.Service;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the web console. Where no OpenID provider is configured, each start hands out a link that lets
 * its reader in once, in a file or the log; whoever reads those of this machine operates it anyway.
 */
public final class ConsoleService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(ConsoleService.class);
    private static final int API_TOKEN_MIN = 32;
    private static final String EVERY_ADDRESS = "0.0.0.0";

    private final ConsoleConfig settings;
    private final TenantStore store;
    private final TenantWatch watch;
    private final Optional<HistoryFollower> follower;
    private final SyncWatch sync;
    private final OverviewRoutes overview;
    private final VerificationRoutes verification;
    private final SignInRoutes signIn;
    private final Javalin server;
    private @Nullable URI oneTimeLink;

    /**
     * @param kinds of the providers by which mailboxes are reached
     * @throws ConfigException if a setting is no good, or no master key is named
     */
    public ConsoleService(SynclineConfig config, List<ProviderKind> kinds, MeterRegistry meters) {
        this.settings = config.console();
        InstantSource clock = InstantSource.system();
        Cookies cookies = new Cookies(isSecure());
        Sessions sessions = new Sessions(clock);
        Optional<OidcSignIn> oidc = oidc(clock);
        Guard guard = new Guard(sessions, cookies, apiToken());
        Pages pages = new Pages(oidc.isEmpty());
        Sealing sealing = Sealing.required(config.secrets());
        this.store = new TenantStore(config);
        TenantDesk desk = new TenantDesk(config, kinds, store, sealing, clock);
        MailboxDesk mailboxes = new MailboxDesk(desk);
        this.watch = new TenantWatch(desk, settings.canaryInterval(),
                new Webhook(Optional.ofNullable(settings.webhook())), meters);
        Verifications verifications = new Verifications(desk::verify, clock, meters);
        ProgressViews progress = new ProgressViews(verifications);
        Limits limits = new Limits(clock);
        this.follower = Optional.ofNullable(settings.historyFolder())
                .map(folder -> new HistoryFollower(config, folder, meters));
        KnownHistories histories = new KnownHistories(follower);
        HistoryEdits edits = new HistoryEdits(config);
        this.signIn = new SignInRoutes(sessions, cookies, new OneTimeLinks(clock), oidc, pages,
                (actor, action, detail) -> store.audit(actor, action, null, detail, desk.now()),
                this::base);
        this.verification = new VerificationRoutes(desk, verifications, progress, limits, pages);
        this.sync = new SyncWatch(config, Optional.empty());
        Operating operating = new Operating(config, desk, sync,
                new MailboxStandings(config, store, sync, new HistoryCounts(follower, clock)));
        this.overview = new OverviewRoutes(operating, sessions, pages);
        RebuildWork rebuilds = new RebuildWork(config, new RebuildActs());
        this.server = Front.server(List.of(StaticFiles::routes, signIn::routes,
                new TenantRoutes(desk, config, new TenantViews(progress), verifications,
                        pages)::routes,
                new SubmissionRoutes(desk, verification, limits, pages)::routes,
                verification::routes, new MailboxRoutes(desk, mailboxes, pages)::routes,
                new PreviewRoutes(config, desk, limits, pages)::routes,
                new RebuildRoutes(rebuilds, operating, pages)::routes,
                new RebuildApi(rebuilds)::routes,
                new ContactRoutes(histories, edits, pages, clock)::routes,
                new MarkedRoutes(histories, pages, clock)::routes,
                new UndoRoutes(histories, edits, pages, clock)::routes,
                new HistoryApiRoutes(histories, edits, clock)::routes,
                new ApiRoutes(desk, mailboxes, verifications, limits)::routes,
                overview::routes, new StandingRoutes(operating, pages)::routes,
                new ParkedRoutes(operating, histories)::routes,
                new HeldRoutes(operating, pages)::routes,
                new MatchRoutes(operating, pages)::routes,
                new LetterRoutes(operating, pages)::routes,
                new AlertRoutes(operating, pages)::routes,
                new OperatingApi(operating)::routes), guard,
                new Refusals(pages, clock), isSecure(), meters);
    }

    @Override
    public void start() {
        store.start();
        watch.start();
        follower.ifPresent(HistoryFollower::start);
        sync.start();
        server.start(settings.host(), settings.port());
        LOGGER.atInfo().addKeyValue("url", base()).log("Serving the console");
        if (settings.signIn() == null) {
            oneTimeLink = signIn.link();
            hand(oneTimeLink);
        }
    }

    private void hand(URI link) {
        if (settings.linkFile() != null) {
            SecretFile.write("console.linkFile", settings.linkFile(), link.toString());
            return;
        }
        LOGGER.atInfo()
                .addKeyValue("link", link)
                .log("Open this link to sign in; it is good once, for "
                        + OneTimeLinks.VALID.toMinutes() + " minutes");
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /**
     * The link of this start.
     *
     * @throws IllegalStateException if it has not started, or an OpenID provider lets people in
     */
    public URI oneTimeLink() {
        if (oneTimeLink == null) {
            throw new IllegalStateException("There is no one-time link");
        }
        return oneTimeLink;
    }

    @Override
    public boolean isHealthy() {
        return store.isHealthy() && watch.isHealthy() && sync.isHealthy();
    }

    @Override
    public void close() {
        verification.end();
        overview.end();
        server.stop();
        follower.ifPresent(HistoryFollower::close);
        watch.close();
        sync.close();
        store.close();
    }

    private URI base() {
        URI known = settings.publicUrl();
        String host = settings.host().equals(EVERY_ADDRESS) ? "localhost" : settings.host();
        return known == null ? URI.create("http://" + host + ":" + port()) : known;
    }

    private boolean isSecure() {
        URI known = settings.publicUrl();
        return known != null && "https".equals(known.getScheme());
    }

    private Optional<OidcSignIn> oidc(InstantSource clock) {
        return Optional.ofNullable(settings.signIn()).map(named -> {
            Trust trust = Trust.with(Optional.ofNullable(settings.trustedCertificatesFile())
                    .map(Trust::pem));
            return new OidcSignIn(named, new OidcProvider(named, trust),
                    () -> base().resolve(SignInRoutes.CALLBACK), clock);
        });
    }

    private @Nullable String apiToken() {
        if (settings.apiTokenFile() == null) {
            return null;
        }
        String token = SecretFile.read("console.apiTokenFile", settings.apiTokenFile());
        if (token.length() < API_TOKEN_MIN) {
            throw new ConfigException("Setting console.apiTokenFile names a file with a token of"
                    + " less than " + API_TOKEN_MIN + " letters; make one with: openssl rand"
                    + " -base64 32");
        }
        return token;
    }
}
