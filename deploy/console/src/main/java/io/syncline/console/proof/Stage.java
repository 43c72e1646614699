package io.syncline.console.proof;

import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.List;

/**
 * A stage of the flow.
 *
 * <pre>
 * stage     who         counts                         what waits for it
 * JOURNAL   sequence    facts appended to the journal  facts handed in and not in the journal
 * MERGE     merge       changes published              facts of the journal that are not folded
 * WRITES    merge       commands issued                commands that no result has ended
 * SINK      sink        results published              commands that the sink has not done with
 * </pre>
 */
public enum Stage {
    JOURNAL("Into the journal", "facts", List.of(TopicCatalogue.OBSERVED, TopicCatalogue.EDITED,
            TopicCatalogue.DECISIONS, TopicCatalogue.WRITE_RESULTS), TopicCatalogue.JOURNAL),
    MERGE("Merged", "changes", List.of(TopicCatalogue.JOURNAL), TopicCatalogue.CHANGES),
    WRITES("Writes decided", "writes", List.of(), TopicCatalogue.WRITES),
    SINK("Writes answered", "results", List.of(TopicCatalogue.WRITES),
            TopicCatalogue.WRITE_RESULTS);

    private final String title;
    private final String unit;
    private final List<Topic> inputs;
    private final Topic output;

    Stage(String title, String unit, List<Topic> inputs, Topic output) {
        this.title = title;
        this.unit = unit;
        this.inputs = inputs;
        this.output = output;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /** What it counts. */
    public String unit() {
        return unit;
    }

    /** What its service reads; none where what waits is known otherwise. */
    List<Topic> inputs() {
        return inputs;
    }

    /** What it appends to. */
    Topic output() {
        return output;
    }
}
