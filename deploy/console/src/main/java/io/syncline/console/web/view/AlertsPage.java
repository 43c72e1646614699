package io.syncline.console.web.view;

import java.util.List;

/** What operators were alerted of in the last 30 days. */
public record AlertsPage(boolean reading, List<Alert> open, List<Alert> settled, int more) {

    public AlertsPage {
        open = List.copyOf(open);
        settled = List.copyOf(settled);
    }

    /**
     * An alert.
     *
     * @param style of its badge
     * @param severity as a word
     * @param about what it concerns; empty: all
     * @param what what to do about it
     * @param href where to do that; empty: not here
     */
    public record Alert(String style, String severity, String code, String message, String about,
            Moment at, int times, String what, String href) {}
}
