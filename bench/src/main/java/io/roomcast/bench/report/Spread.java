package io.roomcast.bench.report;

import java.util.Collection;
import java.util.Locale;

/** The median of some values, with the smallest and the largest, and how many there are. */
public record Spread(double median, double least, double most, int count) {
    /** Returns the spread of at least one value. */
    public static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }

    /** Whether the largest value is less than twice the smallest. */
    boolean isSteady() {
        return most < 2 * least;
    }

    /** Whether there are several values, all of them on one side of 1. */
    boolean isClear() {
        return count > 1 && (most < 1 || least > 1);
    }

    @Override
    public String toString() {
        return least == most ? number(median) : number(median) + " (" + number(least) + "–" + number(most) + ")";
    }

    /** Returns a number with three significant digits, or all digits before the point. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
