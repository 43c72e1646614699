package io.syncline.simulation.play;

import io.syncline.port.Answer;
import io.syncline.port.Failure;
import io.syncline.port.MailboxProvider;
import io.syncline.port.MailboxRef;
import io.syncline.schemas.contact.Applied;
import io.syncline.schemas.contact.Observed;
import io.syncline.schemas.contact.ObservedKind;
import io.syncline.schemas.contact.Write;
import io.syncline.schemas.contact.WriteKind;
import io.syncline.schemas.contact.WriteOutcome;
import io.syncline.schemas.contact.WriteResult;
import io.syncline.schemas.topic.RecordKey;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.sink.CarryOut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The sink: the real steps of carrying a command out, around them what its service does: order per
 * item, results told and remembered, offsets committed below the lowest unfinished command (rule R13).
 */
final class SinkActor {

    private final Topics topics;
    private final Function<Place, MailboxProvider> providers;
    private final Function<Place, MailboxRef> mailboxes;
    private final Map<String, Deque<Integer>> lanes = new LinkedHashMap<>();
    private final Map<String, WriteResult> applied = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<Integer, WriteResult> untold = new LinkedHashMap<>();
    private final Set<Integer> finished = new TreeSet<>();
    private final Set<Place> watched = new LinkedHashSet<>();
    private int fetched;
    private int committed;
    private int freshFrom;
    private int told;

    SinkActor(Topics topics, Function<Place, MailboxProvider> providers,
            Function<Place, MailboxRef> mailboxes) {
        this.topics = topics;
        this.providers = providers;
        this.mailboxes = mailboxes;
    }

    /** The items that have a command to carry out. */
    List<String> waiting() {
        for (; fetched < topics.end(TopicCatalogue.WRITES); fetched++) {
            lanes.computeIfAbsent(topics.at(TopicCatalogue.WRITES, fetched).keyText(),
                    key -> new ArrayDeque<>()).add(fetched);
        }
        return lanes.entrySet()
                .stream()
                .filter(lane -> !lane.getValue().isEmpty()
                        && !untold.containsKey(lane.getValue().getFirst()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Tries an item's next command once. */
    Optional<Write> tryNext(String key) {
        Deque<Integer> lane = lanes.getOrDefault(key, new ArrayDeque<>());
        if (lane.isEmpty()) {
            return Optional.empty();
        }
        int offset = lane.getFirst();
        Write write = write(offset);
        WriteResult last = applied.get(key);
        long number = last == null ? -1 : last.getWrite().getNumber();
        if (last != null && write.getNumber() == number) {
            untold.put(offset, last);
        } else if (write.getNumber() < number) {
            done(key, offset);
        } else {
            carryOut(offset, write).ifPresent(result -> untold.put(offset, result));
        }
        return Optional.of(write);
    }

    /** The commands whose results are not told yet. */
    List<Integer> untold() {
        return List.copyOf(untold.keySet());
    }

    /**
     * Tells a result and remembers it.
     *
     * @param between whether it dies between the two
     */
    void tell(int offset, Instant now, boolean between) {
        WriteResult result = Optional.ofNullable(untold.remove(offset)).orElseThrow();
        String key = topics.at(TopicCatalogue.WRITES, offset).keyText();
        told++;
        // Either may reach its topic first.
        boolean remembersFirst = told % 2 == 0;
        if (!between || !remembersFirst) {
            topics.append(TopicCatalogue.WRITE_RESULTS, key, result, now.toEpochMilli());
        }
        if (!between || remembersFirst) {
            topics.append(TopicCatalogue.APPLIED, key, new Applied(result), now.toEpochMilli());
        }
        if (between) {
            kill();
            return;
        }
        applied.put(key, result);
        done(key, offset);
        if (result.getOutcome() == WriteOutcome.UNAVAILABLE) {
            watched.add(place(result.getWrite()));
        }
    }

    void commit() {
        while (finished.remove(committed)) {
            committed++;
        }
    }

    /** Says of the mailboxes that are watched which of them answer again; true if one does. */
    boolean revive(Instant now) {
        List<Place> back = new ArrayList<>(watched);
        back.removeIf(place -> providers.apply(place)
                .folders(mailboxes.apply(place)) instanceof Answer.Failed);
        back.forEach(place -> {
            watched.remove(place);
            told++;
            topics.append(TopicCatalogue.OBSERVED,
                    new RecordKey(place.tenant(), place.mailbox(), "").text(),
                    Observed.newBuilder()
                            .setTenant(place.tenant())
                            .setMailbox(place.mailbox())
                            .setProvider(providers.apply(place).name())
                            .setEventId("sink:" + told)
                            .setKind(ObservedKind.AVAILABLE)
                            .build(),
                    now.toEpochMilli());
        });
        return !back.isEmpty();
    }

    /** It dies; another begins behind the last commit, with what was remembered. */
    void kill() {
        lanes.clear();
        untold.clear();
        finished.clear();
        attempts.clear();
        watched.clear();
        applied.clear();
        topics.all(TopicCatalogue.APPLIED)
                .forEach(entry -> applied.put(entry.keyText(),
                        entry.read(TopicCatalogue.APPLIED, Applied.class).getResult()));
        applied.values()
                .stream()
                .filter(result -> result.getOutcome() == WriteOutcome.UNAVAILABLE)
                .forEach(result -> watched.add(place(result.getWrite())));
        fetched = committed;
        freshFrom = topics.end(TopicCatalogue.WRITES);
    }

    private Optional<WriteResult> carryOut(int offset, Write write) {
        boolean maybeMade = write.getKind() == WriteKind.CREATE && write.getNumber() > 1;
        int attempt = attempts.computeIfAbsent(write.getWriteId(),
                id -> offset < freshFrom || maybeMade ? 2 : 1);
        Place place = place(write);
        try {
            return switch (new CarryOut(providers.apply(place), mailboxes.apply(place), write,
                    Duration.ZERO).attempt(attempt)) {
                case Answer.Of<WriteResult>(WriteResult result) -> Optional.of(result);
                case Answer.Failed<WriteResult>(Failure failure) ->
                    failed(write, failure, attempt);
            };
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nothing interrupts a simulation", e);
        }
    }

    private Optional<WriteResult> failed(Write write, Failure failure, int attempt) {
        return switch (failure) {
            case Failure.Rejected rejected -> Optional.of(CarryOut.ended(write,
                    WriteOutcome.REJECTED, rejected.reason(), attempt));
            case Failure.Unavailable closed -> Optional.of(CarryOut.ended(write,
                    WriteOutcome.UNAVAILABLE, closed.reason(), attempt));
            case Failure.Throttled throttled -> Optional.empty();
            case Failure.Unreachable unreachable -> {
                attempts.put(write.getWriteId(), attempt + 1);
                yield Optional.empty();
            }
        };
    }

    private void done(String key, int offset) {
        lanes.getOrDefault(key, new ArrayDeque<>()).remove(offset);
        finished.add(offset);
    }

    private Write write(int offset) {
        return topics.at(TopicCatalogue.WRITES, offset).read(TopicCatalogue.WRITES, Write.class);
    }

    private static Place place(Write write) {
        return new Place(write.getTenant(), write.getMailbox());
    }
}
