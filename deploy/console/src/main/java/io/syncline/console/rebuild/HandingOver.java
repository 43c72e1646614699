package io.syncline.console.rebuild;

import io.syncline.console.rebuild.SoleWriter.Batch;
import io.syncline.console.system.ConsoleException;
import io.syncline.console.system.RunningSystem;
import io.syncline.console.tenant.Actor;
import io.syncline.schemas.contact.GenerationStep;
import io.syncline.schemas.ops.Generation;
import io.syncline.schemas.ops.GenerationState;
import io.syncline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.NavigableMap;

/**
 * The wait after the mark that hands over: until the former generation has said of every partition that it has
 * published all, or that is said in its place.
 *
 * @param all as they are since the writer was taken
 */
record HandingOver(RunningSystem system, SoleWriter writer, Watcher watcher, Generations all,
        Pair pair) {

    /**
     * @param ended whether the former one folds no more, and is handed over for
     * @param perStep how long it may take
     */
    void await(boolean ended, Actor actor, Duration perStep) {
        Patience patience = Patience.of(perStep, watcher);
        if (!new Flow(system).sequenced(TopicCatalogue.DECISIONS, patience)) {
            throw stuck("The mark that hands over is not in the journal", perStep);
        }
        try (Marks marks = new Marks(system, all)) {
            if (ended) {
                sayInItsPlace(marks, actor);
            }
            NavigableMap<Integer, Long> over = pair.handedOver(marks);
            while (over.size() < marks.partitions()) {
                if (patience.isOver()) {
                    throw stuck("The former generation has handed over " + over.size() + " of "
                            + marks.partitions() + " partitions. If it can run no more: promote "
                            + pair.to() + " --without-running. So far the others wait", perStep);
                }
                watcher.at("waiting for the former generation to hand over", over.size(),
                        marks.partitions());
                Lag.pause();
                over = pair.handedOver(marks);
            }
        }
    }

    /**
     * The former one is abandoned in the same transaction: should it come back, it would publish what it had
     * not before the other one has gone on.
     */
    private void sayInItsPlace(Marks marks, Actor actor) {
        NavigableMap<Integer, Long> over = pair.handedOver(marks);
        Batch batch = new Batch().note(Generation.newBuilder(all.of(pair.from()))
                .setState(GenerationState.ABANDONED)
                .build());
        for (int partition = 0; partition < marks.partitions(); partition++) {
            if (!over.containsKey(partition)) {
                batch.decide(pair.mark(GenerationStep.HANDED_OVER, partition, actor.name()));
            }
        }
        requireEnded(system, pair.from()); // Somebody may have started it again meanwhile.
        writer.write(batch);
    }

    /** @throws ConsoleException if a process still folds that generation */
    static void requireEnded(RunningSystem system, int generation) {
        GenerationName ended = new GenerationName(generation);
        int members = new Offsets(system).members(ended.application());
        if (members > 0) {
            throw ConsoleException.failed("The running " + ended + " still has " + members
                    + " threads at work, so it can hand over by itself: leave --without-running out,"
                    + " or end every process of it first");
        }
    }

    static ConsoleException stuck(String what, Duration perStep) {
        return ConsoleException.failed(what + " after " + Figures.time(perStep)
                + ". The same command goes on from there; look at: deploy/syncline rebuild status");
    }
}
