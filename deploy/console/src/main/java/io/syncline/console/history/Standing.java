package io.syncline.console.history;

import io.syncline.console.system.MailboxName;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a mailbox stands, as far as the journal tells it.
 *
 * @param counts how many contacts each is true of
 * @param conflicts how many values did not win in the last 30 days
 * @param outstandingSince since when the oldest command is under way; empty if none is
 */
public record Standing(MailboxName mailbox, Map<Mark, Long> counts, long conflicts,
        Optional<Instant> outstandingSince) {

    /** Over how many days conflicts are counted. */
    public static final int CONFLICT_DAYS = 30;

    public Standing {
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    /** How many contacts that is true of. */
    public long count(Mark mark) {
        return counts.getOrDefault(mark, 0L);
    }

    /** How a mailbox stands at a time, by what is known of it. */
    public static Standing of(Histories histories, MailboxName mailbox, Instant now) {
        Map<Mark, Long> counts = new EnumMap<>(Mark.class);
        for (Mark mark : Mark.values()) {
            counts.put(mark, histories.count(mailbox, mark));
        }
        Optional<Instant> since = histories.marked(mailbox, Mark.OUTSTANDING, "", LOOKED_AT_MAX)
                .stream()
                .flatMap(glance -> glance.outstanding().stream())
                .map(command -> command.since())
                .min(Instant::compareTo);
        return new Standing(mailbox, counts, histories.conflicts(mailbox,
                now.minusSeconds(CONFLICT_DAYS * SECONDS_OF_DAY)), since);
    }

    private static final long SECONDS_OF_DAY = 24 * 60 * 60L;
    /** Among how many commands the oldest is looked for. */
    private static final int LOOKED_AT_MAX = 1_000;
}
