package io.syncline.simulation.play;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.truth.People;
import io.syncline.simulation.truth.Person;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what became visible on the topics, and tells the oracles. */
final class Watch {

    private static final String POSSIBLE_DOUBLE = "possible-double";

    private final Topics topics;
    private final People people;
    private final Consumer<String> story;
    private final List<Change> changes = new ArrayList<>();
    private int conflicts;
    private int alerts;
    private int deadLetters;
    private int journal;
    private int writes;

    Watch(Topics topics, People people, Consumer<String> story) {
        this.story = story;
        this.topics = topics;
        this.people = people;
    }

    /** The change at an offset. */
    Optional<Change> change(int offset) {
        return offset < changes.size() ? Optional.of(changes.get(offset)) : Optional.empty();
    }

    void look() {
        for (; alerts < topics.end(TopicCatalogue.ALERTS); alerts++) {
            Alert alert = topics.at(TopicCatalogue.ALERTS, alerts)
                    .read(TopicCatalogue.ALERTS, Alert.class);
            if (alert.getCode().equals(POSSIBLE_DOUBLE)) {
                people.possibleDoubleAt(home(alert.getTenant().orElse(""),
                        alert.getMailbox().orElse("")));
            }
        }
        for (; deadLetters < topics.end(TopicCatalogue.DEAD_LETTERS); deadLetters++) {
            topics.at(TopicCatalogue.DEAD_LETTERS, deadLetters)
                    .read(TopicCatalogue.DEAD_LETTERS, DeadLetter.class)
                    .getValue()
                    .ifPresent(original -> people.putAside(
                            StandardCharsets.UTF_8.decode(original.duplicate()).toString()));
        }
        // Before the changes, since both come of one decision.
        for (; conflicts < topics.end(TopicCatalogue.CONFLICTS); conflicts++) {
            Conflict conflict = topics.at(TopicCatalogue.CONFLICTS, conflicts)
                    .read(TopicCatalogue.CONFLICTS, Conflict.class);
            story.accept(Telling.of(conflict));
            people.kept(conflict);
        }
        while (changes.size() < topics.end(TopicCatalogue.CHANGES)) {
            Topics.Entry entry = topics.at(TopicCatalogue.CHANGES, changes.size());
            Change change = entry.read(TopicCatalogue.CHANGES, Change.class);
            story.accept(Telling.of(change));
            changes.add(change);
            people.published(change, entry.timestamp());
        }
        for (; writes < topics.end(TopicCatalogue.WRITES); writes++) {
            story.accept(Telling.of(topics.at(TopicCatalogue.WRITES, writes)
                    .read(TopicCatalogue.WRITES, Write.class)));
        }
        for (; journal < topics.end(TopicCatalogue.JOURNAL); journal++) {
            Topics.Entry entry = topics.at(TopicCatalogue.JOURNAL, journal);
            String[] key = entry.keyText().split("/", -1);
            people.checkLeft(home(key[0], key[1]),
                    new String(entry.value(), StandardCharsets.UTF_8));
            JournalEntry fact = entry.read(TopicCatalogue.JOURNAL, JournalEntry.class);
            story.accept(Telling.of(fact));
            fact.getResult()
                    .filter(Watch::isUnheard)
                    .ifPresent(result -> people.perhapsLanded(home(key[0], key[1]) + "/"
                            + result.getWrite().getItem()));
            fact.getObserved()
                    .flatMap(Observed::getItem)
                    .flatMap(item -> item.getContact().getPersonalNotes())
                    .flatMap(people::marked)
                    .ifPresent(Person::met);
        }
    }

    /** Whether nobody heard what the write itself returned: what is there now may be its rendition. */
    private static boolean isUnheard(WriteResult result) {
        return result.getOutcome() == WriteOutcome.UNAVAILABLE
                || result.getOutcome() == WriteOutcome.LANDED
                        && result.getLandedVersion().isEmpty()
                        && result.getWrite().getKind() != WriteKind.READ;
    }

    private static String home(String tenant, String mailbox) {
        return tenant + "/" + mailbox;
    }
}
