package io.syncline.console.history;

import io.syncline.console.system.MailboxJournal;
import io.syncline.console.system.MailboxName;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.topology.history.Glance;
import io.syncline.topology.history.Happening;
import io.syncline.topology.history.HistoryFold;
import io.syncline.topology.history.Timeline;
import io.syncline.topology.history.TreeMemory;
import io.syncline.topology.history.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** One mailbox, folded from the journal into memory; knows nothing of the others. */
public final class FoldedMailbox implements Histories {

    private final Map<String, TreeMemory> memories = new HashMap<>();
    private final HistoryFold fold = new HistoryFold(
            name -> memories.computeIfAbsent(name, key -> new TreeMemory()));
    private final Map<RecordKey, List<Turn>> turns = new HashMap<>();

    /** Nothing is known of it yet. */
    FoldedMailbox() {}

    /**
     * Folds a mailbox up to where the journal ends now.
     *
     * @param watcher is told how many records of its partition were passed
     */
    public static FoldedMailbox read(RunningSystem system, MailboxName mailbox,
            LongConsumer watcher) {
        FoldedMailbox folded = new FoldedMailbox();
        new MailboxJournal(system, mailbox).readPlaced((entry, place) -> folded.take(
                folded.fold.fold(entry, new HistoryFold.Place(place.partition(),
                        place.offset(), place.now()))
                        .turns()),
                watcher);
        return folded;
    }

    /** One more entry of the journal. */
    void take(List<Turn> more) {
        more.forEach(turn -> turns.computeIfAbsent(
                new RecordKey(turn.tenant(), turn.mailbox(), turn.item()),
                key -> new ArrayList<>()).add(turn));
    }

    HistoryFold fold() {
        return fold;
    }

    @Override
    public Optional<Glance> glance(RecordKey item) {
        return fold.glance(item.tenant(), item.mailbox(), item.id());
    }

    @Override
    public Timeline timeline(RecordKey item) {
        return new Timeline(turns.getOrDefault(item, List.of()));
    }

    @Override
    public List<Glance> glances(MailboxName mailbox, String after, int itemsMax) {
        return fold.glances(mailbox.tenant(), mailbox.mailbox(), after, itemsMax);
    }

    @Override
    public List<Glance> marked(MailboxName mailbox, Mark mark, String after, int itemsMax) {
        return glances(mailbox, after, Integer.MAX_VALUE).stream()
                .filter(mark::isOn)
                .limit(itemsMax)
                .toList();
    }

    @Override
    public long count(MailboxName mailbox, Mark mark) {
        return glances(mailbox, "", Integer.MAX_VALUE).stream().filter(mark::isOn).count();
    }

    @Override
    public long conflicts(MailboxName mailbox, Instant since) {
        return turns.values()
                .stream()
                .flatMap(List::stream)
                .filter(turn -> !turn.at().isBefore(since))
                .flatMap(turn -> turn.happenings().stream())
                .filter(Happening.Conflicted.class::isInstance)
                .count();
    }
}
