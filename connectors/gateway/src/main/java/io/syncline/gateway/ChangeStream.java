package io.syncline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.sse.SseClient;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the changes of one tenant as server-sent events. An event's id says how far every partition
 * was read, so a client that comes back with its last id misses nothing and gets nothing twice.
 */
final class ChangeStream {

    private static final Logger LOGGER = LoggerFactory.getLogger(ChangeStream.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String EVENTS = "text/event-stream";
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final KafkaClients clients;
    private final Set<Thread> followers = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    ChangeStream(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * Serves a client until it leaves, on a thread of its own: once the client is gone, the request
     * must not be touched again.
     */
    void serve(SseClient client, String tenant, @Nullable String lastEventId) {
        client.keepAlive();
        Thread follower = Thread.ofVirtual()
                .name("changes-of-" + tenant)
                .unstarted(() -> follow(client, tenant, lastEventId));
        followers.add(follower);
        follower.start();
    }

    private void follow(SseClient client, String tenant, @Nullable String lastEventId) {
        try (KafkaConsumer<String, Change> reader = clients.reader()) {
            List<TopicPartition> all = KafkaClients.fromTheStart(reader, TopicCatalogue.CHANGES);
            TreeMap<Integer, Long> positions = positions(lastEventId, all.size());
            all.forEach(place -> reader.seek(place,
                    positions.getOrDefault(place.partition(), 0L)));
            long beat = System.nanoTime();
            client.sendComment("following");
            while (!client.terminated() && !ended) {
                for (ConsumerRecord<String, Change> record : reader.poll(POLL)) {
                    positions.put(record.partition(), record.offset() + 1);
                    if (record.value().getTenant().equals(tenant)) {
                        client.sendEvent("change", json(record.value()), id(positions));
                    }
                }
                if (System.nanoTime() - beat > HEARTBEAT.toNanos()) {
                    client.sendComment("still here");
                    beat = System.nanoTime();
                }
            }
        } catch (KafkaException e) {
            LOGGER.atWarn()
                    .addKeyValue("tenant", tenant)
                    .setCause(e)
                    .log("A stream of changes ended; the client will come back");
        } finally {
            // The response of a client that left is gone; to close it would fail over and over.
            if (!client.terminated()) {
                client.close();
            }
            followers.remove(Thread.currentThread());
        }
    }

    /** Ends every stream, and returns once no thread touches a response any more. */
    void end() {
        ended = true;
        for (Thread follower : followers) {
            try {
                follower.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static String json(Change change) {
        ObjectNode json = JSON.createObjectNode()
                .put("mailbox", change.getMailbox())
                .put("item", change.getItem())
                .put("recordId", change.getRecordId().orElse(null))
                .put("version", change.getVersion())
                .put("kind", change.getKind().name())
                .put("causeId", change.getCauseId());
        change.getFields()
                .forEach(field -> json.withArray("fields")
                        .addObject()
                        .put("field", field.getField())
                        .put("before", field.getBefore().orElse(null))
                        .put("after", field.getAfter().orElse(null))
                        .put("by", field.getOrigin().getSide().name())
                        .put("rule", field.getRule()));
        json.set("contact", ContactJson.of(change.getContact()));
        return json.toString();
    }

    /** Offsets by partition, in order, joined by dots. */
    private static String id(TreeMap<Integer, Long> positions) {
        return positions.values().stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    private static TreeMap<Integer, Long> positions(@Nullable String id, int partitions) {
        TreeMap<Integer, Long> positions = new TreeMap<>();
        long[] offsets = id == null || id.isEmpty()
                ? new long[partitions]
                : Arrays.stream(id.split("\\.")).mapToLong(Long::parseLong).toArray();
        for (int i = 0; i < partitions; i++) {
            positions.put(i, offsets[i]);
        }
        return positions;
    }

    /** @throws Problem if a client wants no events, or names an id that this stream never gave */
    static void check(@Nullable String accept, @Nullable String id, int partitions) {
        if (!EVENTS.equals(accept)) {
            throw new Problem(406, "Accept", "Send Accept: " + EVENTS + "; changes are a stream");
        }
        if (id != null && !id.isEmpty()
                && !id.matches("\\d{1,18}(\\.\\d{1,18}){" + (partitions - 1) + "}")) {
            throw new Problem(400, "Last-Event-ID", "Is no id of this stream; leave it out to"
                    + " begin at the oldest change that is kept");
        }
    }
}
