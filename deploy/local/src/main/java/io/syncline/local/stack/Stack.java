package io.syncline.local.stack;

import io.syncline.console.run.ConsoleMain;
import io.syncline.feed.run.FeedMain;
import io.syncline.gateway.run.GatewayMain;
import io.syncline.local.process.JavaChild;
import io.syncline.local.process.LocalException;
import io.syncline.local.process.Ports;
import io.syncline.service.config.ConfigLoader;
import io.syncline.service.config.SynclineConfig;
import io.syncline.simulator.run.CrmMain;
import io.syncline.simulator.run.SimulatorMain;
import io.syncline.sink.run.SinkMain;
import io.syncline.source.run.SourceMain;
import io.syncline.topology.run.MergeMain;
import io.syncline.topology.run.SequenceMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Everything, each in a process of its own: broker, registry, simulated tenant and CRM if wanted, and
 * the services under a supervisor.
 */
public final class Stack implements AutoCloseable {

    /** The services, in the order in which they are started. */
    public static final List<String> SERVICES = List.of("sequence", "merge", "gateway", "sink",
            "source");

    /** The gateway's key where no configuration of one's own names others. */
    public static final String API_KEY = LocalConfig.API_KEY;

    /** The tenant that {@link #startSimulation} configures. */
    public static final String TENANT = LocalConfig.TENANT;

    /** The simulated tenant's directory. */
    public static final String DIRECTORY_ID = LocalConfig.DIRECTORY_ID;

    private static final String CONSOLE = "console";
    private static final String FEED = "feed";
    private static final String TOGETHER = "services";
    private static final int HEAP_MB = 256;
    private static final int TOGETHER_HEAP_MB = 768;
    private static final int MEASURED_HEAP_MB = 1_024;
    private static final int MEASURED_BROKER_HEAP_MB = 512;
    /** For 300 000 contacts, of each of which the simulated tenant remembers what it was. */
    private static final int MEASURED_TENANT_HEAP_MB = 4_096;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);

    private final Workspace workspace;
    private final Infrastructure infrastructure;
    private final Room room;
    private final LocalConfig config;
    private final Supervisor supervisor = new Supervisor();
    private final Consumer<String> progress;
    private final HttpClient http = HttpClient.newHttpClient();

    /** What a process of one service, of all together, or of the simulated tenant is given. */
    private record Room(List<String> options, int heapMb, int togetherHeapMb, int tenantHeapMb) {

        static final Room SMALL = new Room(JavaChild.Launch.FRUGAL, HEAP_MB, TOGETHER_HEAP_MB,
                HEAP_MB);
        static final Room MEASURED = new Room(JavaChild.Launch.FAST, MEASURED_HEAP_MB,
                MEASURED_HEAP_MB, MEASURED_TENANT_HEAP_MB);
    }

    private Stack(Workspace workspace, Infrastructure infrastructure, Room room,
            Consumer<String> progress) {
        this.workspace = workspace;
        this.infrastructure = infrastructure;
        this.room = room;
        this.config = new LocalConfig(workspace, infrastructure);
        if (room.equals(Room.SMALL)) {
            config.frugal();
        }
        this.progress = progress;
    }

    /**
     * Starts broker and registry.
     *
     * @param registryHome where the registry's distribution is unpacked
     * @param progress is told what is being waited for
     */
    public static Stack start(Workspace workspace, Path registryHome,
            Consumer<String> progress) {
        progress.accept("Starting a Kafka broker and a schema registry");
        return new Stack(workspace, Infrastructure.start(workspace, registryHome), Room.SMALL,
                progress);
    }

    /** The same on a broker and a registry that run already, and end with it. */
    public static Stack on(Infrastructure infrastructure, Workspace workspace,
            Consumer<String> progress) {
        return new Stack(workspace, infrastructure, Room.SMALL, progress);
    }

    /** The same with all optimisations of the JVM and more memory, for what is measured. */
    public static Stack forMeasuring(Workspace workspace, Path registryHome,
            Consumer<String> progress) {
        progress.accept("Starting a Kafka broker and a schema registry");
        Stack stack = new Stack(workspace, Infrastructure.start(workspace, registryHome,
                MEASURED_BROKER_HEAP_MB, JavaChild.Launch.FAST), Room.MEASURED, progress);
        stack.config.unlimited();
        return stack;
    }

    /** The same with several brokers, for several instances of each service. */
    public static Stack onCluster(Workspace workspace, Path registryHome, int brokers,
            Consumer<String> progress) {
        progress.accept("Starting %d Kafka brokers and a schema registry".formatted(brokers));
        return new Stack(workspace, Infrastructure.cluster(workspace, registryHome, brokers),
                Room.MEASURED, progress);
    }

    public Supervisor supervisor() {
        return supervisor;
    }

    public Infrastructure infrastructure() {
        return infrastructure;
    }

    public Workspace workspace() {
        return workspace;
    }

    /** The simulated tenant's admin door. */
    public URI simulatorAdmin() {
        return URI.create("http://127.0.0.1:" + workspace.port("simulator-admin"));
    }

    /** The CRM's own door. */
    public URI crm() {
        return URI.create("http://127.0.0.1:" + workspace.port("crm"));
    }

    /** The mailbox id that local mode gives an address. */
    public static String mailboxOf(String address) {
        return LocalConfig.mailboxOf(address);
    }

    /** Starts the simulated tenant and the CRM; these mailboxes are reached through Graph. */
    public void startSimulation(List<String> addresses) {
        startSimulation(addresses, Reach.GRAPH);
    }

    /** The same, with the mailboxes reached another way. */
    public void startSimulation(List<String> addresses, Reach reach) {
        config.simulated(addresses, simulation(), reach);
    }

    /** The same, with no tenant of it in the configuration: it is registered by whoever wants to. */
    public void startSimulationUnregistered() {
        config.offerSimulated(simulation());
    }

    private Path simulation() {
        progress.accept("Starting a simulated Microsoft 365 tenant and a small CRM");
        Path data = workspace.folder("simulator");
        supervisor.keep(launch("simulator", room.tenantHeapMb(), SimulatorMain.class,
                List.of(data.toString(), port("graph"), port("simulator-admin"),
                        LocalConfig.DIRECTORY_ID, LocalConfig.CLIENT_ID,
                        LocalConfig.CLIENT_SECRET)));
        supervisor.keep(launch("crm", room.heapMb(), CrmMain.class,
                List.of(workspace.folder("crm").toString(), port("crm"),
                        "http://127.0.0.1:" + port("gateway"), LocalConfig.API_KEY)));
        await("simulator", () -> Ports.isOpen(workspace.port("simulator-admin"))
                && Files.exists(data.resolve("simulator.pem")));
        await("crm", () -> Ports.isOpen(workspace.port("crm")));
        return data.resolve("simulator.pem");
    }

    /** Takes the tenants of a user's configuration instead of a simulated one. */
    public void configure(Path file) {
        config.from(file);
    }

    /** Starts the services, each in a process of its own, and waits until all work. */
    public void startServices() {
        startAndAwait(SERVICES);
        if (config.feeds()) {
            startAndAwait(List.of(FEED));
        }
    }

    /** Starts the services in one process and waits until all work. */
    public void startServicesTogether() {
        startAndAwait(List.of(TOGETHER));
    }

    /** Starts the web console and waits until it works. */
    public void startConsole() {
        startAndAwait(List.of(CONSOLE));
    }

    /** Where the console is. */
    public URI console() {
        return URI.create("http://127.0.0.1:" + workspace.port(CONSOLE));
    }

    /** What signs in to the console once, as it said at its last start; nothing where people sign in. */
    public Optional<URI> consoleLink() {
        Path file = workspace.folder("console.link");
        try {
            return Files.exists(file)
                    ? Optional.of(URI.create(Files.readString(file)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new LocalException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Starts some of the services and waits until they work. */
    public void startAndAwait(List<String> services) {
        progress.accept("Starting " + String.join(", ", services));
        services.forEach(this::startService);
        services.forEach(service -> await(service, () -> isHealthy(service)));
    }

    /** Starts one service. */
    public void startService(String service) {
        supervisor.keep(JavaChild.Launch.of(service,
                service.equals(TOGETHER) ? room.togetherHeapMb() : room.heapMb(),
                mainOf(service), room.options(), List.of(config.write(service).toString()),
                workspace.logs()));
    }

    /** Starts one more instance of a service, and waits until it works. */
    public void startInstance(String service, String instance) {
        progress.accept("Starting " + instance);
        supervisor.keep(JavaChild.Launch.of(instance, room.heapMb(), mainOf(service),
                room.options(), List.of(config.writeInstance(instance).toString()),
                workspace.logs()));
        await(instance, () -> isHealthy(instance));
    }

    /** The configuration with which a service of this name would be started. */
    public SynclineConfig configOf(String service) {
        return ConfigLoader.load(config.write(service), Map.of());
    }

    @Override
    public void close() {
        infrastructure.supervisor().letEnd();
        supervisor.close();
        infrastructure.close();
        http.shutdownNow();
    }

    private JavaChild.Launch launch(String name, int heapMb, Class<?> main,
            List<String> arguments) {
        return JavaChild.Launch.of(name, heapMb, main, room.options(), arguments,
                workspace.logs());
    }

    private static Class<?> mainOf(String service) {
        return switch (service) {
            case "sequence" -> SequenceMain.class;
            case "merge" -> MergeMain.class;
            case "gateway" -> GatewayMain.class;
            case "sink" -> SinkMain.class;
            case "source" -> SourceMain.class;
            case FEED -> FeedMain.class;
            case CONSOLE -> ConsoleMain.class;
            case TOGETHER -> AllServicesMain.class;
            default -> throw new IllegalArgumentException("No service " + service);
        };
    }

    private boolean isHealthy(String service) {
        URI health = URI.create(
                "http://127.0.0.1:" + workspace.port(service + "-metrics") + "/health");
        try {
            return http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                    .statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted while waiting for " + service, e);
        }
    }

    private void await(String name, BooleanSupplier ready) {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new LocalException("The " + name + " does not work after "
                        + START_TIMEOUT.toSeconds() + " s; its log ends:\n"
                        + supervisor.child(name).map(JavaChild::logTail).orElse("(none)"));
            }
            LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
        }
    }

    private String port(String name) {
        return Integer.toString(workspace.port(name));
    }
}
