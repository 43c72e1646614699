package io.syncline.console.letters;

import io.syncline.console.letters.Fate.Act;
import io.syncline.console.letters.LetterDesk.Decided;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.Decider;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.topic.MailboxPartitioner;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * One person's decision about some dead letters. What is handed in again and the record of who did it are
 * one transaction, and all who decide share one transactional id.
 *
 * <pre>
 * two people decide about the same letter, and                       then
 * one has committed when the other begins                           the other reads what was decided, and refuses
 * one is still before its commit when the other begins              the one is fenced: nothing of it was done, and it
 *                                                                   says so; the other goes on
 * one is within its commit when the other begins                    the other waits for it to end, then as in the first
 * </pre>
 *
 * So a letter is handed in once, or dropped once, and never both.
 */
final class LetterDecision {

    private static final String TRANSACTIONAL_ID = "syncline-dead-letters";
    private static final int TRANSACTION_TIMEOUT_MS = 30_000;
    /** So many letters are decided about in one transaction. */
    private static final int LETTERS_MAX = 100;

    private final RunningSystem system;
    private final LetterDesk desk;
    private final Act act;
    private final Decider decider;
    private final List<LetterId> done = new ArrayList<>();
    private final Map<LetterId, String> refused = new LinkedHashMap<>();

    /** A letter about which it can be decided. */
    private record Good(LetterId id, Optional<ProducerRecord<byte[], byte[]>> again, Audit audit) {}

    LetterDecision(RunningSystem system, LetterDesk desk, Act act, Decider decider) {
        this.system = system;
        this.desk = desk;
        this.act = act;
        this.decider = decider;
    }

    Decided about(List<LetterId> ids) {
        try (KafkaProducer<byte[], byte[]> producer = producer();
                Serializer<SpecificRecord> values = system.clients().serializer()) {
            producer.initTransactions(); // Whoever decides at this moment is through, or is fenced.
            LetterBox box = new LetterBox();
            system.topics().<Audit>all(TopicCatalogue.AUDIT, row -> box.take(row.value()));
            List<Good> good = new ArrayList<>();
            for (LetterId id : ids.stream().distinct().toList()) {
                prepared(id, box, values, producer).ifPresent(good::add);
            }
            for (int i = 0; i < good.size(); i += LETTERS_MAX) {
                commit(good.subList(i, Math.min(good.size(), i + LETTERS_MAX)), values, producer);
            }
            return new Decided(done, refused);
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    private Optional<Good> prepared(LetterId id, LetterBox box,
            Serializer<SpecificRecord> values, KafkaProducer<?, ?> producer) {
        Optional<OpenedLetter> opened = desk.open(id);
        if (opened.isEmpty()) {
            refused.put(id, "No dead letter stands there, or it is older than 30 days");
            return Optional.empty();
        }
        Optional<Fate> fate = box.fate(id, opened.get().at());
        if (fate.isPresent()) {
            refused.put(id, "It was " + fate.get().act().done() + " by " + fate.get().who() + " at "
                    + fate.get().at());
            return Optional.empty();
        }
        if (act == Act.DROP) {
            return Optional.of(new Good(id, Optional.empty(), audit(opened.get(), "")));
        }
        return switch (Retry.of(opened.get(), values,
                topic -> producer.partitionsFor(topic).size())) {
            case Retry.To(ProducerRecord<byte[], byte[]> again) -> Optional.of(new Good(id,
                    Optional.of(again), audit(opened.get(), "handed in on " + again.topic())));
            case Retry.Refused(String why) -> {
                refused.put(id, why);
                yield Optional.empty();
            }
        };
    }

    private Audit audit(OpenedLetter opened, String where) {
        Letter letter = Letter.of(opened.id(), opened.at(), opened.letter());
        return Audit.newBuilder()
                .setAt(Instant.now())
                .setWho(decider.who())
                .setDoor(decider.door())
                .setAction(act.action())
                .setTenant(letter.tenant().isEmpty() ? null : letter.tenant())
                .setMailbox(letter.mailbox().isEmpty() ? null : letter.mailbox())
                .setSubject(opened.id().subject())
                .setDetail(where.isEmpty() || decider.reason().isEmpty()
                        ? where + decider.reason()
                        : where + ": " + decider.reason())
                .build();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction() reports what failed.
    private void commit(List<Good> letters, Serializer<SpecificRecord> values,
            KafkaProducer<byte[], byte[]> producer) {
        producer.beginTransaction();
        for (Good letter : letters) {
            letter.again().ifPresent(producer::send);
            producer.send(new ProducerRecord<>(TopicCatalogue.AUDIT.name(),
                    letter.audit().getTenant().orElse("").getBytes(StandardCharsets.UTF_8),
                    values.serialize(TopicCatalogue.AUDIT.name(), letter.audit())));
        }
        producer.commitTransaction();
        letters.forEach(letter -> done.add(letter.id()));
    }

    private ConsoleException failed(KafkaException failure) {
        String before = done.isEmpty()
                ? ""
                : "; " + done.size() + " were " + act.done() + " before that";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException) {
                return ConsoleException.failed("Somebody else decided about dead letters at the"
                        + " same moment, so this was not done" + before + ". Look at the list"
                        + " again, and repeat it for those that are still there");
            }
        }
        return ConsoleException.failed("The broker has not confirmed the decision" + before
                + ". Look at the list again: it was done for all of the rest that are not there"
                + " any more (" + failure.getMessage() + ")", failure);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = system.clients().common();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.RECORD_BYTES_MAX);
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, MailboxPartitioner.class);
        return new KafkaProducer<>(settings, new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
