package io.syncline.benchmarks.pipeline;

import io.syncline.benchmarks.pipeline.Lab.Application;
import java.nio.file.Path;
import java.util.List;

/** One candidate reads the whole journal from its beginning, in a process of its own. */
final class MergeRun {

    private static final int HEAP_MB = 1_024;

    private final Lab lab;
    private final Groups groups;
    private final Settings settings;
    private final long facts;

    /** @param facts how many there are in the journal */
    MergeRun(Lab lab, Groups groups, Settings settings, long facts) {
        this.lab = lab;
        this.groups = groups;
        this.settings = settings;
        this.facts = facts;
    }

    Rate of(Application candidate) {
        groups.forget(candidate.id());
        Path folder = lab.emptyFolder("bench-" + candidate.id());
        try (Lab.Child child = lab.start(candidate, HEAP_MB,
                List.of(settings.write(lab, folder).toString()))) {
            return new Reading(groups, candidate.id(), child, facts).rate();
        }
    }
}
