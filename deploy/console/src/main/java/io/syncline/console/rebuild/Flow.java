package io.syncline.console.rebuild;

import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.topic.Topic;
import io.syncline.schemas.topic.TopicCatalogue;
import java.util.NavigableMap;

/** Waits until what stands on topics now has gone on to where it belongs. */
final class Flow {

    private static final String SEQUENCE = "syncline-sequence";

    private final RunningSystem system;
    private final Offsets offsets;
    private final Lag lag;

    Flow(RunningSystem system) {
        this.system = system;
        this.offsets = new Offsets(system);
        this.lag = new Lag(system);
    }

    /** Until all that stands on a topic now is in the journal; false if it is not within the patience. */
    boolean sequenced(Topic topic, Patience patience) {
        return lag.await(SEQUENCE, topic.name(), offsets.ends(topic.name()),
                "waiting until sequence has read " + topic.name(), patience);
    }

    /** Until a generation has folded all that the journal holds now; false if it has not within the patience. */
    boolean folded(Generation generation, Patience patience) {
        GenerationName name = new GenerationName(generation.getNumber());
        String journal = TopicCatalogue.JOURNAL.name();
        return lag.await(name.application(), journal, offsets.ends(journal),
                "waiting until " + name + " has folded the journal", patience);
    }

    /** Waits until every command is answered; the mailboxes with commands that are not after the patience. */
    NavigableMap<MailboxName, Integer> answered(Patience patience) {
        try (OpenCommands commands = new OpenCommands(system)) {
            NavigableMap<MailboxName, Integer> open = commands.byMailbox();
            int all = count(open);
            while (!open.isEmpty() && !patience.isOver()) {
                all = Math.max(all, count(open));
                patience.watcher()
                        .at("waiting for the answers to commands", all - count(open), all);
                Lag.pause();
                open = commands.byMailbox();
            }
            return open;
        }
    }

    private static int count(NavigableMap<MailboxName, Integer> open) {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }
}
