package io.syncline.console.system;

import io.syncline.schemas.AvroTrust;
import io.syncline.service.config.SynclineConfig;
import io.syncline.service.kafka.KafkaClients;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** A system that runs somewhere: its broker, its registry, and the mailboxes it was told of. */
public final class RunningSystem implements AutoCloseable {

    static {
        AvroTrust.install();
    }

    private static final int CONNECT_TIMEOUT_MS = 3_000;
    private static final String WAY_OUT = "; is Syncline running there? Name its folder with"
            + " --data, its configuration with --config, or its addresses with --bootstrap and"
            + " --registry";

    private final SynclineConfig config;
    private final KafkaClients clients;
    private final Admin admin;
    private volatile Reading watcher = (topic, done, all) -> {};

    private RunningSystem(SynclineConfig config) {
        this.config = config;
        this.clients = new KafkaClients(config);
        this.admin = clients.admin();
    }

    /**
     * Reaches the system that a configuration names.
     *
     * @throws ConsoleException if nobody listens at its addresses
     */
    public static RunningSystem at(SynclineConfig config) {
        List<String> brokers = List.of(config.kafka().bootstrapServers().trim().split("\\s*,\\s*"));
        if (brokers.stream().noneMatch(RunningSystem::isListening)) {
            throw ConsoleException.failed("No Kafka broker answers at "
                    + String.join(", ", brokers) + WAY_OUT);
        }
        List<String> registries = List.of(config.registry().url().trim().split("\\s*,\\s*"));
        if (registries.stream()
                .map(RunningSystem::authority)
                .noneMatch(
                        RunningSystem::isListening)) {
            throw ConsoleException.failed("No schema registry answers at "
                    + String.join(", ", registries) + WAY_OUT);
        }
        return new RunningSystem(config);
    }

    /** From now on tells somebody how far the reading of each topic is. */
    public RunningSystem watchedBy(Reading reading) {
        watcher = reading;
        return this;
    }

    /** By which it was reached. */
    public SynclineConfig config() {
        return config;
    }

    /** Clients of its broker, with what reads and writes its values. */
    public KafkaClients clients() {
        return clients;
    }

    /** What stands on its topics. */
    public TopicReader topics() {
        return new TopicReader(clients, watcher);
    }

    /** Ends with this. */
    public Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close();
    }

    private static boolean isListening(String address) {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.substring(0, Math.max(0, colon)),
                    Integer.parseInt(address.substring(colon + 1))), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException e) {
            return false;
        } catch (IllegalArgumentException e) {
            throw ConsoleException.wrongUsage("'" + address + "' is not host:port");
        }
    }

    private static String authority(String url) {
        try {
            URI uri = URI.create(url);
            int standard = "https".equals(uri.getScheme()) ? 443 : 80;
            return uri.getHost() + ":" + (uri.getPort() < 0 ? standard : uri.getPort());
        } catch (IllegalArgumentException e) {
            throw ConsoleException.wrongUsage("'" + url + "' is not a URL");
        }
    }
}
