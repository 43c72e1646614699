package io.syncline.console.web.view;

/**
 * One step of a verification.
 *
 * @param title what it proves
 * @param evidence what was seen; empty while nothing was
 * @param remedy where to mend it; empty where nothing is to be mended
 */
public record StepLine(String title, State state, String evidence, String remedy) {

    /** How it stands; said by a word, a sign and a colour, in this order of weight. */
    public enum State {
        WAITING("waiting", "Waiting", "○"),
        RUNNING("running", "Running", "◔"),
        PASSED("passed", "Passed", "✓"),
        WARNED("warned", "Passed with a warning", "!"),
        FAILED("failed", "Failed", "✕"),
        SKIPPED("skipped", "Skipped", "–");

        private final String style;
        private final String word;
        private final String sign;

        State(String style, String word, String sign) {
            this.style = style;
            this.word = word;
            this.sign = sign;
        }

        public String style() {
            return style;
        }

        public String word() {
            return word;
        }

        public String sign() {
            return sign;
        }
    }
}
