package io.syncline.benchmarks;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * One figure for several values, and the least and the greatest of them.
 *
 * @param figure their median or mean
 */
public record Spread(double figure, double min, double max) {

    /** The median of these values. */
    public static Spread medianOf(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("No values, no median");
        }
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** The mean of these values. */
    static Spread meanOf(Collection<Integer> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("No values, no mean");
        }
        DoubleSummaryStatistics all = values.stream()
                .mapToDouble(Integer::doubleValue)
                .summaryStatistics();
        return new Spread(all.getAverage(), all.getMin(), all.getMax());
    }

    /** The same in another unit. */
    Spread times(double factor) {
        return new Spread(figure * factor, min * factor, max * factor);
    }

    /** This figure over the other's; nothing is said of how far that varies. */
    Spread over(Spread other) {
        double quotient = figure / other.figure;
        return new Spread(quotient, quotient, quotient);
    }
}
