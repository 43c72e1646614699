package io.syncline.local.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node, broker and controller in one, for local mode and tests. The only class that touches
 * {@code kafka.server}, which is internal to Kafka.
 *
 * <p>
 * A node that was killed is fenced before it starts again. Otherwise its coordinator takes up its
 * transactions while the registration of the killed one still counts, loses its leaders when that is
 * replaced, and drops the transactions' end markers, as if their partitions had been deleted
 * (KAFKA-20734, in 4.3.1): a partition without its marker is never read to the end again. Among several
 * nodes the others fence it, and it only has to wait that long.
 */
public final class BrokerMain {

    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerMain.class);
    private static final String CLUSTER_ID = "c3luY2xpbmUtbG9jYWwtMQ";
    private static final String FENCED = "kafka.controller:type=KafkaController,"
            + "name=FencedBrokerCount";
    private static final Duration FENCE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(50);

    private BrokerMain() {}

    /**
     * @param arguments data folder, port, the controllers' ports separated by commas; which of them it is,
     *        from 1, where there are several; a file with more settings, which win
     */
    public static void main(String[] arguments) {
        Path data = Path.of(arguments[0]);
        NodeProperties node = new NodeProperties(data, arguments[1],
                arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1,
                List.of(arguments[2].split(",", -1)));
        if (wasKilled(data) && node.isOneOfSeveral()) {
            LockSupport.parkNanos(NodeProperties.SESSION_TIMEOUT.plus(LOOK).toNanos());
        } else if (wasKilled(data)) {
            fenceTheKilledOne(node);
        }
        format(node);
        Properties properties = node.brokerAndController();
        if (arguments.length > 4) {
            properties.putAll(more(Path.of(arguments[4])));
        }
        KafkaRaftServer server = server(properties);
        server.startup();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.awaitShutdown();
    }

    private static KafkaRaftServer server(Properties properties) {
        return new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    }

    private static Properties more(Path file) {
        Properties more = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            more.load(reader);
            return more;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the broker's settings " + file, e);
        }
    }

    private static boolean wasKilled(Path data) {
        return Files.exists(data.resolve("meta.properties"))
                && !Files.exists(data.resolve(".kafka_cleanshutdown"));
    }

    /** Lets the controller run alone until it has noticed that the broker is gone. */
    private static void fenceTheKilledOne(NodeProperties node) {
        KafkaRaftServer controller = server(node.controllerAlone());
        controller.startup();
        long deadline = System.nanoTime() + FENCE_TIMEOUT.toNanos();
        while (fencedBrokers() == 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        if (fencedBrokers() == 0) {
            LOGGER.warn("The killed broker was not fenced; a transaction may hang (KAFKA-20734)");
        }
        controller.shutdown();
        controller.awaitShutdown();
    }

    private static int fencedBrokers() {
        try {
            return (Integer) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(FENCED), "Value");
        } catch (InstanceNotFoundException e) {
            return 0; // The controller has not counted yet.
        } catch (JMException e) {
            throw new IllegalStateException("Cannot read " + FENCED, e);
        }
    }

    private static void format(NodeProperties node) {
        Path data = node.data();
        try {
            Files.createDirectories(data);
            if (!Files.exists(data.resolve("meta.properties"))) {
                new Formatter()
                        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false,
                                StandardCharsets.UTF_8))
                        .setNodeId(node.id())
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
}
