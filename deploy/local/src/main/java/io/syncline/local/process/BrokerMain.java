package io.syncline.local.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node, broker and controller in one, for local mode and tests. The only class that touches
 * {@code kafka.server}, which is internal to Kafka.
 */
public final class BrokerMain {

    private static final String CLUSTER_ID = "c3luY2xpbmUtbG9jYWwtMQ";
    private static final String NODE_ID = "1";

    private BrokerMain() {}

    /** @param arguments data folder, port, controller port */
    public static void main(String[] arguments) {
        Path data = Path.of(arguments[0]);
        Properties properties = properties(data, arguments[1], arguments[2]);
        format(data);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false),
                Time.SYSTEM);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.awaitShutdown();
    }

    private static void format(Path data) {
        try {
            Files.createDirectories(data);
            if (!Files.exists(data.resolve("meta.properties"))) {
                new Formatter()
                        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false,
                                StandardCharsets.UTF_8))
                        .setNodeId(Integer.parseInt(NODE_ID))
                        .setClusterId(CLUSTER_ID)
                        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                        .setControllerListenerName("CONTROLLER")
                        .setIgnoreFormatted(true)
                        .setMetadataLogDirectory(data.toString())
                        .addDirectory(data.toString())
                        .run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare the broker's folder " + data, e);
        } catch (Exception e) { // Formatter.run() declares it.
            throw new IllegalStateException("Cannot format the broker's folder " + data, e);
        }
    }

    private static Properties properties(Path data, String port, String controllerPort) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", NODE_ID,
                "controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "PLAINTEXT",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:"
                        + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "log.dirs", data.toString(),
                "auto.create.topics.enable", "false"));
        // One node: every internal topic has one replica, and few partitions to start fast.
        for (String topic : new String[]{"offsets.topic", "transaction.state.log",
                "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "3");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        // What decides how long a killed client holds the others up.
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        properties.put("group.min.session.timeout.ms", "1000");
        properties.put("group.consumer.min.heartbeat.interval.ms", "100");
        properties.put("group.consumer.heartbeat.interval.ms", "300");
        properties.put("group.consumer.min.session.timeout.ms", "1000");
        properties.put("group.consumer.session.timeout.ms", "3000");
        // Small: local mode shares the machine with everything else.
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        properties.put("log.cleaner.threads", "1");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "2");
        return properties;
    }
}
