package io.syncline.benchmarks;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param unit of the figures; empty for a ratio
 * @param target what it has to keep; empty where nothing is asked of it
 * @param held whether it does
 */
public record Row(String name, String unit, Spread spread, String target, boolean held) {

    private static final String LINE = "%-2s %-44s %12s %12s %12s  %-10s %s%n";

    /** Only told. */
    public static Row told(String name, String unit, Spread spread) {
        return new Row(name, unit, spread, "", true);
    }

    /** A ratio that must not be less. */
    public static Row atLeast(String name, Spread ratio, double target) {
        return new Row(name, "", ratio, ">= " + target, ratio.figure() >= target);
    }

    /** A ratio that must not be more. */
    public static Row atMost(String name, Spread ratio, double target) {
        return new Row(name, "", ratio, "<= " + target, ratio.figure() <= target);
    }

    /** A figure that must not be more, in the same unit. */
    public static Row atMost(String name, String unit, Spread figure, double target) {
        return new Row(name, unit, figure, "<= " + target, figure.figure() <= target);
    }

    /** Whether a target asks anything of it. */
    public boolean isJudged() {
        return !target.isEmpty();
    }

    public static String header() {
        return LINE.formatted("", "", "figure", "min", "max", "unit", "target");
    }

    public String line() {
        String verdict = held ? "ok" : "NO";
        return LINE.formatted(isJudged() ? verdict : "", name, text(spread.figure()),
                text(spread.min()), text(spread.max()), unit, target);
    }

    private String text(double value) {
        return String.format(Locale.ROOT, unit.isEmpty() ? "%.3f" : "%,.0f", value);
    }
}
