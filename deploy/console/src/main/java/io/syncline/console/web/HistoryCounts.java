package io.syncline.console.web;

import io.syncline.console.history.HistoryFollower;
import io.syncline.console.history.Mark;
import io.syncline.console.history.Standing;
import io.syncline.console.proof.FurtherCounts;
import io.syncline.console.system.MailboxName;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the histories count of a mailbox; nothing where none are kept, or while they are being opened.
 *
 * @param follower keeps the histories; empty where none are kept
 */
record HistoryCounts(Optional<HistoryFollower> follower,
        InstantSource clock) implements FurtherCounts {

    @Override
    public Optional<Further> of(MailboxName mailbox) {
        return follower.flatMap(HistoryFollower::store)
                .map(store -> Standing.of(store, mailbox, clock.instant()))
                .map(standing -> new Further(standing.count(Mark.PARKED),
                        standing.count(Mark.WITHHELD), standing.count(Mark.DUE),
                        standing.conflicts()));
    }
}
