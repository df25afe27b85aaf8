package dev.appdb.bot.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The jobs that wait to be worked on. */
public final class Queue {
    /** Longer than any take-over, after which a job whose replica is gone is worked on by another. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final Sql sql;
    private final Instant now;

    Queue(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /**
     * The moment since when a job is due that nobody works on, if that is long ago: no replica works, or all are busy.
     * Messages do not count, since they wait for Slack.
     */
    public Optional<Instant> stuckSince() {
        Instant longAgo = now.minus(LONGEST_WAIT);
        return sql.first(
                        "SELECT min(execution_time) AS due FROM scheduled_tasks WHERE execution_time < ? AND task_name <>"
                                + " 'message' AND (NOT picked OR last_heartbeat < ?)",
                        row -> row.maybeTime("due"),
                        longAgo,
                        longAgo)
                .flatMap(due -> due);
    }
}
