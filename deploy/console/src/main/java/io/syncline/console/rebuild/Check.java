package io.syncline.console.rebuild;

import io.syncline.console.rebuild.ReplayDesk.Checked;
import io.syncline.console.rebuild.Verdicts.Judged;
import io.syncline.console.system.RunningSystem;
import io.syncline.schemas.contact.Merged;
import io.syncline.schemas.topic.TopicCatalogue;
import io.syncline.topology.replay.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what was folded with what is published, pass by pass. */
final class Check {

    private static final String MERGED = TopicCatalogue.MERGED.name();

    private final RunningSystem system;
    private final Compared.Sum sum = new Compared.Sum();
    private final List<Difference> differences = new ArrayList<>();
    private final List<String> republishable = new ArrayList<>();

    Check(RunningSystem system) {
        this.system = system;
    }

    /** @param passed before which offset of the partition both have folded */
    void add(int partition, Replay replay, long passed) {
        Map<String, Merged> folded = replay.items();
        Map<String, Print> prints = new TreeMap<>();
        folded.forEach((key, item) -> prints.put(key,
                Print.taken(Merged.newBuilder(item).build())));
        try (Prints published = new Prints(system, MERGED, partition, replay::covers)) {
            Judged judged = new Verdicts(passed, 0).judge(published.now(), prints);
            sum.add(judged);
            republishable.addAll(judged.of(Verdict.DIFFERING));
            republishable.addAll(judged.of(Verdict.EXTRA));
            lookCloser(partition, judged, folded);
        }
    }

    Checked checked() {
        return new Checked(sum.with(differences), republishable);
    }

    private void lookCloser(int partition, Judged judged, Map<String, Merged> folded) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        judged.keys().forEach((verdict, keys) -> {
            if (verdict != Verdict.MOVING) {
                keys.stream()
                        .limit(Compared.DIFFERENCES_MAX - differences.size())
                        .forEach(key -> verdicts.put(key, verdict));
            }
        });
        if (!verdicts.isEmpty()) {
            Map<String, Merged> here = Items.of(system, MERGED, partition,
                    verdicts.keySet());
            verdicts.forEach((key, verdict) -> {
                if (differences.size() < Compared.DIFFERENCES_MAX) {
                    differences.add(Difference.of(key, verdict, here.get(key), folded.get(key)));
                }
            });
        }
    }
}
