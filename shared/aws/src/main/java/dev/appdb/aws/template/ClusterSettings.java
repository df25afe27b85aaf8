package dev.appdb.aws.template;

import dev.appdb.request.AuroraSettings;
import dev.appdb.request.Capacity;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.StorageType;
import java.time.Duration;
import java.util.Optional;

/**
 * The size and version of the cluster.
 *
 * @param version the major version of PostgreSQL; Aurora chooses the minor version
 * @param capacity the range that each instance scales in
 * @param readers 0 to 15 instances beside the writer
 * @param pauseAfter the time without a connection until an instance pauses, 300 s to 86,400 s; only with a minimum of 0
 *     ACU, and then 300 s if not given
 * @param dataApi true for an HTTPS endpoint that runs SQL
 * @param storageType how storage is billed
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html">AWS:
 *     pausing</a>
 */
public record ClusterSettings(
        PostgresVersion version,
        Capacity capacity,
        int readers,
        Optional<Duration> pauseAfter,
        boolean dataApi,
        StorageType storageType) {
    /** @throws IllegalArgumentException naming everything that is out of range */
    public ClusterSettings {
        // The settings have the rules; what they take, a cluster has.
        new AuroraSettings(capacity, readers, pauseAfter, false);
    }

    /** The settings of a request. */
    public static ClusterSettings of(PostgresVersion version, AuroraSettings settings) {
        return new ClusterSettings(
                version,
                settings.capacity(),
                settings.readers(),
                settings.pauseAfter(),
                settings.dataApi(),
                settings.storageType());
    }

    /** Returns true if the cluster pauses while there are no connections. */
    public boolean pauses() {
        return capacity.minAcu() == 0;
    }

    /** The time without a connection until it pauses; empty if it never does. */
    Optional<Duration> pausesAfter() {
        return pauses() ? Optional.of(pauseAfter.orElse(AuroraSettings.SHORTEST_PAUSE)) : Optional.empty();
    }

    /**
     * The maximum of connections to one instance, which depends on the maximum capacity: about 211.4 for each ACU, at
     * most 5,000, and at most 2,000 with a minimum of 0 or 0.5 ACU.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html">AWS:
     *     the table that this reproduces</a>
     */
    int maxConnections() {
        int cap = capacity.minAcu() <= 0.5 ? 2_000 : 5_000;
        return (int) Math.min(cap, Math.round(211.4 * capacity.maxAcu() - 22.4));
    }
}
