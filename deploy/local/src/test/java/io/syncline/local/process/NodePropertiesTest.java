package io.syncline.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class NodePropertiesTest {

    private static final Path DATA = Path.of("data");

    @Test
    void aNodeAloneKeepsOneCopyOfEverything() {
        Properties alone = new NodeProperties(DATA, "9092", 1, List.of("9093"))
                .brokerAndController();

        assertThat(alone).containsEntry("controller.quorum.voters", "1@127.0.0.1:9093")
                .containsEntry("transaction.state.log.replication.factor", "1")
                .containsEntry("min.insync.replicas", "1")
                .doesNotContainKey("broker.session.timeout.ms");
    }

    @Test
    void ofThreeNodesOneMayBeDown() {
        Properties second = new NodeProperties(DATA, "9094", 2, List.of("9093", "9095", "9097"))
                .brokerAndController();

        assertThat(second).containsEntry("node.id", "2")
                .containsEntry("controller.quorum.voters",
                        "1@127.0.0.1:9093,2@127.0.0.1:9095,3@127.0.0.1:9097")
                .containsEntry("listeners",
                        "PLAINTEXT://127.0.0.1:9094,CONTROLLER://127.0.0.1:9095")
                .containsEntry("offsets.topic.replication.factor", "3")
                .containsEntry("transaction.state.log.min.isr", "2")
                .containsEntry("min.insync.replicas", "2");
    }
}
