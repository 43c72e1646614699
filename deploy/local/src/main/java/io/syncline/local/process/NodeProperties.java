package io.syncline.local.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of the one Kafka node.
 *
 * @param data its folder
 * @param port the broker's port
 * @param controllerPort the controller's port
 */
record NodeProperties(Path data, String port, String controllerPort) {

    static final int NODE_ID = 1;

    /** The node as it runs. */
    Properties brokerAndController() {
        Properties properties = shared();
        properties.putAll(Map.of(
                "process.roles", "broker,controller",
                "inter.broker.listener.name", "PLAINTEXT",
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:"
                        + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
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

    /** The controller without its broker, which it therefore takes for dead at once. */
    Properties controllerAlone() {
        Properties properties = shared();
        properties.putAll(Map.of(
                "process.roles", "controller",
                "listeners", "CONTROLLER://127.0.0.1:" + controllerPort,
                "broker.heartbeat.interval.ms", "100",
                "broker.session.timeout.ms", "300"));
        return properties;
    }

    private Properties shared() {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "node.id", Integer.toString(NODE_ID),
                "controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", data.toString()));
        return properties;
    }
}
