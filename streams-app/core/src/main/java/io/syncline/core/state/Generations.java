package io.syncline.core.state;

import io.syncline.core.fact.Fact;
import io.syncline.core.fact.Mark;
import java.time.Instant;
import java.util.Optional;

/**
 * Which generation of merge publishes what is decided at a place of the journal, as the marks before it
 * say. Every generation folds the same marks, so all agree; a mark that does not follow from what was
 * before, since it was told twice or too late, means nothing.
 *
 * <pre>
 *             DRAIN(r, c)           HANDOVER(r, c)               HANDED_OVER(r, c)
 *  RUNNING r ------------> DRAINING ---------------> HANDING_OVER ----------------> RUNNING c
 *      ^_____CANCEL(r, c)______|
 * </pre>
 *
 * @param running the generation that publishes, or did until {@link Stage#HANDING_OVER}
 * @param candidate the one that is to; {@link #NONE} while none is
 * @param handedOverAt when one last took over, on journal time
 * @param released whether what only its rules want may be written since
 */
public record Generations(int running, int candidate, Stage stage, Instant handedOverAt,
        boolean released) {

    /** The first generation, and no other. */
    public static final Generations FIRST = new Generations(1, 0, Stage.RUNNING, Instant.EPOCH,
            true);

    private static final int NONE = 0;

    /** How far a takeover is. */
    public enum Stage {
        /** One generation publishes, and none is to follow it. */
        RUNNING,
        /** It publishes, and writes nothing new, so that what is outstanding comes to an end. */
        DRAINING,
        /** It publishes nothing any more; the other one keeps what it would publish. */
        HANDING_OVER
    }

    /** What a generation does with what it decides. */
    public enum Role {
        /** Publishes it. */
        LOUD,
        /** Keeps it, in order, until it is known that the one before has published everything. */
        KEEPING,
        /** Nothing; another generation publishes. */
        SILENT
    }

    /** What that generation does with what it decides here. */
    public Role role(int generation) {
        return switch (stage) {
            case RUNNING, DRAINING -> generation == running ? Role.LOUD : Role.SILENT;
            case HANDING_OVER -> generation == candidate ? Role.KEEPING : Role.SILENT;
        };
    }

    /** Whether writes are decided here; else what differs becomes due. */
    public boolean sendsWrites() {
        return stage == Stage.RUNNING;
    }

    /** Whether a command of that time was decided before the present generation took over. */
    public boolean isOfFormer(Instant decidedAt) {
        return decidedAt.isBefore(handedOverAt);
    }

    /**
     * What a mark that is heeded leads to.
     *
     * @param isForMailboxes whether the fact of it is to be folded into each mailbox of the partition
     */
    public record Turn(Generations after, boolean isForMailboxes) {}

    /** What the mark leads to for whoever folds the partition; nothing where it does not follow from before. */
    public Optional<Turn> turn(Fact.GenerationMarked marked, Instant now) {
        return heeds(marked.mark())
                ? Optional.of(new Turn(after(marked.mark(), now),
                        !MailboxState.reviewsAfter(marked).isEmpty()))
                : Optional.empty();
    }

    /** Whether the mark follows from what was before. */
    public boolean heeds(Mark mark) {
        boolean isOfRunning = mark.from() == running && mark.to() != running;
        return switch (mark.step()) {
            case DRAIN -> isOfRunning && stage != Stage.HANDING_OVER && mark.to() != candidate;
            case CANCEL -> isOfRunning && stage == Stage.DRAINING && mark.to() == candidate;
            case HANDOVER -> isOfRunning && stage != Stage.HANDING_OVER;
            case HANDED_OVER -> isOfRunning && stage == Stage.HANDING_OVER
                    && mark.to() == candidate;
            case RELEASE -> mark.to() == running && stage != Stage.HANDING_OVER;
        };
    }

    /** What holds after a mark. */
    public Generations after(Mark mark, Instant now) {
        if (!heeds(mark)) {
            return this;
        }
        return switch (mark.step()) {
            case DRAIN -> new Generations(running, mark.to(), Stage.DRAINING, handedOverAt,
                    released);
            case CANCEL -> new Generations(running, NONE, Stage.RUNNING, handedOverAt, released);
            case HANDOVER -> new Generations(running, mark.to(), Stage.HANDING_OVER,
                    handedOverAt, released);
            case HANDED_OVER -> new Generations(mark.to(), NONE, Stage.RUNNING, now, false);
            case RELEASE -> new Generations(running, candidate, stage, handedOverAt, true);
        };
    }
}
