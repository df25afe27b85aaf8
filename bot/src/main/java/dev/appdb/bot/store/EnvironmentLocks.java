package dev.appdb.bot.store;

import java.time.Instant;
import java.util.Optional;

/**
 * The locks of environments. A lock is a run's, not a process's: whichever replica goes on with the run has it. It
 * ends in the same transaction as the run, and a holder that has ended, or that can't be resumed, does not count.
 */
public final class EnvironmentLocks {
    private final Sql sql;
    private final Instant now;

    EnvironmentLocks(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /**
     * Takes the lock, unless another run that is still going on has it; for a run that has it already, nothing changes.
     *
     * @return who has it instead
     */
    public Optional<Holder> take(EnvironmentKey environment, String run) {
        String app = environment.app().value();
        String name = environment.environment().value();
        sql.update(
                "INSERT INTO environment_locks (app, environment, run_id, taken_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (app, environment) DO UPDATE SET run_id = excluded.run_id,"
                        + " taken_at = excluded.taken_at WHERE NOT EXISTS (SELECT FROM runs r WHERE"
                        + " r.id = environment_locks.run_id AND r.ended_at IS NULL AND EXISTS (SELECT FROM"
                        + " scheduled_tasks s WHERE s.task_name = 'run' AND s.task_instance LIKE r.id || '#%'))",
                app, name, run, now);
        return holder(environment).filter(holder -> !holder.run().equals(run));
    }

    public Optional<Holder> holder(EnvironmentKey environment) {
        return sql.first(
                "SELECT l.run_id, l.taken_at, r.requester, r.command FROM environment_locks l LEFT JOIN runs r"
                        + " ON r.id = l.run_id WHERE l.app = ? AND l.environment = ?",
                row -> new Holder(
                        row.text("run_id"),
                        row.maybeText("requester").orElse(""),
                        row.maybeText("command").orElse(""),
                        row.time("taken_at")),
                environment.app().value(),
                environment.environment().value());
    }

    /** Lets go, if the run has it. */
    public void release(EnvironmentKey environment, String run) {
        sql.update(
                "DELETE FROM environment_locks WHERE app = ? AND environment = ? AND run_id = ?",
                environment.app().value(),
                environment.environment().value(),
                run);
    }

    /** The run that has waited longest for the lock. */
    public Optional<String> nextInLine(EnvironmentKey environment) {
        return sql.first(
                "SELECT id FROM runs WHERE app = ? AND environment = ? AND state = 'QUEUED'"
                        + " ORDER BY created_at, id LIMIT 1",
                row -> row.text("id"),
                environment.app().value(),
                environment.environment().value());
    }

    /**
     * The holder of a lock.
     *
     * @param requester who asked for the run
     * @param command what it does
     */
    public record Holder(String run, String requester, String command, Instant since) {}
}
