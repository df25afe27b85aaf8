package dev.appdb.request;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The times, in days, for which CloudWatch Logs can keep a log.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">AWS:
 *     PutRetentionPolicy</a>
 */
public final class LogRetention {
    /** The numbers of days that CloudWatch Logs takes. */
    public static final Set<Integer> DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    /** A year: the shortest that AWS Control Tower's proactive rule CT.CLOUDWATCH.PR.2 takes. */
    public static final int DEFAULT_DAYS = 365;

    private LogRetention() {}

    /** @throws IllegalArgumentException if CloudWatch Logs does not take this number */
    public static int requireDays(int days) {
        if (!DAYS.contains(days)) {
            throw new IllegalArgumentException(problem(days));
        }
        return days;
    }

    static String problem(int days) {
        return "CloudWatch keeps logs for "
                + new TreeSet<>(DAYS).stream().map(String::valueOf).collect(Collectors.joining(", ")) + " days, not "
                + days;
    }
}
