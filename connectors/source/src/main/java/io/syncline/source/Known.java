package io.syncline.source;

import io.syncline.schemas.contact.Reading;
import io.syncline.schemas.registry.FolderCursor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Ids of contacts, each with what is remembered of it ({@link Mark}): those that a folder held. Where ids do
 * not stay when an item moves, one that is missing is known until a whole round is over; one that lies
 * in a folder that is not followed is known for good.
 */
final class Known {

    private final Map<String, Mark> marks = new LinkedHashMap<>();

    Known(FolderCursor folder) {
        this(folder.getKnownIds(), folder.getKnownVersions());
    }

    /** @param texts what is remembered of each, as a cursor keeps it; shorter where nothing is */
    Known(List<String> ids, List<String> texts) {
        for (int i = 0; i < ids.size(); i++) {
            marks.put(ids.get(i), Mark.of(i < texts.size() ? texts.get(i) : ""));
        }
    }

    boolean holds(String id) {
        return marks.containsKey(id);
    }

    /** Whether an item that shows here was here before. */
    boolean isUsedTo(String id) {
        return holds(id) && !mark(id).isElsewhere();
    }

    /** Whether the item was last told at this very version. */
    boolean isUnchanged(Reading reading) {
        Mark mark = marks.get(reading.getExternalId());
        return mark != null && mark.isAtVersionOf(reading);
    }

    void keep(Reading reading) {
        marks.put(reading.getExternalId(), Mark.of(reading));
    }

    /**
     * It was seen in another folder: it is looked for once more, after the next listing here, since the
     * other folder's chain may break before it tells of it.
     */
    void leave(String id) {
        Mark before = marks.put(id, Mark.NOTHING);
        if (Mark.NOTHING.equals(before)) {
            forget(id);
        }
    }

    /** It is not found under its id: it may turn up under another until a whole round is over. */
    void miss(String id) {
        Mark mark = mark(id);
        if (mark.hasLeft()) {
            forget(id);
        } else {
            marks.put(id, mark.isHere() ? mark.missed() : mark);
        }
    }

    /** That folder is not there any more: what it knew is missing, unless it was away already. */
    void inherit(Known vanished) {
        vanished.marks.forEach(
                (id, mark) -> marks.put(id, mark.isHere() ? mark.missed() : mark));
    }

    /** With what another provider, or another list, remembers of it. */
    void keep(String id, Mark mark) {
        marks.put(id, mark);
    }

    void keepAll(Known others) {
        marks.putAll(others.marks);
    }

    /** It has another id now, as was told. */
    void moved(String id) {
        marks.computeIfPresent(id, (key, mark) -> mark.left());
    }

    /** It lies in a folder that is not followed, under another id. */
    void putElsewhere(String id) {
        marks.computeIfPresent(id, (key, mark) -> mark.elsewhere());
    }

    /** The same of one that shows there, under its own id. */
    void keepElsewhere(Reading reading) {
        marks.put(reading.getExternalId(), Mark.of(reading).elsewhere());
    }

    /** Every folder was read. */
    void roundOver() {
        marks.replaceAll((id, mark) -> mark.afterRound());
    }

    /** The ids of which that is remembered, in the order in which they were told. */
    List<String> ids(Predicate<Mark> such) {
        return marks.entrySet()
                .stream()
                .filter(entry -> such.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What is remembered of an id; nothing of one that is not known. */
    Mark mark(String id) {
        return marks.getOrDefault(id, Mark.NOTHING);
    }

    /** When they were made, as far as that is known. */
    Set<Instant> seconds() {
        return marks.values()
                .stream()
                .flatMap(mark -> mark.madeAt().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    void forget(String id) {
        marks.remove(id);
    }

    List<String> ids() {
        return List.copyOf(marks.keySet());
    }

    /** What is remembered of each, in the order of the ids, as a cursor keeps it. */
    List<String> texts() {
        return marks.values().stream().map(Mark::text).toList();
    }
}
