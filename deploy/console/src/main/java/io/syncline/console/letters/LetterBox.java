package io.syncline.console.letters;

import io.syncline.console.letters.Fate.Act;
import io.syncline.schemas.ops.Audit;
import io.syncline.schemas.ops.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The dead letters and what was decided about them, folded from two topics in any order. Thread-safe. */
public final class LetterBox {

    /** As long as the topic keeps them. */
    static final Duration KEPT = Duration.ofDays(30);
    /** So many are remembered; the oldest gives way. They stay on the topic. */
    static final int LETTERS_MAX = 100_000;
    /** A letter has the time of who wrote it, a decision of who decided. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final TreeMap<LetterId, Letter> letters = new TreeMap<>();
    private final Map<LetterId, Fate> fates = new HashMap<>();

    /** @param at when the letter was written */
    public synchronized void take(LetterId id, Instant at, DeadLetter letter) {
        letters.put(id, Letter.of(id, at, letter));
        if (letters.size() > LETTERS_MAX) {
            letters.pollFirstEntry();
        }
    }

    /**
     * A decision about a letter. A later one counts more: there is no second about the same letter, but the
     * topic may have been made anew, and another letter stand in the place of one that was decided about.
     */
    public synchronized void take(Audit audit) {
        Optional<Act> act = Act.of(audit.getAction());
        Optional<LetterId> id = audit.getSubject().flatMap(LetterId::ofSubject);
        if (act.isPresent() && id.isPresent()) {
            fates.put(id.get(), new Fate(act.get(), audit.getWho(), audit.getAt(),
                    audit.getDetail()));
        }
    }

    /** Newest first. */
    public synchronized List<Letter> list(LetterFilter filter, Instant now) {
        return letters.descendingMap()
                .values()
                .stream()
                .filter(letter -> letter.at().plus(KEPT).isAfter(now))
                .map(this::whole)
                .filter(filter::covers)
                .toList();
    }

    public synchronized Optional<Letter> letter(LetterId id) {
        return Optional.ofNullable(letters.get(id)).map(this::whole);
    }

    /** What was decided about the letter that was written there then. */
    synchronized Optional<Fate> fate(LetterId id, Instant writtenAt) {
        return Optional.ofNullable(fates.get(id))
                .filter(fate -> !fate.at().plus(CLOCKS_APART).isBefore(writtenAt));
    }

    private Letter whole(Letter letter) {
        return letter.with(fate(letter.id(), letter.at()));
    }
}
