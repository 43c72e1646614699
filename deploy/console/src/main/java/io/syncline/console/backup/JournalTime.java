package io.syncline.console.backup;

import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * While this is open, the journal's records have the times that a producer gives them. They are the
 * protocol's only clock (rule R1): given anew, windows of deletes and orders of edits would come out otherwise.
 * When it is closed, the broker sets them again.
 */
final class JournalTime implements AutoCloseable {

    private static final String SETTING = TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
    private static final String BY_PRODUCER = "CreateTime";
    private static final Topic JOURNAL = TopicCatalogue.JOURNAL;
    private static final Duration HEARD = Duration.ofSeconds(1);

    private final Admin admin;

    private JournalTime(Admin admin) {
        this.admin = admin;
    }

    static JournalTime ofProducer(Admin admin) throws ExecutionException, InterruptedException {
        JournalTime time = new JournalTime(admin);
        time.set(BY_PRODUCER);
        return time;
    }

    String topic() {
        return JOURNAL.name();
    }

    @Override
    public void close() throws ExecutionException, InterruptedException {
        set(Objects.requireNonNull(JOURNAL.settings().get(SETTING)));
    }

    /** Brokers hear of it a moment later; that all did is seen by the times that records get. */
    private void set(String type) throws ExecutionException, InterruptedException {
        admin.incrementalAlterConfigs(Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, JOURNAL.name()),
                List.of(new AlterConfigOp(new ConfigEntry(SETTING, type),
                        AlterConfigOp.OpType.SET))))
                .all()
                .get();
        Thread.sleep(HEARD);
    }
}
