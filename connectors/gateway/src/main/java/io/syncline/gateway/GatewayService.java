package io.syncline.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.port.tenant.Tenants;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import io.syncline.service.run.HealthCheck;
import io.syncline.service.run.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Serves the CRM's door: contacts, edits in bulk, and the stream of changes. */
public final class GatewayService implements Service {

    static final String TENANT = "tenant";
    static final String CHANGES = "/v1/changes";
    static final String OPENAPI = "/openapi.yaml";

    private static final long REQUEST_BYTES_MAX = 16L * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SynclineConfig.Gateway settings;
    private final MeterRegistry meters;
    private final Tenants tenants;
    private final MergedTable table;
    private final Outcomes outcomes;
    private final ChangeStream stream;
    private final KafkaProducer<String, SpecificRecord> producer;
    private final int partitions;
    private final Javalin server;

    public GatewayService(SynclineConfig config, MeterRegistry meters) {
        KafkaClients clients = new KafkaClients(config);
        this.settings = config.gateway();
        this.meters = meters;
        this.partitions = config.kafka().partitions();
        this.tenants = new Tenants(config, List.of(), key -> {});
        GatewayMeters own = new GatewayMeters(meters);
        this.table = new MergedTable(clients, own, settings.tableFolder());
        this.outcomes = new Outcomes(clients, own);
        this.stream = new ChangeStream(clients);
        this.producer = clients.producer();
        ContactRoutes contacts = new ContactRoutes(config, tenants, table, outcomes,
                new Edits(producer, own));
        this.server = Javalin.create(javalin -> configure(javalin, contacts));
    }

    @Override
    public void start() {
        tenants.start();
        table.start();
        outcomes.start();
        server.start(settings.host(), settings.port());
    }

    @Override
    public boolean isHealthy() {
        return tenants.isHealthy() && table.isHealthy() && outcomes.isHealthy();
    }

    @Override
    public List<HealthCheck> checks() {
        return List.of(new HealthCheck("gateway", true, () -> table.isCaughtUp()
                ? Optional.empty()
                : Optional.of("The table of contacts is still being read")));
    }

    @Override
    public void close() {
        stream.end();
        server.stop();
        tenants.close();
        table.close();
        outcomes.close();
        producer.close();
    }

    private void configure(JavalinConfig config, ContactRoutes contacts) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = REQUEST_BYTES_MAX;
        config.concurrency.useVirtualThreads = true;
        config.routes.before("/v1/*", this::authenticate);
        contacts.routes(config.routes);
        config.routes.before(CHANGES, context -> ChangeStream
                .check(context.header("Accept"), context.header("Last-Event-ID"), partitions));
        config.routes.sse(CHANGES, client -> stream.serve(client,
                Objects.requireNonNull(client.ctx().<String>attribute(TENANT)),
                client.ctx().header("Last-Event-ID")));
        config.routes.get(OPENAPI, context -> context.contentType("application/yaml")
                .result(openApi()));
        config.routes.before("/v1/*", context -> Counter
                .builder("syncline.gateway.requests")
                .description("Requests of the CRM, let in")
                .tag("method", context.method().name())
                .register(meters)
                .increment());
        config.routes.exception(Problem.class, GatewayService::answer);
    }

    private void authenticate(Context context) {
        String header = Optional.ofNullable(context.header("Authorization")).orElse("");
        String key = header.replaceFirst("^Bearer ", "");
        String tenant = settings.keys()
                .stream()
                .filter(known -> isSame(known.key(), key))
                .map(SynclineConfig.ApiKey::tenant)
                .findFirst()
                .orElseThrow(() -> new Problem(401, "Authorization",
                        "Send Authorization: Bearer and an API key of this gateway"));
        context.attribute(TENANT, tenant);
    }

    /** In constant time, so that a key cannot be guessed piece by piece. */
    private static boolean isSame(String known, String given) {
        return MessageDigest.isEqual(known.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    private static void answer(Problem problem, Context context) {
        context.status(problem.status())
                .contentType("application/problem+json")
                .result(JSON.createObjectNode()
                        .put("status", problem.status())
                        .put("title", problem.status() == 404 ? "Not found" : "Request refused")
                        .put("field", problem.field())
                        .put("detail", problem.getMessage())
                        .toString());
    }

    /** Every route as method and path, for the test that compares them with the document. */
    List<String> routes() {
        return server.unsafe.internalRouter.allHttpHandlers()
                .stream()
                .map(route -> route.endpoint)
                .filter(endpoint -> !endpoint.method.name().startsWith("BEFORE"))
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    static String openApi() {
        try (InputStream document = GatewayService.class
                .getResourceAsStream("/gateway-openapi.yaml")) {
            return new String(Objects.requireNonNull(document).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The OpenAPI document is missing from the jar", e);
        }
    }
}
