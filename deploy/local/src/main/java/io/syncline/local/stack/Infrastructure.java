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
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A real Kafka broker and a real schema registry, as child processes with data in the workspace. */
public final class Infrastructure implements AutoCloseable {

    /** Partitions of every topic spread by mailbox, in local mode. */
    public static final int PARTITIONS = 4;

    private static final String REGISTRY_MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final int BROKER_HEAP_MB = 384;
    private static final int REGISTRY_HEAP_MB = 256;
    private static final int DISK_FULL_MB = 16;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

    private final Supervisor supervisor;
    private final Path logs;
    private final int brokerPort;
    private final int registryPort;

    private Infrastructure(Supervisor supervisor, Path logs, int brokerPort,
            int registryPort) {
        this.supervisor = supervisor;
        this.logs = logs;
        this.brokerPort = brokerPort;
        this.registryPort = registryPort;
    }

    /** Starts both side by side, and makes the topics and schemas of the catalogue exist. */
    public static Infrastructure start(Workspace workspace, Path registryHome) {
        return start(workspace, registryHome, BROKER_HEAP_MB, JavaChild.Launch.FRUGAL);
    }

    /** The same, with a broker that is given this much memory and these options of its JVM. */
    public static Infrastructure start(Workspace workspace, Path registryHome, int brokerHeapMb,
            List<String> brokerOptions) {
        int brokerPort = unused(workspace.port("broker"), "broker");
        int registryPort = unused(workspace.port("registry"), "registry");
        Supervisor supervisor = new Supervisor();
        Infrastructure infrastructure = new Infrastructure(supervisor, workspace.logs(),
                brokerPort, registryPort);
        supervisor.keep(JavaChild.Launch.of("broker", brokerHeapMb, BrokerMain.class,
                brokerOptions,
                List.of(workspace.folder("kafka").toString(), Integer.toString(brokerPort),
                        Integer.toString(workspace.port("controller"))),
                workspace.logs()));
        supervisor.keep(registry(workspace, registryHome, registryPort));
        try {
            infrastructure.awaitPort("broker", brokerPort);
            infrastructure.awaitPort("registry", registryPort);
            infrastructure.bootstrap();
            return infrastructure;
        } catch (RuntimeException e) {
            infrastructure.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
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
            Bootstrap.createTopics(admin, PARTITIONS, (short) 1);
            Bootstrap.registerSchemas(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalException("Interrupted while creating topics", e);
        }
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
