package io.syncline.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What methods measured that were run in turn, each time in a process of its own, so that whatever
 * else the machine does meets all of them.
 *
 * @param runs by method, one a pass
 */
record SideBySide(Map<String, List<JmhRun>> runs) {

    /** Runs one method in a process of its own. */
    interface Measured {
        JmhRun run(String method) throws RunnerException;
    }

    static SideBySide of(int passes, List<String> methods, Measured measured)
            throws RunnerException {
        Map<String, List<JmhRun>> runs = new LinkedHashMap<>();
        for (int pass = 1; pass <= passes; pass++) {
            for (String method : methods) {
                runs.computeIfAbsent(method, name -> new ArrayList<>()).add(measured.run(method));
            }
        }
        return new SideBySide(runs);
    }

    /** How often a second, over all passes. */
    Spread rate(String method) {
        return all(method, JmhRun::perSecond);
    }

    /** How many bytes were allocated each time, over all passes. */
    Spread allocated(String method) {
        return all(method, JmhRun::bytesEach);
    }

    /** How often over how often the yardstick, pass by pass. */
    Spread ratio(String method, String yardstick) {
        List<JmhRun> ours = of(method);
        List<JmhRun> others = of(yardstick);
        List<Double> ratios = new ArrayList<>();
        for (int pass = 0; pass < ours.size(); pass++) {
            ratios.add(median(ours.get(pass)) / median(others.get(pass)));
        }
        return Spread.medianOf(ratios);
    }

    private Spread all(String method, Function<JmhRun, List<Double>> figures) {
        return Spread.medianOf(of(method).stream()
                .flatMap(run -> figures.apply(run).stream())
                .toList());
    }

    private List<JmhRun> of(String method) {
        List<JmhRun> measured = runs.get(method);
        if (measured == null) {
            throw new IllegalArgumentException(method + " was not measured, " + runs.keySet()
                    + " were");
        }
        return measured;
    }

    private static double median(JmhRun run) {
        return Spread.medianOf(run.perSecond()).figure();
    }
}
