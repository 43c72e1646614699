package io.syncline.console.rebuild;

import io.syncline.schemas.ops.Generation;
import java.util.Optional;

/**
 * How far a promotion is, as the record of the generation has it: {@code draining from 1}.
 *
 * @param from the number of the generation that ran when it began
 */
record Stage(Step step, int from) {

    private static final String FROM = " from ";

    /** As the record names it. */
    String text() {
        return step.text() + FROM + from;
    }

    /** Where a generation's promotion is; empty outside one. */
    static Optional<Stage> of(Generation generation) {
        return generation.getStep().flatMap(text -> {
            int place = text.indexOf(FROM);
            return place < 0
                    ? Optional.empty()
                    : Step.of(text.substring(0, place))
                            .map(step -> new Stage(step, Integer.parseInt(text.substring(place
                                    + FROM.length()))));
        });
    }
}
