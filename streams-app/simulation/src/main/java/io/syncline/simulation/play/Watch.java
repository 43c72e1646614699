package io.syncline.simulation.play;

import io.syncline.schemas.contact.Change;
import io.syncline.schemas.contact.Conflict;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.DeadLetter;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.simulation.truth.People;
import io.syncline.simulation.truth.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Reads what became visible on the topics, and tells the oracles. */
final class Watch {

    private final Topics topics;
    private final Witness witness;
    private final Consumer<String> story;
    private final Map<Topic, Integer> read = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    Watch(Topics topics, People people, Consumer<String> story) {
        this.story = story;
        this.topics = topics;
        this.witness = new Witness(people);
    }

    /** The change at an offset. */
    Optional<Change> change(int offset) {
        return offset < changes.size() ? Optional.of(changes.get(offset)) : Optional.empty();
    }

    /** Tells what came since the last look; Conflicts before Changes, which come of one decision. */
    void look() {
        news(TopicCatalogue.ALERTS).forEach(
                entry -> witness.alerted(entry.read(TopicCatalogue.ALERTS, Alert.class)));
        news(TopicCatalogue.JOURNAL).forEach(this::journalled);
        news(TopicCatalogue.DEAD_LETTERS).forEach(entry -> witness
                .refused(entry.read(TopicCatalogue.DEAD_LETTERS, DeadLetter.class)));
        news(TopicCatalogue.MERGED).forEach(entry -> witness
                .merged(entry.read(TopicCatalogue.MERGED, Merged.class), entry.timestamp()));
        news(TopicCatalogue.CONFLICTS).forEach(entry -> {
            Conflict conflict = entry.read(TopicCatalogue.CONFLICTS, Conflict.class);
            story.accept(Telling.of(conflict));
            witness.kept(conflict);
        });
        news(TopicCatalogue.CHANGES).forEach(entry -> {
            Change change = entry.read(TopicCatalogue.CHANGES, Change.class);
            story.accept(Telling.of(change));
            changes.add(change);
            witness.published(change, entry.timestamp());
        });
        news(TopicCatalogue.WRITES).forEach(entry -> {
            Write write = entry.read(TopicCatalogue.WRITES, Write.class);
            story.accept(Telling.of(write));
            witness.commandedInOrder(write);
        });
    }

    private List<Topics.Entry> news(Topic topic) {
        int from = read.getOrDefault(topic, 0);
        int end = topics.end(topic);
        read.put(topic, end);
        return IntStream.range(from, end).mapToObj(offset -> topics.at(topic, offset)).toList();
    }

    private void journalled(Topics.Entry entry) {
        JournalEntry fact = entry.read(TopicCatalogue.JOURNAL, JournalEntry.class);
        story.accept(Telling.of(fact));
        witness.journalled(fact, entry.value(), entry.timestamp());
    }
}
