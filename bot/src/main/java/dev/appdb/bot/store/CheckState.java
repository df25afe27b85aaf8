package dev.appdb.bot.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The result of an environment's scheduled checks.
 *
 * @param verdict {@code passed}, {@code failed} or {@code unknown}
 * @param problems the failed checks' ids, or a failure's code; sorted
 * @param checkedAt when it was last checked; empty if it never was, since it is paused
 * @param since when it became so
 * @param posted the verdict that was posted last
 * @param postedProblems its problems
 * @param pausedSince when the database paused, where the last schedule found it so and did not wake it
 */
public record CheckState(
        EnvironmentKey environment,
        String verdict,
        List<String> problems,
        Optional<Instant> checkedAt,
        Instant since,
        String posted,
        List<String> postedProblems,
        Optional<Instant> pausedSince) {
    public static final String PASSED = "passed";
    public static final String FAILED = "failed";
    public static final String UNKNOWN = "unknown";

    public CheckState {
        problems = problems.stream().sorted().distinct().toList();
        postedProblems = List.copyOf(postedProblems);
    }

    /** True if it differs from what was posted last. */
    public boolean isNews() {
        return !verdict.equals(posted) || !problems.equals(postedProblems);
    }
}
