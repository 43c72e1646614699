package io.syncline.source;

import io.syncline.schemas.contact.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who is who, where ids have changed (rules R18, R21): contacts that were made in one second.
 *
 * <pre>
 * a lost id, and those of its second that are nobody else's    is
 * the same person                                              that one
 * one other, and no other lost id                              that one: people edit what they move
 * any more                                                     none of them, as far as one can tell
 * </pre>
 */
final class Recognising {

    private final Known lost;
    private final Map<String, Reading> found = new LinkedHashMap<>();
    /** Those that are nobody's, by their ids. */
    private final Map<String, Reading> free = new LinkedHashMap<>();

    private Recognising(Known lost, List<Reading> free) {
        this.lost = lost;
        free.forEach(reading -> this.free.put(reading.getExternalId(), reading));
    }

    /**
     * @param lost the ids that nobody finds, with when each was made
     * @param free what was found and is known by no other id
     */
    static Recognising of(Known lost, List<Reading> free) {
        Recognising all = new Recognising(lost, free);
        lost.ids()
                .forEach(id -> all.match(id,
                        reading -> Mark.of(reading).isPersonOf(lost.mark(id))));
        lost.ids()
                .stream()
                .filter(id -> !all.found.containsKey(id) && all.isAlone(lost.mark(id)))
                .forEach(id -> all.match(id, reading -> true));
        return all;
    }

    /** Who each lost id is, of those that could be told. */
    Map<String, Reading> found() {
        return found;
    }

    /** Whether the lost one may be among those that are nobody's. */
    boolean mayBeFree(String id) {
        return ofItsSecond(lost.mark(id)) > 0;
    }

    private void match(String id, Predicate<Reading> such) {
        Mark mark = lost.mark(id);
        free.values()
                .stream()
                .filter(reading -> Mark.of(reading).isMadeWith(mark))
                .filter(such)
                .findFirst()
                .ifPresent(reading -> {
                    found.put(id, reading);
                    free.remove(reading.getExternalId());
                });
    }

    /** Whether one is lost of that second, and one free. */
    private boolean isAlone(Mark mark) {
        long others = lost.ids(mark::isMadeWith)
                .stream()
                .filter(id -> !found.containsKey(id))
                .count();
        return others == 1 && ofItsSecond(mark) == 1;
    }

    private long ofItsSecond(Mark mark) {
        return free.values()
                .stream()
                .filter(reading -> Mark.of(reading).isMadeWith(mark))
                .count();
    }
}
