package io.syncline.console.web.view;

import java.util.List;

/**
 * How far a verification is, or how the last one ended.
 *
 * @param tenant the tenant's id
 * @param provider graph or ews
 * @param phase what is going on
 * @param sentence the same in one sentence, for people
 * @param steps in order; empty where none was ever taken
 * @param mends which values of the form to look at, where something failed
 * @param form where they are mended
 */
public record Progress(String tenant, String provider, Phase phase, String sentence,
        List<StepLine> steps, List<Mend> mends, String form) {

    public Progress {
        steps = List.copyOf(steps);
        mends = List.copyOf(mends);
    }

    /** What is going on. */
    public enum Phase {
        NEVER, RUNNING, PASSED, FAILED, BROKEN
    }

    /**
     * A value that may be wrong.
     *
     * @param label as the form calls it
     * @param field its name there
     */
    public record Mend(String label, String field) {}

    public boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    /** Where a browser hears of each step. */
    public String events() {
        return "/tenants/" + tenant + "/verification/" + provider + "/events";
    }

    /** The page of this verification. */
    public String page() {
        return "/tenants/" + tenant + "/verification/" + provider;
    }
}
