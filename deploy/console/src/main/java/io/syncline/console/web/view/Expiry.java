package io.syncline.console.web.view;

/**
 * When a credential ends.
 *
 * @param text for people
 * @param iso for machines; empty where no end is known
 */
public record Expiry(String text, String iso, Urgency urgency) {

    /** Whether something must be done about it. */
    public enum Urgency {
        NONE("", ""),
        GOOD("good", ""),
        SOON("soon", "Ends soon:"),
        OVER("over", "Ended:");

        private final String style;
        private final String word;

        Urgency(String style, String word) {
            this.style = style;
            this.word = word;
        }

        public String style() {
            return style;
        }

        /** What is said before it, so that colour does not say it alone. */
        public String word() {
            return word;
        }
    }
}
