package io.syncline.simulator.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.syncline.simulator.ews.ExchangeServer;
import io.syncline.simulator.ews.Mutants;
import io.syncline.simulator.mailbox.SimulatedTenant;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A Microsoft 365 tenant on this machine: Graph, EWS, tokens and sign-in over TLS, and an admin door.
 */
public final class Simulator implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final SimulatedCertificate certificate;
    private final Javalin graph;
    private final Javalin admin;

    private Simulator(SimulatedCertificate certificate, Javalin graph, Javalin admin) {
        this.certificate = certificate;
        this.graph = graph;
        this.admin = admin;
    }

    public static Simulator start(SimulatorSettings settings) {
        Mutants mutants = settings.mutants();
        SimulatedTenant tenant = new SimulatedTenant(settings.data(), mutants.shared());
        SimulatedCertificate certificate = new SimulatedCertificate(settings.data());
        ExchangeServer exchange = new ExchangeServer(mutants);
        Entra entra = Entra.of(settings, tenant);
        Faults faults = new Faults();
        EwsFaults ewsFaults = new EwsFaults();
        HeldAnswers held = new HeldAnswers();
        Limits limits = new Limits();
        Latency latency = new Latency();
        OpenRequests open = new OpenRequests();
        EwsSwitches switches = new EwsSwitches();
        EwsCallers callers = new EwsCallers(tenant, entra.directory(), entra.accounts(),
                entra.tokens());
        RequestLog log = new RequestLog(settings.data().resolve("requests.jsonl"));
        Javalin graph = Javalin.create(config -> {
            quiet(config);
            config.jetty.addConnector(
                    (server, http) -> tls(server, http, certificate, settings.graphPort()));
            entra.routes(config.routes);
            GraphDoor door = new GraphDoor(entra.tokens(), faults, held, log, latency);
            new GraphApi(door, new MailboxRights(tenant, entra.directory()), limits, mutants)
                    .routes(config.routes);
            new GraphDirectory(door, entra.directory()).routes(config.routes);
            new EwsApi(exchange, callers, switches, ewsFaults, held, log, open)
                    .routes(config.routes);
        }).start();
        Javalin admin = Javalin.create(config -> {
            quiet(config);
            new AdminApi(tenant, faults, held, limits, latency, entra.tokens(), log, exchange.ids())
                    .routes(config.routes);
            new AdminEws(exchange, callers, switches, ewsFaults, entra.accounts(), open)
                    .routes(config.routes);
            new AdminEntra(settings, entra).routes(config.routes);
        }).start(LOOPBACK, settings.adminPort());
        return new Simulator(certificate, graph, admin);
    }

    /** The certificate to trust, as PEM. */
    public Path certificate() {
        return certificate.pem();
    }

    @Override
    public void close() {
        graph.stop();
        admin.stop();
    }

    private static void quiet(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.concurrency.useVirtualThreads = true;
    }

    private static Connector tls(Server server, HttpConfiguration http,
            SimulatedCertificate certificate, int port) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStorePath(certificate.keyStore().toString());
        ssl.setKeyStorePassword(SimulatedCertificate.PASSWORD);
        HttpConfiguration secure = new HttpConfiguration(http);
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(server,
                new SslConnectionFactory(ssl, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(secure));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        return connector;
    }
}
