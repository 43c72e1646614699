package io.syncline.topology.merge;

import io.syncline.core.merge.Fold;
import io.syncline.schemas.generation.RunningMerge;

/**
 * One generation of merge: an application that folds the journal from its start, beside others. Which of
 * them publishes at a place of the journal is said by the marks before it; the first one does where none
 * stands.
 *
 * @param number counts from 1; never used again, whatever became of the generation
 * @param fold decides; other than by the sync protocol only in tests of the tests
 * @param roles is told which partitions it folds, and whether it publishes there
 */
public record MergeGeneration(int number, Fold fold, RoleListener roles) {

    public MergeGeneration {
        if (number < 1) {
            throw new IllegalArgumentException("Generations count from 1, got " + number);
        }
    }

    /** The one that decides by the sync protocol. */
    public static MergeGeneration of(int number) {
        return new MergeGeneration(number, Fold.PROTOCOL, RoleListener.NOBODY);
    }

    /** Its application id, which is also its consumer group. */
    public String application() {
        return RunningMerge.application(number);
    }

    /** The topic that takes, item by item, what it decides while another one publishes. */
    public String mergedTopic() {
        return application() + "-merged";
    }
}
