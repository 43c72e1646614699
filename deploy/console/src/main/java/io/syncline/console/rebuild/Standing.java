package io.syncline.console.rebuild;

import io.syncline.schemas.ops.Generation;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a generation of merge is.
 *
 * @param generation its record
 * @param running whether its outputs are what everybody reads
 * @param folded how many records it has passed of those that the journal held at its start
 * @param noted how many those were; 0 for a generation of which nothing was noted
 * @param lag how many records it is behind the journal's end now
 * @param rate how many records a second it passes, of what was measured just now
 * @param members how many threads work for it; 0: no process runs it
 * @param withheld of how many items something waits for a release; of the running one, where its store can be
 *        read
 */
public record Standing(Generation generation, boolean running, long folded, long noted, long lag,
        double rate, int members, OptionalLong withheld) {

    /** Whether it has folded all that the journal held at its start. */
    public boolean hasCaughtUp() {
        return folded >= noted;
    }

    /** How long it will take at this rate until it has caught up, or is up to date; nothing where it stands. */
    public Optional<Duration> left() {
        long records = hasCaughtUp() ? lag : Math.max(lag, noted - folded);
        return records == 0 || rate < 1
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (records * 1000 / rate)));
    }
}
