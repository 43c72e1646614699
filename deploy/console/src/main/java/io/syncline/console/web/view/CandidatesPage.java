package io.syncline.console.web.view;

import java.util.List;

/**
 * Whose mailboxes could be added, as the tenant's directory says.
 *
 * @param tenant the tenant's id
 * @param name what people call it
 * @param looked whom was looked for, for people
 * @param candidates those that were found
 */
public record CandidatesPage(String tenant, String name, String looked,
        List<Candidate> candidates) {

    public CandidatesPage {
        candidates = List.copyOf(candidates);
    }

    /**
     * Somebody with a mailbox.
     *
     * @param known whether the mailbox is among the tenant's already
     */
    public record Candidate(String address, String name, boolean known) {
        @Override
        public String toString() {
            return "Candidate[hidden]";
        }
    }

    public long news() {
        return candidates.stream().filter(candidate -> !candidate.known()).count();
    }
}
