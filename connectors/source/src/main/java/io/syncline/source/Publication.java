package io.syncline.source;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.registry.Proof;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.service.kafka.KafkaClients;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes what steps with the mailboxes of one partition gave, each with the cursor behind it, those of
 * several mailboxes in one transaction. One thread uses it.
 */
final class Publication implements AutoCloseable {

    private final KafkaProducer<String, SpecificRecord> producer;
    private final Pace pace;
    private final SourceMeters figures;
    private final Counter published;

    /** Ends whatever a predecessor left open in the partition, and fences it. */
    Publication(int partition, KafkaClients clients, Pace pace,
            SourceMeters figures, MeterRegistry meters) {
        this.pace = pace;
        this.figures = figures;
        this.published = meters.counter("syncline.source.facts");
        this.producer = clients.transactionalProducer("syncline-source-" + partition);
        producer.initTransactions();
    }

    /**
     * Publishes all of this or nothing.
     *
     * @param listings what steps of listings have found; told that it is published
     */
    void commit(List<Step> steps, Listings listings) {
        Map<Step, Optional<Proof>> proofs = new IdentityHashMap<>();
        producer.beginTransaction();
        for (Step step : steps) {
            Optional<Proof> proof = listings.proof(step);
            String key = key(step.mailbox());
            proofs.put(step, proof);
            step.decisions()
                    .forEach(decision -> send(TopicCatalogue.DECISIONS.name(), key, decision));
            step.facts().forEach(this::send);
            proof.ifPresent(known -> send(TopicCatalogue.PROOFS.name(), key, known));
            send(TopicCatalogue.CURSORS.name(), key, step.cursor());
        }
        producer.commitTransaction();
        steps.forEach(step -> {
            published.increment(step.facts().size());
            pace.told(step.facts().size());
            listings.committed(step, proofs.getOrDefault(step, Optional.empty()));
        });
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private void send(Observed fact) {
        figures.publishing(fact);
        String id = fact.getItem()
                .map(item -> item.getExternalId())
                .or(() -> fact.getGone().map(gone -> gone.getExternalId()))
                .or(() -> fact.getUntracked().map(untracked -> untracked.getExternalId()))
                .or(() -> fact.getTranslated().map(translated -> translated.getExternalId()))
                .orElse("");
        send(TopicCatalogue.OBSERVED.name(),
                new RecordKey(fact.getTenant(), fact.getMailbox(), id).text(), fact);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction() reports what failed.
    private void send(String topic, String key, SpecificRecord value) {
        producer.send(new ProducerRecord<>(topic, key, value));
    }

    /** The key of a mailbox's own records. */
    static String key(MailboxRef mailbox) {
        return new RecordKey(mailbox.tenant(), mailbox.mailbox(), "").text();
    }
}
