package io.syncline.simulation.play;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.ChangeKind;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.EditKind;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.truth.People;
import io.syncline.simulation.truth.Person;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Reads what became visible on the topics, and tells the oracles. */
final class Watch {

    private static final String POSSIBLE_DOUBLE = "possible-double";
    private static final String AMBIGUOUS = "ambiguous-match";

    private final Topics topics;
    private final People people;
    private final Consumer<String> story;
    private final Map<Topic, Integer> read = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, ChangeKind> kinds = new HashMap<>();
    private final Set<String> patches = new HashSet<>();
    private final Set<String> ambiguous = new HashSet<>();

    Watch(Topics topics, People people, Consumer<String> story) {
        this.story = story;
        this.topics = topics;
        this.people = people;
    }

    /** The change at an offset. */
    Optional<Change> change(int offset) {
        return offset < changes.size() ? Optional.of(changes.get(offset)) : Optional.empty();
    }

    /** Tells what came since the last look; Conflicts before Changes, which come of one decision. */
    void look() {
        news(TopicCatalogue.ALERTS).forEach(
                entry -> alerted(entry.read(TopicCatalogue.ALERTS, Alert.class)));
        news(TopicCatalogue.JOURNAL).forEach(this::journalled);
        news(TopicCatalogue.DEAD_LETTERS).forEach(
                entry -> refused(entry.read(TopicCatalogue.DEAD_LETTERS, DeadLetter.class)));
        news(TopicCatalogue.CONFLICTS).forEach(entry -> {
            Conflict conflict = entry.read(TopicCatalogue.CONFLICTS, Conflict.class);
            story.accept(Telling.of(conflict));
            people.kept(conflict);
        });
        news(TopicCatalogue.CHANGES).forEach(entry -> {
            Change change = entry.read(TopicCatalogue.CHANGES, Change.class);
            story.accept(Telling.of(change));
            changes.add(change);
            checkRevival(change);
            people.published(change, entry.timestamp());
        });
        news(TopicCatalogue.WRITES).forEach(entry -> {
            Write write = entry.read(TopicCatalogue.WRITES, Write.class);
            story.accept(Telling.of(write));
            checkUnambiguous(write);
        });
    }

    /** Only a whole record or a restore makes an item of a deleted one, never a patch (R8). */
    private void checkRevival(Change change) {
        String item = change.getMailbox() + "/" + change.getItem();
        ChangeKind before = kinds.put(change.getTenant() + "/" + item, change.getKind());
        if (before == ChangeKind.DELETED && change.getKind() == ChangeKind.RESTORED
                && patches.contains(change.getCauseId())) {
            people.broken(item + " was deleted, and a patch brought it back (I5)");
        }
    }

    /** What may be somebody else's double is written nowhere until an operator has decided (R16). */
    private void checkUnambiguous(Write write) {
        String item = home(write.getTenant(), write.getMailbox()) + "/" + write.getItem();
        if (ambiguous.contains(item) && write.getKind() != WriteKind.READ) {
            people.broken(item + " may be somebody else's double, and is written (I3)");
        }
    }

    private List<Topics.Entry> news(Topic topic) {
        int from = read.getOrDefault(topic, 0);
        int end = topics.end(topic);
        read.put(topic, end);
        return IntStream.range(from, end).mapToObj(offset -> topics.at(topic, offset)).toList();
    }

    private void alerted(Alert alert) {
        String home = home(alert.getTenant().orElse(""), alert.getMailbox().orElse(""));
        if (alert.getCode().equals(POSSIBLE_DOUBLE)) {
            people.possibleDoubleAt(home);
        } else if (alert.getCode().equals(AMBIGUOUS)) {
            ambiguous.add(home + "/" + alert.getItem().orElse(""));
        }
    }

    private void refused(DeadLetter letter) {
        letter.getValue()
                .ifPresent(original -> people.putAside(
                        StandardCharsets.UTF_8.decode(original.duplicate()).toString()));
    }

    private void journalled(Topics.Entry entry) {
        JournalEntry fact = entry.read(TopicCatalogue.JOURNAL, JournalEntry.class);
        String home = home(fact.getTenant(), fact.getMailbox());
        people.checkLeft(home, new String(entry.value(), StandardCharsets.UTF_8));
        story.accept(Telling.of(fact));
        fact.getEdited()
                .filter(edit -> edit.getKind() == EditKind.PATCH)
                .ifPresent(edit -> patches.add(edit.getEventId()));
        fact.getDecision()
                .flatMap(Decision::getItem)
                .ifPresent(item -> ambiguous.remove(home + "/" + item));
        fact.getResult()
                .filter(Watch::isUnheard)
                .ifPresent(result -> people.perhapsLanded(home + "/"
                        + result.getWrite().getItem()));
        fact.getObserved()
                .flatMap(Observed::getItem)
                .flatMap(item -> item.getContact().getPersonalNotes())
                .flatMap(people::marked)
                .ifPresent(Person::met);
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
