package io.syncline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.local.process.BrokerMain;
import io.syncline.local.process.JavaChild;
import io.syncline.local.stack.Supervisor;
import io.syncline.local.stack.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a SIGKILL of the broker must not leave behind. */
class BrokerKillTest {

    private static final TopicPartition PLACE = new TopicPartition("held", 0);
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void leavesNoTransactionOpenForEver(@TempDir Path folder) throws Exception {
        try (Workspace workspace = Workspace.open(folder.resolve("data"));
                Supervisor supervisor = new Supervisor()) {
            supervisor.keep(JavaChild.Launch.of("broker", 256, BrokerMain.class,
                    List.of(workspace.folder("kafka").toString(),
                            Integer.toString(workspace.port("broker")),
                            Integer.toString(workspace.port("controller"))),
                    workspace.logs()));
            String servers = "127.0.0.1:" + workspace.port("broker");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                admin.createTopics(List.of(new NewTopic(PLACE.topic(), 1, (short) 1))).all().get();
                beginATransactionAndDie(servers);

                supervisor.child("broker").orElseThrow().kill();

                untilReadersReachTheEnd(admin);
                assertThat(end(admin, IsolationLevel.READ_COMMITTED)).isPositive()
                        .isEqualTo(end(admin, IsolationLevel.READ_UNCOMMITTED));
            }
        }
    }

    private static void beginATransactionAndDie(String servers)
            throws InterruptedException, ExecutionException {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "transactional.id", "dies",
                        "transaction.timeout.ms", (int) TRANSACTION_TIMEOUT.toMillis()),
                new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(PLACE.topic(), PLACE.partition(), null,
                "never committed".getBytes(StandardCharsets.UTF_8))).get();
        producer.close(Duration.ZERO);
    }

    private static void untilReadersReachTheEnd(Admin admin)
            throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && end(admin, IsolationLevel.READ_COMMITTED) < end(
                admin, IsolationLevel.READ_UNCOMMITTED)) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static long end(Admin admin, IsolationLevel isolation)
            throws InterruptedException, ExecutionException {
        return admin.listOffsets(Map.of(PLACE, OffsetSpec.latest()),
                new ListOffsetsOptions(isolation)).partitionResult(PLACE).get().offset();
    }
}
