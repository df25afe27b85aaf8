package dev.appdb.setting;

import dev.appdb.failure.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Problems as people who answer questions read them. */
public final class ProblemLabels {
    private ProblemLabels() {}

    /** A problem in a front end's answers, by the labels of its settings instead of their flags. */
    public static String of(Problem problem) {
        String labels = Arrays.stream(problem.subject().split(", ", -1))
                .map(flag -> Settings.ALL.stream()
                        .filter(setting -> flag.equals(setting.flag()) || flag.equals(setting.negatedFlag()))
                        .map(Setting::label)
                        .findFirst()
                        .orElse(flag))
                .collect(Collectors.joining(", "));
        if (problem.missing()) {
            return labels + " is missing";
        }
        return labels.isEmpty() ? problem.text() : labels + ": " + problem.text();
    }
}
