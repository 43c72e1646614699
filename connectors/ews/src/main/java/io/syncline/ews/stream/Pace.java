package io.syncline.ews.stream;

import java.time.Duration;

/**
 * How long and how many.
 *
 * @param settle how long nobody may have joined before a stream is opened that is not full
 * @param retryWait how long something that failed is left alone, where the service does not say; a
 *        mailbox that is refused, ten times as long
 * @param minutes how long a stream is kept open, 1 to 30; whoever finds no place waits as long
 * @param subscriptionsMax how many mailboxes share a stream
 */
public record Pace(Duration settle, Duration retryWait, int minutes, int subscriptionsMax) {

    /** As the service's documentation has it (facts/ews.md 2.4). */
    public static final Pace DOCUMENTED = new Pace(Duration.ofSeconds(2), Duration.ofMinutes(1),
            10, 200);

    Duration refusedWait() {
        return retryWait.multipliedBy(10);
    }
}
