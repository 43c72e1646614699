package io.syncline.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.benchmarks.pipeline.Appender;
import io.syncline.benchmarks.pipeline.BenchException;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Gives the sink a write of every contact, and another one as soon as that has landed, as merge does. So
 * as many wait as there are contacts, and the sink decides how fast they are worked off.
 */
final class WriteLoad implements AutoCloseable {

    private static final String TENANT = "example";
    private static final String FIELD = "jobTitle";
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<String, WriteResult> results;
    private final KafkaProducer<String, SpecificRecord> producer;
    private final Appender writes;

    WriteLoad(KafkaClients clients) {
        this.results = clients.reader();
        this.producer = clients.producer();
        this.writes = new Appender(producer);
        KafkaClients.fromTheStart(results, TopicCatalogue.WRITE_RESULTS);
        results.assignment().forEach(results::position);
    }

    /** The first write of each contact of a mailbox. */
    void begin(String mailbox, List<JsonNode> contacts) {
        for (JsonNode contact : contacts) {
            send(mailbox, contact.path("id").asText(), 1, contact.path("changeKey").asText());
        }
    }

    /**
     * Goes on for so long.
     *
     * @return how many writes landed, by mailbox
     */
    Map<String, Long> follow(Duration duration) {
        Map<String, Long> landed = new LinkedHashMap<>();
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<String, WriteResult> record : results.poll(POLL)) {
                WriteResult result = record.value();
                Write write = result.getWrite();
                if (result.getOutcome() != WriteOutcome.LANDED) {
                    throw new BenchException("A write did not land: " + result.getOutcome() + " "
                            + result.getReason().orElse(""));
                }
                landed.merge(write.getMailbox(), 1L, Long::sum);
                send(write.getMailbox(), write.getItem(), write.getNumber() + 1,
                        result.getLandedVersion().orElse(""));
            }
        }
        writes.await();
        return landed;
    }

    private void send(String mailbox, String contact, long number, String version) {
        String key = new RecordKey(TENANT, mailbox, contact).text();
        writes.append(new ProducerRecord<>(TopicCatalogue.WRITES.name(), key, Write.newBuilder()
                .setTenant(TENANT)
                .setMailbox(mailbox)
                .setItem(contact)
                .setNumber(number)
                .setWriteId(key + "#" + number)
                .setCauseId("bench")
                .setKind(WriteKind.PATCH)
                .setProvider("graph")
                .setExternalId(contact)
                .setVersion(version)
                .setFields(List.of(FIELD))
                .setContact(Contact.newBuilder().setJobTitle("Title " + number).build())
                .setDecidedAt(Instant.now())
                .build()));
    }

    @Override
    public void close() {
        results.close();
        producer.close();
    }
}
