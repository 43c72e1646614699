package io.syncline.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings of a Kafka node, alone or one of several, each of them broker and controller.
 *
 * @param data its folder
 * @param port the broker's port
 * @param id its number, from 1
 * @param controllerPorts the controllers' ports, in the order of their nodes
 */
record NodeProperties(Path data, String port, int id, List<String> controllerPorts) {

    /** After which a silent broker's partitions are led by others. */
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(2);
    private static final int REPLICAS_MAX = 3;

    /** Whether others go on while this one is down. */
    boolean isOneOfSeveral() {
        return controllerPorts.size() > 1;
    }

    /** The node as it runs. */
    Properties brokerAndController() {
        Properties properties = shared();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "inter.broker.listener.name", "PLAINTEXT",
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:"
                        + controllerPort(),
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "auto.create.topics.enable", "false"));
        // Few partitions of internal topics, to start fast.
        int replicas = Math.min(controllerPorts.size(), REPLICAS_MAX);
        for (String topic : new String[]{"offsets.topic", "transaction.state.log",
                "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", Integer.toString(replicas));
            properties.put(topic + ".num.partitions", "3");
        }
        // One node may be down.
        String inSync = Integer.toString(Math.max(1, replicas - 1));
        properties.put("min.insync.replicas", inSync);
        properties.put("transaction.state.log.min.isr", inSync);
        properties.put("share.coordinator.state.topic.min.isr", inSync);
        if (isOneOfSeveral()) {
            properties.put("broker.heartbeat.interval.ms", "400");
            properties.put("broker.session.timeout.ms",
                    Long.toString(SESSION_TIMEOUT.toMillis()));
            properties.put("controller.quorum.fetch.timeout.ms", "1000");
            properties.put("controller.quorum.election.timeout.ms", "500");
            properties.put("controller.quorum.election.backoff.max.ms", "300");
        }
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

    /** The controller without its broker, which it therefore takes for dead at once. */
    Properties controllerAlone() {
        Properties properties = shared();
        properties.putAll(Map.of(
                "process.roles", "controller",
                "listeners", "CONTROLLER://127.0.0.1:" + controllerPort(),
                "broker.heartbeat.interval.ms", "100",
                "broker.session.timeout.ms", "300"));
        return properties;
    }

    private Properties shared() {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "node.id", Integer.toString(id),
                "controller.quorum.voters", voters(),
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", data.toString()));
        return properties;
    }

    private String controllerPort() {
        return controllerPorts.get(id - 1);
    }

    private String voters() {
        return IntStream.range(0, controllerPorts.size())
                .mapToObj(node -> node + 1 + "@127.0.0.1:" + controllerPorts.get(node))
                .collect(Collectors.joining(","));
    }
}
