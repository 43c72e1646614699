package io.syncline.console.system;

import io.syncline.schemas.contact.Contact;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.DecisionKind;
import io.syncline.schemas.contact.Edited;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The ambiguous contacts. An alert tells of each; a decision that was not refused settles it, and so
 * does its turning up among the merged, where no ambiguous one is.
 */
public final class OpenMatches {

    private static final String AMBIGUOUS = "ambiguous-match";

    private final RunningSystem system;

    /** What an alert tells of. */
    private record Told(MailboxName mailbox, String item, Instant at, String causeId) {}

    public OpenMatches(RunningSystem system) {
        this.system = system;
    }

    /** Those that wait for a decision, oldest first within their mailbox. */
    public List<OpenMatch> all() {
        Map<String, Told> told = told();
        decided().forEach(told::remove);
        Map<MailboxName, List<Told>> byMailbox = new TreeMap<>();
        told.values()
                .forEach(one -> byMailbox
                        .computeIfAbsent(one.mailbox(), mailbox -> new ArrayList<>())
                        .add(one));
        List<OpenMatch> open = new ArrayList<>();
        try (Journal journal = new Journal(system.topics())) {
            byMailbox.forEach((mailbox, ones) -> open.addAll(of(mailbox, ones, journal)));
        }
        return open;
    }

    private List<OpenMatch> of(MailboxName mailbox, List<Told> told, Journal journal) {
        Map<String, Person> merged = MergedContacts.of(system, mailbox);
        return told.stream().filter(one -> !merged.containsKey(one.item())).map(one -> {
            Person person = journal.find(mailbox, one.at(), one.causeId())
                    .flatMap(OpenMatches::contact)
                    .map(Person::of)
                    .orElse(Person.UNKNOWN);
            List<OpenMatch.Candidate> candidates = merged.entrySet()
                    .stream()
                    .filter(other -> other.getValue().mayBe(person))
                    .map(other -> new OpenMatch.Candidate(other.getKey(), other.getValue()))
                    .toList();
            return new OpenMatch(mailbox, one.item(), one.at(), person, candidates);
        }).toList();
    }

    private Map<String, Told> told() {
        Map<String, Told> told = new TreeMap<>();
        system.topics().<Alert>all(TopicCatalogue.ALERTS, row -> {
            Alert alert = row.value();
            if (alert.getCode().equals(AMBIGUOUS)) {
                RecordKey key = RecordKey.parse(row.key());
                told.put(key.id(), new Told(MailboxName.of(key), key.id(),
                        Instant.ofEpochMilli(row.timestamp()), alert.getCauseId().orElse("")));
            }
        });
        return told;
    }

    /** The items about which an operator has decided. */
    private Collection<String> decided() {
        Map<String, String> itemOf = new HashMap<>();
        system.topics().<Decision>all(TopicCatalogue.DECISIONS, row -> {
            Decision decision = row.value();
            if (decision.getKind() == DecisionKind.MATCHED) {
                itemOf.put(decision.getEventId(), decision.getItem().orElse(""));
            }
        });
        if (!itemOf.isEmpty()) {
            itemOf.keySet().removeAll(refused());
        }
        return itemOf.values();
    }

    /** The events that stand among the dead letters. */
    private Set<String> refused() {
        Set<String> events = new HashSet<>();
        TopicReader topics = system.topics();
        try (Deserializer<JournalEntry> entries = topics.values()) {
            topics.<DeadLetter>all(TopicCatalogue.DEAD_LETTERS, row -> {
                if (row.value().getTopic().equals(TopicCatalogue.JOURNAL.name())) {
                    row.value()
                            .getValue()
                            .flatMap(bytes -> readable(entries, bytes))
                            .map(JournalEntry::getEventId)
                            .ifPresent(events::add);
                }
            });
        }
        return events;
    }

    /** What nobody can read is no operator's decision. */
    private static Optional<JournalEntry> readable(Deserializer<JournalEntry> entries,
            ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        try {
            return Optional.of(entries.deserialize(TopicCatalogue.JOURNAL.name(), copy));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private static Optional<Contact> contact(JournalEntry fact) {
        return fact.getObserved()
                .flatMap(observed -> observed.getItem())
                .map(Reading::getContact)
                .or(() -> fact.getEdited().map(Edited::getContact));
    }
}
