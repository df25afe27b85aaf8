package dev.appdb.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Runs several trials in turn, so that whatever else the machine does meets all of them alike. The order turns round from
 * one round to the next.
 */
final class SideBySide {
    private static final double NANOS_IN_A_MILLISECOND = 1e6;

    private SideBySide() {}

    /** One run, and what it measured. */
    @FunctionalInterface
    interface Trial {
        double run() throws Exception;
    }

    /** The work to be timed. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** The duration of the work, in milliseconds. */
    static Trial millis(Work work) {
        return () -> {
            long start = System.nanoTime();
            work.run();
            return (System.nanoTime() - start) / NANOS_IN_A_MILLISECOND;
        };
    }

    /**
     * Runs each as often as is said, after runs that are not counted.
     *
     * @return the samples of each trial, in the trials' order
     */
    static List<Samples> run(String unit, int warmUps, int runs, Trial... trials) throws Exception {
        List<List<Double>> measured = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < trials.length; i++) {
            measured.add(new ArrayList<>());
            order.add(i);
        }
        for (int round = 0; round < warmUps + runs; round++) {
            for (int i : order) {
                double value = trials[i].run();
                if (round >= warmUps) {
                    measured.get(i).add(value);
                }
            }
            Collections.reverse(order);
        }
        return measured.stream().map(values -> Samples.of(unit, values)).toList();
    }

    /** As {@link #run}, for trials in a list. */
    static List<Samples> run(String unit, int warmUps, int runs, List<Trial> trials) throws Exception {
        return run(unit, warmUps, runs, trials.toArray(Trial[]::new));
    }

    /** All values of several samples of one unit, together. */
    static Samples together(List<Samples> parts) {
        return new Samples(
                parts.get(0).unit(),
                parts.stream()
                        .flatMapToDouble(part -> Arrays.stream(part.sorted()))
                        .toArray());
    }
}
