package dev.appdb.bot.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The locks of environments and of the databases that they lead to. A lock is a run's, not a process's: whichever replica
 * goes on with the run has it. It ends in the same transaction as the run, and a holder that has ended, or that can't be
 * resumed, does not count.
 */
public final class Locks {
    private final Sql sql;
    private final Instant now;

    Locks(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /**
     * Takes both locks, unless another run that is still going on has one; for a run that has them already, nothing changes.
     *
     * @return who has one of them instead; then the run has none
     */
    public Optional<Holder> take(EnvironmentKey environment, Optional<DatabaseKey> database, String run) {
        for (String key : keys(environment, database)) {
            sql.update(
                    "INSERT INTO locks (key, run_id, taken_at) VALUES (?, ?, ?)"
                            + " ON CONFLICT (key) DO UPDATE SET run_id = excluded.run_id,"
                            + " taken_at = excluded.taken_at WHERE NOT EXISTS (SELECT FROM runs r WHERE"
                            + " r.id = locks.run_id AND r.ended_at IS NULL AND EXISTS (SELECT FROM"
                            + " scheduled_tasks s WHERE s.task_name = 'run' AND s.task_instance LIKE r.id || '#%'))",
                    key, run, now);
            Optional<Holder> other = holder(key).filter(holder -> !holder.run().equals(run));
            if (other.isPresent()) {
                release(run);
                return other;
            }
        }
        return Optional.empty();
    }

    /** The holder of the environment, or of the database that it leads to. */
    public Optional<Holder> holder(EnvironmentKey environment) {
        return keys(environment, new EnvironmentDatabases(sql, now).of(environment)).stream()
                .flatMap(key -> holder(key).stream())
                .findFirst();
    }

    /** The holder of what a run changes. */
    public Optional<Holder> holder(StoredRun run) {
        return run.database().stream()
                .flatMap(database -> ofDatabase(database).stream())
                .flatMap(key -> holder(key).stream())
                .findFirst()
                .or(() -> holder(run.environment()));
    }

    private Optional<Holder> holder(String key) {
        return sql.first(
                "SELECT l.run_id, l.taken_at, r.requester, r.command FROM locks l LEFT JOIN runs r"
                        + " ON r.id = l.run_id WHERE l.key = ?",
                row -> new Holder(
                        row.text("run_id"),
                        row.maybeText("requester").orElse(""),
                        row.maybeText("command").orElse(""),
                        row.time("taken_at")),
                key);
    }

    /** The database's first, for everybody, so that no two wait for each other. */
    private static List<String> keys(EnvironmentKey environment, Optional<DatabaseKey> database) {
        List<String> keys = new ArrayList<>();
        database.ifPresent(key -> keys.addAll(ofDatabase(key)));
        keys.add("environment " + environment);
        return keys;
    }

    private static List<String> ofDatabase(DatabaseKey database) {
        List<String> keys = new ArrayList<>(List.of("database " + database.value()));
        database.identity().ifPresent(identity -> keys.add("identity " + identity));
        return keys;
    }

    /** Lets go of all that the run has. */
    public void release(String run) {
        sql.update("DELETE FROM locks WHERE run_id = ?", run);
    }

    /** The runs that have waited longest for the environment, and for the database. */
    public List<String> nextInLine(EnvironmentKey environment, Optional<DatabaseKey> database) {
        Optional<String> ofEnvironment = sql.first(
                "SELECT id FROM runs WHERE app = ? AND environment = ? AND state = 'QUEUED'"
                        + " ORDER BY created_at, id LIMIT 1",
                row -> row.text("id"),
                environment.app().value(),
                environment.environment().value());
        Optional<String> ofDatabase = sql.first(
                "SELECT id FROM runs WHERE (database = ? OR identity = ?) AND ended_at IS NULL AND state = 'QUEUED'"
                        + " ORDER BY created_at, id LIMIT 1",
                row -> row.text("id"),
                database.map(DatabaseKey::value),
                database.flatMap(DatabaseKey::identity));
        return Stream.concat(ofEnvironment.stream(), ofDatabase.stream())
                .distinct()
                .toList();
    }

    /**
     * The holder of a lock.
     *
     * @param requester who asked for the run
     * @param command what it does
     */
    public record Holder(String run, String requester, String command, Instant since) {}
}
