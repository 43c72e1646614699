package io.syncline.local.stack;

import io.syncline.local.process.BrokerMain;
import io.syncline.local.process.Disk;
import io.syncline.local.process.JavaChild;
import io.syncline.local.process.LocalException;
import io.syncline.local.process.Ports;
import io.syncline.schemas.bootstrap.Bootstrap;
import io.syncline.schemas.serde.RegistryClient;
import io.syncline.schemas.serde.RegistryConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Real Kafka brokers and a real schema registry, as child processes with data in the workspace. */
public final class Infrastructure implements AutoCloseable {

    /** Partitions of every topic spread by mailbox, in local mode. */
    public static final int PARTITIONS = 4;

    private static final String REGISTRY_MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final int BROKER_HEAP_MB = 384;
    private static final int REGISTRY_HEAP_MB = 256;
    private static final int DISK_FULL_MB = 16;
    private static final int REPLICAS_MAX = 3;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

    private final Supervisor supervisor;
    private final Path logs;
    /** By the brokers' names. */
    private final Map<String, Integer> brokerPorts;
    private final int registryPort;

    private Infrastructure(Supervisor supervisor, Path logs, Map<String, Integer> brokerPorts,
            int registryPort) {
        this.supervisor = supervisor;
        this.logs = logs;
        this.brokerPorts = brokerPorts;
        this.registryPort = registryPort;
    }

    /** Starts both side by side, and makes the topics and schemas of the catalogue exist. */
    public static Infrastructure start(Workspace workspace, Path registryHome) {
        return start(workspace, registryHome, BROKER_HEAP_MB, JavaChild.Launch.FRUGAL);
    }

    /** The same, with a broker that is given this much memory and these options of its JVM. */
    public static Infrastructure start(Workspace workspace, Path registryHome, int brokerHeapMb,
            List<String> brokerOptions) {
        return start(workspace, registryHome, 1, brokerHeapMb, brokerOptions, List.of());
    }

    /**
     * The same, with a broker that has more settings, such as further listeners. The ones that it has by
     * itself must stay as they are.
     *
     * @param brokerSettings a file of properties, which win
     */
    public static Infrastructure start(Workspace workspace, Path registryHome,
            Path brokerSettings) {
        return start(workspace, registryHome, 1, BROKER_HEAP_MB, JavaChild.Launch.FRUGAL,
                List.of(brokerSettings.toString()));
    }

    /** The same with several brokers, {@code broker}, {@code broker-2} and so on, of which one may be down. */
    public static Infrastructure cluster(Workspace workspace, Path registryHome, int brokers) {
        return start(workspace, registryHome, brokers, BROKER_HEAP_MB, JavaChild.Launch.FAST,
                List.of());
    }

    private static Infrastructure start(Workspace workspace, Path registryHome, int brokers,
            int brokerHeapMb, List<String> brokerOptions, List<String> brokerSettings) {
        Map<String, Integer> brokerPorts = new LinkedHashMap<>();
        List<String> controllerPorts = new ArrayList<>();
        for (int id = 1; id <= brokers; id++) {
            brokerPorts.put(named("broker", id), unused(workspace.port(named("broker", id)),
                    named("broker", id)));
            controllerPorts.add(Integer.toString(workspace.port(named("controller", id))));
        }
        int registryPort = unused(workspace.port("registry"), "registry");
        Supervisor supervisor = new Supervisor();
        Infrastructure infrastructure = new Infrastructure(supervisor, workspace.logs(),
                brokerPorts, registryPort);
        for (int id = 1; id <= brokers; id++) {
            supervisor.keep(JavaChild.Launch.of(named("broker", id), brokerHeapMb,
                    BrokerMain.class, brokerOptions,
                    Stream.concat(
                            Stream.of(workspace.folder(named("kafka", id)).toString(),
                                    Integer.toString(workspace.port(named("broker", id))),
                                    String.join(",", controllerPorts), Integer.toString(id)),
                            brokerSettings.stream()).toList(),
                    workspace.logs()));
        }
        supervisor.keep(registry(workspace, registryHome, registryPort));
        try {
            brokerPorts.forEach(infrastructure::awaitPort);
            infrastructure.awaitPort("registry", registryPort);
            infrastructure.bootstrap();
            return infrastructure;
        } catch (RuntimeException e) {
            infrastructure.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return brokerPorts.values()
                .stream()
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
    }

    /** How many copies of each partition there are. */
    public short replicas() {
        return (short) Math.min(brokerPorts.size(), REPLICAS_MAX);
    }

    public String registryUrl() {
        return "http://127.0.0.1:" + registryPort + "/apis/ccompat/v7";
    }

    /** Keeps {@code broker} and {@code registry} running. */
    public Supervisor supervisor() {
        return supervisor;
    }

    @Override
    public void close() {
        supervisor.close();
    }

    private static JavaChild.Launch registry(Workspace workspace, Path home, int port) {
        Path runner = home.resolve("quarkus-run.jar");
        if (!Files.exists(runner)) {
            throw new LocalException("No schema registry in " + home
                    + "; build it with: mvn -DskipTests package");
        }
        List<String> options = new ArrayList<>(JavaChild.Launch.FRUGAL);
        options.addAll(List.of("-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port, "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + workspace.port("registry-management"),
                // What the registry's own manifest asks for; it counts only with java -jar.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dapicurio.storage.kind=sql", "-Dapicurio.storage.sql.kind=h2",
                "-Dapicurio.datasource.url=jdbc:h2:file:" + workspace.folder("registry/h2")));
        return new JavaChild.Launch("registry", REGISTRY_HEAP_MB,
                runner + ":" + System.getProperty("java.class.path"),
                REGISTRY_MAIN, options, List.of(), workspace.logs());
    }

    private void bootstrap() {
        try (Admin admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
                RegistryClient client = new RegistryClient(new RegistryConfig(
                        Map.of(RegistryConfig.URL, registryUrl(),
                                RegistryConfig.RETRIES_MAX, 30)))) {
            Bootstrap.createTopics(admin, PARTITIONS, replicas());
            Bootstrap.registerSchemas(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted while creating topics", e);
        }
    }

    /** The first of a kind bears its plain name. */
    private static String named(String kind, int number) {
        return number == 1 ? kind : kind + "-" + number;
    }

    private static int unused(int port, String name) {
        if (Ports.isOpen(port)) {
            throw new LocalException("Port " + port + " for the " + name + " is taken; end what"
                    + " listens there, or name another folder with --data");
        }
        return port;
    }

    private void awaitPort(String name, int port) {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!Ports.isOpen(port)) {
            boolean ended = supervisor.restarts().getOrDefault(name, 0) > 0;
            if (ended || System.nanoTime() > deadline) {
                Disk.problem(logs, DISK_FULL_MB)
                        .ifPresent(problem -> {
                            throw new LocalException(problem);
                        });
                throw new LocalException("The " + name + (ended
                        ? " did not start"
                        : " does not listen after " + START_TIMEOUT.toSeconds() + " s")
                        + "; its log ends:\n"
                        + supervisor.child(name).map(JavaChild::logTail).orElse("(none)"));
            }
            LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
        }
    }
}
