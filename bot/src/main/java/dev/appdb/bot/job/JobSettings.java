package dev.appdb.bot.job;

import dev.appdb.bot.store.Pace;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of one replica's jobs.
 *
 * @param replica this replica's name, unique among those of one database
 * @param threads how many jobs run at the same time
 * @param polling how often due jobs are looked for
 * @param heartbeat how often a replica says that it still works; after four missed ones, looked for every second one,
 *     another replica goes on: within six heartbeats and one polling
 * @param longestStop how long a stop waits for steps to end; what has not ended then is handed over by its heartbeats
 * @param posts the pace of posts to a channel: Slack allows one a second, and short bursts
 * @param updates the pace of all updates: Slack allows 50 a minute
 * @param runsKept how long runs stay after their end, with their events
 * @param auditKept how long entries of the audit log stay; empty for as long as nobody says otherwise
 */
public record JobSettings(
        String replica,
        int threads,
        Duration polling,
        Duration heartbeat,
        Duration longestStop,
        Pace posts,
        Pace updates,
        Duration runsKept,
        Optional<Duration> auditKept) {

    /** As long as the runs of a project's journal. */
    public static final Duration RUNS_KEPT = Duration.ofDays(180);

    /** Missed heartbeats after which a replica counts as dead: the least that db-scheduler allows. */
    public static final int MISSED_HEARTBEATS = 4;

    /** Slack says that it allows short bursts, and not how long; what it refuses is sent when it says so. */
    private static final int BURST = 4;

    /** Another replica goes on within 25 s. */
    public static JobSettings standard(String replica) {
        return new JobSettings(
                replica,
                10,
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofSeconds(60),
                new Pace(Duration.ofSeconds(1), BURST),
                new Pace(Duration.ofMillis(1200), BURST),
                RUNS_KEPT,
                Optional.empty());
    }

    /** The same settings with another time for which runs stay. */
    public JobSettings keepingRuns(Duration kept) {
        return new JobSettings(replica, threads, polling, heartbeat, longestStop, posts, updates, kept, auditKept);
    }

    /** The same settings with another time for which the audit log stays. */
    public JobSettings keepingAudit(Optional<Duration> kept) {
        return new JobSettings(replica, threads, polling, heartbeat, longestStop, posts, updates, runsKept, kept);
    }
}
