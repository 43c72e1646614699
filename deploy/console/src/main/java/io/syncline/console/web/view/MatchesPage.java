package io.syncline.console.web.view;

import java.util.List;

/** The contacts that could be one of several people. */
public record MatchesPage(List<Match> matches, int more) {

    public MatchesPage {
        matches = List.copyOf(matches);
    }

    /**
     * One of them.
     *
     * @param number which of the page's this is, from 1
     * @param key tenant/mailbox/item
     */
    public record Match(int number, String key, String mailbox, String person, Moment at,
            List<Candidate> candidates) {
        public Match {
            candidates = List.copyOf(candidates);
        }
    }

    /** Whom it could be. */
    public record Candidate(String item, String person) {}
}
