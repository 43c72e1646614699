package io.syncline.console.rebuild;

import io.syncline.schemas.contact.Decision;
import io.syncline.schemas.contact.GenerationStep;
import java.util.NavigableMap;

/**
 * Two generations, one of which takes over from the other.
 *
 * @param from the number of the one that runs
 * @param to the number of the one that takes over
 */
record Pair(int from, int to) {

    /** @param partition of the journal; -1 for each of them */
    Decision mark(GenerationStep step, int partition, String by) {
        return Marks.mark(step, from, to, partition, by);
    }

    /** Where the last handover of the two was told, by partition. */
    NavigableMap<Integer, Long> handovers(Marks marks) {
        return last(marks, GenerationStep.HANDOVER);
    }

    /** Where it was done, by partition: not what was done at an earlier one, for they may have changed places. */
    NavigableMap<Integer, Long> handedOver(Marks marks) {
        NavigableMap<Integer, Long> begun = handovers(marks.readOn());
        NavigableMap<Integer, Long> over = last(marks, GenerationStep.HANDED_OVER);
        over.entrySet()
                .removeIf(mark -> mark.getValue() < begun.getOrDefault(mark.getKey(),
                        Long.MAX_VALUE));
        return over;
    }

    private NavigableMap<Integer, Long> last(Marks marks, GenerationStep step) {
        return marks.last(mark -> mark.getStep() == step && mark.getFrom() == from
                && mark.getTo() == to);
    }
}
