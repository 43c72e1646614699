package io.syncline.console.system;

import io.syncline.console.system.TopicReader.Row;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
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
        TopicReader topics = system.topics();
        try (Tail<JournalEntry> journal = Tail.of(mailbox, TopicCatalogue.JOURNAL, topics);
                Tail<DeadLetter> letters = Tail.of(mailbox, TopicCatalogue.DEAD_LETTERS, topics);
                Tail<Write> writes = Tail.of(mailbox, TopicCatalogue.WRITES, topics)) {
            Following following = new Following(decision, append(mailbox, decision), journal,
                    letters, writes, System.nanoTime() + patience.toNanos());
            return following.outcome();
        }
    }

    private RecordMetadata append(MailboxName mailbox, Decision decision) {
        try (KafkaProducer<String, SpecificRecord> producer = system.clients().producer()) {
            return producer.send(new ProducerRecord<>(TopicCatalogue.DECISIONS.name(),
                    mailbox.prefix(), decision)).get();
        } catch (ExecutionException e) {
            throw ConsoleException.failed("The decision could not be appended to "
                    + TopicCatalogue.DECISIONS.name() + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted; the decision may have been appended", e);
        }
    }

    /** One decision on its way: decisions, journal, merge. */
    private final class Following {

        private final Decision decision;
        private final RecordMetadata place;
        private final Tail<JournalEntry> journal;
        private final Tail<DeadLetter> letters;
        private final Tail<Write> writes;
        private final long deadlineNanos;
        private final List<DeadLetter> told = new ArrayList<>();
        private OptionalLong ordered = OptionalLong.empty();
        private long removals;

        Following(Decision decision, RecordMetadata place, Tail<JournalEntry> journal,
                Tail<DeadLetter> letters, Tail<Write> writes, long deadlineNanos) {
            this.decision = decision;
            this.place = place;
            this.journal = journal;
            this.letters = letters;
            this.writes = writes;
            this.deadlineNanos = deadlineNanos;
        }

        Outcome outcome() {
            while (System.nanoTime() < deadlineNanos) {
                listen();
                boolean folded = isFolded();
                if (folded) {
                    listenToTheEnd();
                }
                Optional<DeadLetter> refusal = told.stream().filter(this::isAboutIt).findFirst();
                if (refusal.isPresent()) {
                    return new Outcome.Refused(refusal.get().getCode(),
                            refusal.get().getReason());
                }
                if (folded) {
                    return new Outcome.Taken(removals);
                }
            }
            return new Outcome.Unanswered(ordered.isPresent() ? "merge" : "sequence");
        }

        private void listen() {
            letters.more().forEach(row -> told.add(row.value()));
            writes.more()
                    .stream()
                    .map(Row::value)
                    .filter(write -> write.getCauseId().equals(decision.getEventId()))
                    .filter(write -> write.getKind() == WriteKind.DELETE)
                    .forEach(write -> removals++);
            if (ordered.isEmpty()) {
                journal.more()
                        .stream()
                        .filter(row -> row.value().getEventId().equals(decision.getEventId()))
                        .forEach(row -> ordered = OptionalLong.of(row.offset()));
            }
        }

        /** What merge told was committed with its progress, and may be seen a moment later. */
        private void listenToTheEnd() {
            long lettersEnd = Application.end(system.admin(), letters.place());
            long writesEnd = Application.end(system.admin(), writes.place());
            boolean heard = false;
            while (!heard && System.nanoTime() < deadlineNanos) {
                listen();
                heard = letters.hasReached(lettersEnd) && writes.hasReached(writesEnd);
            }
        }

        private boolean isFolded() {
            if (ordered.isEmpty()) {
                return false;
            }
            OptionalLong next = Application.MERGE.next(system.admin(), journal.place());
            return next.isPresent() && next.getAsLong() > ordered.getAsLong();
        }

        private boolean isAboutIt(DeadLetter letter) {
            return stoodAt(letter, place.topic(), place.partition(), place.offset())
                    || ordered.isPresent() && stoodAt(letter, journal.place().topic(),
                            journal.place().partition(), ordered.getAsLong());
        }

        private static boolean stoodAt(DeadLetter letter, String topic, int partition,
                long offset) {
            return letter.getTopic().equals(topic) && letter.getPartition() == partition
                    && letter.getOffset() == offset;
        }
    }
}
