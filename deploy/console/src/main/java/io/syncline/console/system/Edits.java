package io.syncline.console.system;

import io.syncline.console.system.TopicReader.Row;
import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Hands edits of contacts in, as the CRM would, and waits a moment for what merge makes of them. */
public final class Edits {

    private final RunningSystem system;

    /** What became of an edit. */
    public sealed interface Outcome {

        /**
         * Merge has folded it.
         *
         * @param version under which the contact was published then; empty if nothing changed
         */
        record Taken(OptionalLong version) implements Outcome {}

        /** It is a dead letter. */
        record Refused(String code, String reason) implements Outcome {}

        /**
         * It stands on the topic, and nobody has said anything yet.
         *
         * @param waitsFor the service whose turn it is
         */
        record Unanswered(String waitsFor) implements Outcome {}
    }

    public Edits(RunningSystem system) {
        this.system = system;
    }

    /**
     * Appends edits of contacts of one mailbox.
     *
     * @param patience how long to wait for what becomes of all of them
     * @return what became of each, in their order, by the edit's id
     */
    public Map<String, Outcome> hand(MailboxName mailbox, List<Edited> edits,
            Duration patience) {
        TopicReader topics = system.topics();
        try (Tail<JournalEntry> journal = Tail.of(mailbox, TopicCatalogue.JOURNAL, topics);
                Tail<DeadLetter> letters = Tail.of(mailbox, TopicCatalogue.DEAD_LETTERS, topics);
                Tail<Change> changes = Tail.of(mailbox, TopicCatalogue.CHANGES, topics)) {
            return new Following(append(mailbox, edits), journal, letters, changes,
                    System.nanoTime() + patience.toNanos()).outcomes();
        }
    }

    private Map<String, RecordMetadata> append(MailboxName mailbox, List<Edited> edits) {
        Map<String, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        Map<String, RecordMetadata> places = new LinkedHashMap<>();
        try (KafkaProducer<String, SpecificRecord> producer = system.clients().producer()) {
            edits.forEach(edit -> sent.put(edit.getEventId(),
                    producer.send(new ProducerRecord<>(TopicCatalogue.EDITED.name(),
                            new RecordKey(mailbox.tenant(), mailbox.mailbox(),
                                    edit.getRecordId()).text(),
                            edit))));
            for (Map.Entry<String, Future<RecordMetadata>> one : sent.entrySet()) {
                places.put(one.getKey(), one.getValue().get());
            }
            return places;
        } catch (ExecutionException e) {
            throw ConsoleException.failed(places.size() + " of " + edits.size()
                    + " edits could be appended to " + TopicCatalogue.EDITED.name() + ": "
                    + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConsoleException.failed("Interrupted; some edits may have been appended", e);
        }
    }

    /** Some edits on their way: edited, journal, merge. */
    private final class Following {

        private final Application merge = Application.merge(system);
        private final Map<String, RecordMetadata> places;
        private final Tail<JournalEntry> journal;
        private final Tail<DeadLetter> letters;
        private final Tail<Change> changes;
        private final long deadlineNanos;
        private final Map<String, Long> ordered = new HashMap<>();
        private final Map<String, Long> versions = new HashMap<>();
        private final List<DeadLetter> told = new ArrayList<>();

        Following(Map<String, RecordMetadata> places, Tail<JournalEntry> journal,
                Tail<DeadLetter> letters, Tail<Change> changes, long deadlineNanos) {
            this.places = places;
            this.journal = journal;
            this.letters = letters;
            this.changes = changes;
            this.deadlineNanos = deadlineNanos;
        }

        Map<String, Outcome> outcomes() {
            boolean ended = false;
            while (!ended && System.nanoTime() < deadlineNanos) {
                listen();
                ended = places.keySet().stream().allMatch(this::isHeardOf) && isFolded();
            }
            if (ended) {
                listenToTheEnd();
            }
            Set<String> folded = folded();
            Map<String, Outcome> outcomes = new LinkedHashMap<>();
            places.keySet().forEach(edit -> outcomes.put(edit, outcome(edit, folded)));
            return outcomes;
        }

        private Outcome outcome(String edit, Set<String> folded) {
            for (DeadLetter letter : told) {
                if (isAbout(letter, edit)) {
                    return new Outcome.Refused(letter.getCode(), letter.getReason());
                }
            }
            if (folded.contains(edit)) {
                Long version = versions.get(edit);
                return new Outcome.Taken(version == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(version));
            }
            return new Outcome.Unanswered(ordered.containsKey(edit) ? "merge" : "sequence");
        }

        private void listen() {
            letters.more().forEach(row -> told.add(row.value()));
            changes.more()
                    .stream()
                    .map(Row::value)
                    .filter(change -> places.containsKey(change.getCauseId()))
                    .forEach(change -> versions.put(change.getCauseId(), change.getVersion()));
            journal.more()
                    .stream()
                    .filter(row -> places.containsKey(row.value().getEventId()))
                    .forEach(row -> ordered.putIfAbsent(row.value().getEventId(),
                            row.offset()));
        }

        /** What merge told was committed with its progress, and may be seen a moment later. */
        private void listenToTheEnd() {
            long lettersEnd = Application.end(system.admin(), letters.place());
            long changesEnd = Application.end(system.admin(), changes.place());
            boolean heard = false;
            while (!heard && System.nanoTime() < deadlineNanos) {
                listen();
                heard = letters.hasReached(lettersEnd) && changes.hasReached(changesEnd);
            }
        }

        /** Sequence has put it into the journal, or refused it. */
        private boolean isHeardOf(String edit) {
            return ordered.containsKey(edit)
                    || told.stream().anyMatch(letter -> isAbout(letter, edit));
        }

        private boolean isFolded() {
            return folded().size() == ordered.size();
        }

        private Set<String> folded() {
            OptionalLong next = merge.next(system.admin(), journal.place());
            Set<String> folded = new HashSet<>();
            ordered.forEach((edit, offset) -> {
                if (next.isPresent() && next.getAsLong() > offset) {
                    folded.add(edit);
                }
            });
            return folded;
        }

        private boolean isAbout(DeadLetter letter, String edit) {
            RecordMetadata place = places.get(edit);
            Long offset = ordered.get(edit);
            return place != null && stoodAt(letter, place.topic(), place.partition(),
                    place.offset())
                    || offset != null && stoodAt(letter, journal.place().topic(),
                            journal.place().partition(), offset);
        }

        private static boolean stoodAt(DeadLetter letter, String topic, int partition,
                long offset) {
            return letter.getTopic().equals(topic) && letter.getPartition() == partition
                    && letter.getOffset() == offset;
        }
    }
}
