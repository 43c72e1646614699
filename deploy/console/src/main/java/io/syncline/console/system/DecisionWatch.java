package io.syncline.console.system;

import io.syncline.console.system.Decisions.Handed;
import io.syncline.console.system.Decisions.Outcome;
import io.syncline.console.system.TopicReader.Row;
import io.syncline.schemas.contact.JournalEntry;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.ops.DeadLetter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;

/** Decisions about one mailbox on their way: decisions, journal, merge. They are folded in their order. */
final class DecisionWatch {

    private final Admin admin;
    private final Application merge;
    private final List<Handed> handed;
    private final Tail<JournalEntry> journal;
    private final Tail<DeadLetter> letters;
    private final Tail<Write> writes;
    private final long deadlineNanos;
    private final List<DeadLetter> told = new ArrayList<>();
    /** The offset in the journal, by the decision's event. */
    private final Map<String, Long> ordered = new HashMap<>();
    /** How many deletes were issued, by the decision's event. */
    private final Map<String, Long> removals = new HashMap<>();

    DecisionWatch(Admin admin, Application merge, List<Handed> handed, Tail<JournalEntry> journal,
            Tail<DeadLetter> letters, Tail<Write> writes, long deadlineNanos) {
        this.admin = admin;
        this.merge = merge;
        this.handed = handed;
        this.journal = journal;
        this.letters = letters;
        this.writes = writes;
        this.deadlineNanos = deadlineNanos;
    }

    /** What became of each, in their order; waits until all are folded or refused, or time is up. */
    List<Outcome> outcomes() {
        boolean folded = false;
        while (!folded && System.nanoTime() < deadlineNanos) {
            listen();
            folded = isFolded();
            if (folded) {
                listenToTheEnd();
            } else if (handed.stream().allMatch(one -> refusal(one).isPresent())) {
                break;
            }
        }
        boolean all = folded;
        return handed.stream().map(one -> outcome(one, all)).toList();
    }

    private Outcome outcome(Handed one, boolean folded) {
        Optional<DeadLetter> refusal = refusal(one);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get().getCode(), refusal.get().getReason());
        }
        if (folded) {
            return new Outcome.Taken(removals.getOrDefault(one.decision().getEventId(), 0L));
        }
        return new Outcome.Unanswered(ordered.containsKey(one.decision().getEventId())
                ? merge.service()
                : Application.SEQUENCE.service());
    }

    private void listen() {
        letters.more().forEach(row -> told.add(row.value()));
        writes.more()
                .stream()
                .map(Row::value)
                .filter(write -> write.getKind() == WriteKind.DELETE)
                .forEach(write -> removals.merge(write.getCauseId(), 1L, Long::sum));
        if (!isOrdered()) {
            journal.more().forEach(row -> {
                if (handed.stream()
                        .anyMatch(one -> one.decision()
                                .getEventId()
                                .equals(row.value().getEventId()))) {
                    ordered.putIfAbsent(row.value().getEventId(), row.offset());
                }
            });
        }
    }

    /** Whether each of them stands in the journal, or never will. */
    private boolean isOrdered() {
        return handed.stream()
                .allMatch(one -> ordered.containsKey(one.decision().getEventId())
                        || refusal(one).isPresent());
    }

    /** What merge told was committed with its progress, and may be seen a moment later. */
    private void listenToTheEnd() {
        long lettersEnd = Application.end(admin, letters.place());
        long writesEnd = Application.end(admin, writes.place());
        boolean heard = false;
        while (!heard && System.nanoTime() < deadlineNanos) {
            listen();
            heard = letters.hasReached(lettersEnd) && writes.hasReached(writesEnd);
        }
    }

    private boolean isFolded() {
        if (ordered.isEmpty() || !isOrdered()) {
            return false;
        }
        OptionalLong next = merge.next(admin, journal.place());
        return next.isPresent() && next.getAsLong() > Collections.max(ordered.values());
    }

    private Optional<DeadLetter> refusal(Handed one) {
        return told.stream().filter(letter -> isAbout(letter, one)).findFirst();
    }

    private boolean isAbout(DeadLetter letter, Handed one) {
        Long offset = ordered.get(one.decision().getEventId());
        return stoodAt(letter, one.place().topic(), one.place().partition(),
                one.place().offset())
                || offset != null && stoodAt(letter, journal.place().topic(),
                        journal.place().partition(), offset);
    }

    private static boolean stoodAt(DeadLetter letter, String topic, int partition, long offset) {
        return letter.getTopic().equals(topic) && letter.getPartition() == partition
                && letter.getOffset() == offset;
    }
}
