package io.syncline.console.proof;

import io.syncline.console.proof.MailboxStanding.Closed;
import io.syncline.console.system.Journal;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Observed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up in the journal why mailboxes are unavailable: the fact that told it says so. */
public final class UnavailableReasons {

    /** Clocks of brokers and services differ by less. */
    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofMinutes(5);
    /** So many are looked up at a time: where more are closed at once, it is for one reason. */
    private static final int LOOKED_UP_MAX = 50;

    private UnavailableReasons() {}

    /** The service's own words, by the id of the fact; what is not found is left out. */
    public static Map<String, String> of(RunningSystem system, List<MailboxStanding> standings) {
        Map<String, String> reasons = new HashMap<>();
        List<MailboxStanding> closed = standings.stream()
                .filter(standing -> standing.unavailable().isPresent())
                .limit(LOOKED_UP_MAX)
                .toList();
        if (closed.isEmpty()) {
            return reasons;
        }
        try (Journal journal = new Journal(system.topics())) {
            closed.forEach(standing -> {
                Closed told = standing.unavailable().orElseThrow();
                reason(journal, standing, told)
                        .ifPresent(reason -> reasons.put(told.factId(), reason));
            });
        }
        return reasons;
    }

    private static Optional<String> reason(Journal journal, MailboxStanding standing,
            Closed told) {
        return journal.find(standing.mailbox(), told.since().minus(CLOCKS_DIFFER_MAX),
                told.factId())
                .flatMap(entry -> entry.getObserved().flatMap(Observed::getReason));
    }
}
