package dev.appdb.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How big an Aurora Serverless v2 cluster is, and whether it is meant to last.
 *
 * @param capacity the range that each instance scales in
 * @param readers 0 to 15 instances beside the writer
 * @param pauseAfter how long without a connection until an instance pauses, 300 s to 86,400 s; only with a minimum of 0
 *     ACU, and then 300 s if not given
 * @param temporary whether everything may go at once, as for a test of a pull request: no deletion protection, no final
 *     snapshot
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html">AWS:
 *     pausing</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Replication.html">AWS: 15 readers</a>
 */
public record AuroraSettings(Capacity capacity, int readers, Optional<Duration> pauseAfter, boolean temporary) {
    public static final Duration SHORTEST_PAUSE = Duration.ofMinutes(5);
    public static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    /** What somebody gets who asks for nothing in particular: the reference's range, one instance, meant to last. */
    public static final AuroraSettings DEFAULT = new AuroraSettings(Capacity.DEFAULT, 0, Optional.empty(), false);

    private static final int MOST_READERS = 15;

    /** @throws IllegalArgumentException naming everything that is out of range */
    public AuroraSettings {
        List<String> problems = new ArrayList<>();
        if (readers < 0 || readers > MOST_READERS) {
            problems.add("readers are 0 to 15, not " + readers);
        }
        if (pauseAfter.isPresent() && capacity.minAcu() != 0) {
            problems.add("only a minimum capacity of 0 ACU pauses, and it is " + capacity.minAcu());
        }
        if (pauseAfter.filter(AuroraSettings::isOutOfRange).isPresent()) {
            problems.add("pausing takes 300 to 86400 s without a connection, not "
                    + pauseAfter.get().toSeconds() + " s");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("cluster is not valid: " + String.join("; ", problems));
        }
    }

    private static boolean isOutOfRange(Duration pause) {
        return pause.compareTo(SHORTEST_PAUSE) < 0 || pause.compareTo(LONGEST_PAUSE) > 0;
    }
}
