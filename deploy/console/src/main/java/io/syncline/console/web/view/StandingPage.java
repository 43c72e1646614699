package io.syncline.console.web.view;

import java.util.List;

/**
 * How one mailbox stands, and what proves it.
 *
 * @param facts what is known of it
 * @param differences what stood otherwise at its last full listing
 * @param more how many others did
 * @param first whether that listing was the first, which tells everything and compares nothing
 */
public record StandingPage(StandingsPage.Row row, List<Fact> facts, List<Difference> differences,
        int more, boolean first) {

    public StandingPage {
        facts = List.copyOf(facts);
        differences = List.copyOf(differences);
    }

    /**
     * Something that is known.
     *
     * @param href where to do something about it; empty: nowhere
     */
    public record Fact(String name, String value, String href) {}

    /** An item that stood otherwise, and why, for people. */
    public record Difference(String item, String why) {}
}
