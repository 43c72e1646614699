package io.syncline.core.fact;

/**
 * A step by which one generation of merge takes over from another, in one partition of the journal.
 *
 * @param from the generation that runs
 * @param to the generation that is to run; for {@link Step#RELEASE} the one that runs
 */
public record Mark(Step step, int from, int to) {

    /** What begins here. */
    public enum Step {
        /** No more writes go out; what would be written becomes due. */
        DRAIN,
        /** They go out again, and nothing is handed over. */
        CANCEL,
        /** The one that runs publishes nothing from here on; the other one keeps what it would publish. */
        HANDOVER,
        /** The one that ran has published everything; the other one publishes, first what it kept. */
        HANDED_OVER,
        /** Writes that only the new one's rules want may go out. */
        RELEASE
    }

    public Mark {
        if (from < 1 || to < 1) {
            throw new IllegalArgumentException(
                    "Generations count from 1, got " + step + " from " + from + " to " + to);
        }
    }
}
