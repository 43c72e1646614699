package io.syncline.local;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes what merge publishes, as it does: an item and its change in one transaction, several items in one, some
 * transactions aborted, some items deleted, and now and then a tombstone on merged.
 */
final class TenantRecords implements AutoCloseable {

    private static final int ITEMS_IN_TRANSACTION = 8;

    private final List<String> tenants;
    private final Random random;
    private final KafkaProducer<String, SpecificRecord> producer;
    private final Map<String, Long> versions = new HashMap<>();

    TenantRecords(KafkaClients clients, List<String> tenants, long seed) {
        this.tenants = tenants;
        this.random = new Random(seed);
        this.producer = clients.transactionalProducer("as-merge-" + tenants.hashCode());
        producer.initTransactions();
    }

    /** One transaction; one in ten is aborted. */
    void publish() {
        producer.beginTransaction();
        boolean aborted = random.nextInt(10) == 0;
        Map<String, Long> before = Map.copyOf(versions);
        for (int i = random.nextInt(ITEMS_IN_TRANSACTION); i >= 0; i--) {
            publish(tenants.get(random.nextInt(tenants.size())));
        }
        if (aborted) {
            producer.flush();
            producer.abortTransaction();
            versions.keySet().retainAll(before.keySet());
            versions.putAll(before);
        } else {
            producer.commitTransaction();
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private void publish(String tenant) {
        String mailbox = "m" + random.nextInt(6);
        String item = "i" + random.nextInt(5);
        String key = new RecordKey(tenant, mailbox, item).text();
        long version = versions.merge(key, 1L, Long::sum);
        boolean deleted = random.nextInt(10) == 0;
        Contact contact = Contact.newBuilder()
                .setDisplayName(tenant + " " + mailbox + " " + item + " " + version)
                .build();
        send(TopicCatalogue.MERGED.name(), key, Merged.newBuilder()
                .setTenant(tenant)
                .setMailbox(mailbox)
                .setItem(item)
                .setVersion(version)
                .setDeleted(deleted)
                .setContact(contact)
                .build());
        send(TopicCatalogue.CHANGES.name(), key, Change.newBuilder()
                .setTenant(tenant)
                .setMailbox(mailbox)
                .setItem(item)
                .setVersion(version)
                .setKind(deleted ? ChangeKind.DELETED : ChangeKind.UPDATED)
                .setCauseId("cause " + version)
                .setContact(contact)
                .build());
        if (random.nextInt(20) == 0) {
            var unused = producer.send(new ProducerRecord<>(TopicCatalogue.MERGED.name(),
                    new RecordKey(tenant, mailbox, "forgotten").text(), null));
        }
    }

    private void send(String topic, String key, SpecificRecord value) {
        var unused = producer.send(new ProducerRecord<>(topic, key, value));
    }
}
