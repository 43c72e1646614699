package io.syncline.console.history;

import io.syncline.console.proof.FurtherCounts;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.TopicReader;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.HistoryFold;
import io.syncline.topology.history.TreeMemory;
import io.syncline.topology.history.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What only the journal tells, counted of every mailbox: the whole of it is folded once, partition by
 * partition, and of one partition at a time the items are held. Of the same journal it counts what
 * {@link Standing} counts.
 */
public final class JournalCounts implements FurtherCounts {

    private static final Duration CONFLICTS_SINCE = Duration.ofDays(Standing.CONFLICT_DAYS);

    private final Map<MailboxName, Further> counts = new HashMap<>();
    private final Instant since;

    private JournalCounts(Instant since) {
        this.since = since;
    }

    /**
     * Counts up to where the journal ends now.
     *
     * @param now from which on conflicts are counted back
     */
    public static JournalCounts read(TopicReader topics, Instant now) {
        JournalCounts counts = asOf(now);
        topics.<JournalEntry>byPartition(TopicCatalogue.JOURNAL, counts::ofPartition);
        return counts;
    }

    /** Nothing is counted yet. */
    static JournalCounts asOf(Instant now) {
        return new JournalCounts(now.minus(CONFLICTS_SINCE));
    }

    /** Of a partition of which nothing is read yet. */
    static HistoryFold fold() {
        Map<String, TreeMemory> memories = new HashMap<>();
        return new HistoryFold(name -> memories.computeIfAbsent(name, key -> new TreeMemory()));
    }

    private Consumer<TopicReader.Row<JournalEntry>> ofPartition() {
        HistoryFold fold = fold();
        return row -> take(fold.fold(row.value(), new HistoryFold.Place(row.partition(),
                row.offset(), Instant.ofEpochMilli(row.timestamp()))));
    }

    /** What one fact led to. */
    void take(HistoryFold.Folded folded) {
        folded.steps().forEach(step -> {
            add(step.before(), -1);
            add(step.after(), 1);
        });
        folded.turns().forEach(this::conflicts);
    }

    private void add(Glance glance, int times) {
        add(new MailboxName(glance.tenant(), glance.mailbox()), new Further(
                Mark.PARKED.isOn(glance) ? times : 0, Mark.WITHHELD.isOn(glance) ? times : 0,
                Mark.DUE.isOn(glance) ? times : 0, 0));
    }

    private void conflicts(Turn turn) {
        if (!turn.at().isBefore(since)) {
            add(new MailboxName(turn.tenant(), turn.mailbox()), new Further(0, 0, 0,
                    turn.happenings()
                            .stream()
                            .filter(Happening.Conflicted.class::isInstance)
                            .count()));
        }
    }

    private void add(MailboxName mailbox, Further more) {
        counts.merge(mailbox, more, Further::and);
    }

    /** Of a mailbox of which the journal holds nothing, nothing is counted. */
    @Override
    public Optional<Further> of(MailboxName mailbox) {
        return Optional.of(counts.getOrDefault(mailbox, Further.NONE));
    }
}
