package dev.appdb.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** The results of several runs: their median, and the spread from the lowest to the highest. */
record Samples(String unit, double[] sorted) {

    Samples {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = sorted.clone();
        Arrays.sort(sorted);
    }

    static Samples of(String unit, Collection<? extends Number> values) {
        return new Samples(
                unit, values.stream().mapToDouble(Number::doubleValue).toArray());
    }

    /** A value that is the same in each run, such as a size. */
    static Samples exactly(String unit, double value) {
        return new Samples(unit, new double[] {value});
    }

    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double lowest() {
        return sorted[0];
    }

    double highest() {
        return sorted[sorted.length - 1];
    }

    /** Such as {@code 12.3 ms (11.9–14.0)}; the spread is left out where there is none. */
    @Override
    public String toString() {
        String middle = number(median()) + (unit.isEmpty() ? "" : " " + unit);
        return lowest() == highest() ? middle : middle + " (" + number(lowest()) + "–" + number(highest()) + ")";
    }

    /** With three digits that count, more in front of the point. */
    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(
                Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }
}
