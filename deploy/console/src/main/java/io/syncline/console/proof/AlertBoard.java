package io.syncline.console.proof;

import io.syncline.schemas.ops.Alert;
import io.syncline.schemas.ops.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The alerts of the last 30 days; those about the same thing are one. Thread-safe. */
final class AlertBoard {

    /** As long as the topic keeps them. */
    static final Duration KEPT = Duration.ofDays(30);
    /** So many different ones are remembered; the one that was raised longest ago gives way. */
    static final int ALERTS_MAX = 5_000;

    private static final String BROKEN = "access-broken";
    private static final String WORKS_AGAIN = "access-works-again";

    private final Map<Subject, RaisedAlert> raised = new LinkedHashMap<>();
    private final Map<Optional<String>, Instant> worksAgain = new LinkedHashMap<>();

    private record Subject(String code, Optional<String> tenant, Optional<String> mailbox,
            Optional<String> item) {}

    synchronized void take(Alert alert, Instant at) {
        if (alert.getCode().equals(WORKS_AGAIN)) {
            worksAgain.put(alert.getTenant(), at);
        }
        Subject subject = new Subject(alert.getCode(), alert.getTenant(), alert.getMailbox(),
                alert.getItem());
        RaisedAlert before = raised.remove(subject);
        raised.put(subject, new RaisedAlert(alert.getSeverity(), alert.getCode(),
                alert.getMessage(), alert.getTenant(), alert.getMailbox(), alert.getItem(), at,
                before == null ? 1 : before.times() + 1, false));
        if (raised.size() > ALERTS_MAX) {
            raised.remove(raised.keySet().iterator().next());
        }
    }

    /**
     * Worst first, and of those the newest.
     *
     * @param isOver whether what an alert tells of is settled, by what else is known
     */
    synchronized List<RaisedAlert> all(Instant now, Predicate<RaisedAlert> isOver) {
        return raised.values()
                .stream()
                .filter(alert -> alert.at().plus(KEPT).isAfter(now))
                .map(alert -> alert.withSettled(isOver.test(alert) || isMended(alert)))
                .sorted(Comparator.comparing(RaisedAlert::settled)
                        .thenComparing(alert -> rank(alert.severity()))
                        .thenComparing(RaisedAlert::at, Comparator.reverseOrder()))
                .toList();
    }

    private boolean isMended(RaisedAlert alert) {
        Instant again = worksAgain.get(alert.tenant());
        return alert.code().equals(WORKS_AGAIN)
                || alert.code().equals(BROKEN) && again != null && again.isAfter(alert.at());
    }

    private static int rank(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 0;
            case WARNING -> 1;
            case UNKNOWN -> 2;
            case INFO -> 3;
        };
    }
}
