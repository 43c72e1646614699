package io.syncline.console.letters;

import java.time.Instant;
import java.util.Optional;

/**
 * What was decided about a dead letter.
 *
 * @param who has decided
 * @param why where it went, and in their words why
 */
public record Fate(Act act, String who, Instant at, String why) {

    /** What can be done with a dead letter. */
    public enum Act {
        RETRY("dead-letter-retried", "retried"),
        DROP("dead-letter-dropped", "dropped");

        private final String action;
        private final String done;

        Act(String action, String done) {
            this.action = action;
            this.done = done;
        }

        static Optional<Act> of(String action) {
            for (Act act : values()) {
                if (act.action.equals(action)) {
                    return Optional.of(act);
                }
            }
            return Optional.empty();
        }

        /** As the audit record names it. */
        String action() {
            return action;
        }

        /** As a sentence ends. */
        public String done() {
            return done;
        }
    }
}
