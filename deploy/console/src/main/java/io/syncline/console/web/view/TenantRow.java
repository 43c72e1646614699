package io.syncline.console.web.view;

/**
 * A tenant in the list.
 *
 * @param access by what its mailboxes are reached, for people
 * @param verified how the last verification ended
 */
public record TenantRow(String id, String name, Standing standing, String access, Expiry expiry,
        String verified, boolean failed) {

    /** How far a tenant is; said by a word and a colour. */
    public enum Standing {
        SUBMITTED("waiting", "Waits for its verification"),
        ACTIVE("passed", "Takes part"),
        SUSPENDED("warned", "Suspended"),
        UNKNOWN("waiting", "Unknown");

        private final String style;
        private final String word;

        Standing(String style, String word) {
            this.style = style;
            this.word = word;
        }

        public String style() {
            return style;
        }

        public String word() {
            return word;
        }
    }
}
