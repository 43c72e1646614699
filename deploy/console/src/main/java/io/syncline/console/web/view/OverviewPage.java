package io.syncline.console.web.view;

import java.util.List;

/**
 * What goes on, at a glance.
 *
 * @param reading whether the topics are still being read from their beginning, so that more may turn up
 */
public record OverviewPage(boolean reading, List<Waits> waits, List<TenantLine> tenants,
        List<StageView> stages) {

    public OverviewPage {
        waits = List.copyOf(waits);
        tenants = List.copyOf(tenants);
        stages = List.copyOf(stages);
    }

    /**
     * Something that waits for a person.
     *
     * @param text such as 3 held deletes
     * @param what what a person does about it
     */
    public record Waits(String text, String what, String href) {}

    /**
     * How the mailboxes of a tenant stand.
     *
     * @param registered whether it has a page here
     */
    public record TenantLine(String id, String name, boolean registered, int mailboxes, int inSync,
            int catchingUp, int waiting, int out) {}

    /**
     * A stage of the flow.
     *
     * @param rate how fast it is now, for people
     * @param waiting what waits for it, for people
     * @param line points of the rates of the last minutes, as an SVG polyline takes them; empty: none yet
     * @param words the same for people who do not see it
     */
    public record StageView(String title, String rate, String waiting, String line,
            String words) {}
}
