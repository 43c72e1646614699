package io.syncline.console.web.view;

import io.syncline.console.web.view.TenantRow.Standing;
import java.util.List;

/**
 * One tenant.
 *
 * @param region in which phones without a country code are read
 * @param next what is to be done next, most urgent first; empty: nothing
 * @param mailboxes how many it has
 * @param running how many of them take part
 * @param busy whether a verification of it is under way
 */
public record TenantPage(String id, String name, String region, Standing standing, Moment changed,
        List<Next> next, List<AccessView> accesses, int mailboxes, int running, boolean busy) {

    public TenantPage {
        next = List.copyOf(next);
        accesses = List.copyOf(accesses);
    }

    /**
     * Something to do.
     *
     * @param text why, in a sentence
     * @param href where
     * @param label what the link says
     * @param acts whether only an operator gets there
     */
    public record Next(String text, String href, String label, boolean acts) {}

    /**
     * A way to the tenant's mailboxes.
     *
     * @param kind as addresses name it
     * @param title for people
     * @param used whether it is in use, or waits for its verification
     * @param newest whether nothing newer waits: a verification would be of this one
     * @param facts what was submitted, secrets aside
     */
    public record AccessView(String provider, String kind, String title, boolean used,
            boolean newest, List<Fact> facts, Expiry expiry, Progress progress) {
        public AccessView {
            facts = List.copyOf(facts);
        }
    }

    /** A name and a value. */
    public record Fact(String name, String value) {}
}
