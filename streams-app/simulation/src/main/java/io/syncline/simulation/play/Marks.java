package io.syncline.simulation.play;

import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Mark;
import io.syncline.core.state.Generations;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.wire.JournalReader;
import java.time.Instant;
import java.util.Optional;

/** What the marks in the journal say of the generations of merge, as far as it goes by now. */
final class Marks {

    private final Topics topics;
    private Generations generations = Generations.FIRST;
    private int read;

    Marks(Topics topics) {
        this.topics = topics;
    }

    Generations now() {
        for (; read < topics.end(TopicCatalogue.JOURNAL); read++) {
            Topics.Entry entry = topics.at(TopicCatalogue.JOURNAL, read);
            generations = after(generations, entry);
        }
        return generations;
    }

    static Generations after(Generations before, Topics.Entry entry) {
        return of(entry).map(mark -> before.after(mark, Instant.ofEpochMilli(entry.timestamp())))
                .orElse(before);
    }

    static Optional<Mark> of(Topics.Entry entry) {
        JournalEntry fact = entry.read(TopicCatalogue.JOURNAL, JournalEntry.class);
        return JournalReader.fact(fact) instanceof Fact.GenerationMarked(String id, Mark mark)
                ? Optional.of(mark)
                : Optional.empty();
    }
}
