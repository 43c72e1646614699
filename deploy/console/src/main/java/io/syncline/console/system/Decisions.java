package io.syncline.console.system;

import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Hands an operator's decisions in, and waits a moment for what merge makes of them. */
public final class Decisions {

    private final RunningSystem system;

    /** What became of a decision. */
    public sealed interface Outcome {

        /**
         * Merge has folded it.
         *
         * @param removals how many contacts it has the mailbox delete at once
         */
        record Taken(long removals) implements Outcome {}

        /** It is a dead letter. */
        record Refused(String code, String reason) implements Outcome {}

        /**
         * It stands on the topic, and nobody has said anything yet.
         *
         * @param waitsFor the service whose turn it is
         */
        record Unanswered(String waitsFor) implements Outcome {}
    }

    /**
     * A decision that stands on its topic.
     *
     * @param place where
     */
    record Handed(Decision decision, RecordMetadata place) {}

    public Decisions(RunningSystem system) {
        this.system = system;
    }

    /** The last that was said of a mailbox within the topic's retention: whether it takes part. */
    public Optional<Boolean> takesPart(MailboxName mailbox) {
        List<Boolean> said = new ArrayList<>();
        system.topics().<Decision>of(mailbox, TopicCatalogue.DECISIONS, row -> {
            if (row.value().getKind() == DecisionKind.ENABLED
                    || row.value().getKind() == DecisionKind.DISABLED) {
                said.add(row.value().getKind() == DecisionKind.ENABLED);
            }
        });
        return said.isEmpty() ? Optional.empty() : Optional.of(said.getLast());
    }

    /**
     * Appends a decision about one mailbox.
     *
     * @param patience how long to wait for what becomes of it
     */
    public Outcome hand(MailboxName mailbox, Decision decision, Duration patience) {
        return hand(mailbox, List.of(decision), patience).getFirst();
    }

    /**
     * Appends decisions about one mailbox, at least one.
     *
     * @param patience how long to wait for what becomes of all of them
     * @return what became of each, in their order
     */
    public List<Outcome> hand(MailboxName mailbox, List<Decision> decisions, Duration patience) {
        TopicReader topics = system.topics();
        try (Tail<JournalEntry> journal = Tail.of(mailbox, TopicCatalogue.JOURNAL, topics);
                Tail<DeadLetter> letters = Tail.of(mailbox, TopicCatalogue.DEAD_LETTERS, topics);
                Tail<Write> writes = Tail.of(mailbox, TopicCatalogue.WRITES, topics)) {
            DecisionWatch watch = new DecisionWatch(system.admin(), Application.merge(system),
                    append(mailbox, decisions), journal, letters, writes,
                    System.nanoTime() + patience.toNanos());
            return watch.outcomes();
        }
    }

    private List<Handed> append(MailboxName mailbox, List<Decision> decisions) {
        try (KafkaProducer<String, SpecificRecord> producer = system.clients().producer()) {
            List<Future<RecordMetadata>> sent = decisions.stream()
                    .map(decision -> producer.send(new ProducerRecord<>(
                            TopicCatalogue.DECISIONS.name(), mailbox.prefix(), decision)))
                    .toList();
            List<Handed> handed = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                handed.add(new Handed(decisions.get(i), sent.get(i).get()));
            }
            return handed;
        } catch (ExecutionException e) {
            throw ConsoleException.failed("The decision could not be appended to "
                    + TopicCatalogue.DECISIONS.name() + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted; the decision may have been appended", e);
        }
    }
}
