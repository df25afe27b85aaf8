package dev.appdb.bot.store;

import dev.appdb.engine.ProcedureStep;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.plan.Plan;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The runs of the bot. A worker claims one, which makes it the only one that may change it: the claim counts the run's
 * generation up, and whoever holds an older generation is refused.
 */
public final class Runs {
    private final Sql sql;
    private final Instant now;

    Runs(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /**
     * Keeps a new run.
     *
     * @return false if its origin has made a run before; then nothing was changed
     */
    public boolean add(String id, NewRun run, ProcedureStep first) {
        return sql.update(
                        "INSERT INTO runs (id, origin, command, typed, app, environment, requester, channel, delivery, private,"
                                + " answers, allowed, break_glass, requirements, same_database, approval_seconds, state, step,"
                                + " created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?::jsonb,"
                                + " ?::jsonb, ?, 'READY', ?, ?, ?) ON CONFLICT (origin) DO NOTHING",
                        id,
                        run.origin(),
                        run.command(),
                        run.typed(),
                        run.environment().app().value(),
                        run.environment().environment().value(),
                        run.requester(),
                        run.channel(),
                        run.delivery(),
                        run.isPrivate(),
                        StoredJson.write(run.answers()),
                        StoredJson.write(run.allowed()),
                        run.breakGlass(),
                        StoredJson.write(run.requirements()),
                        StoredJson.write(run.sameDatabase().stream()
                                .map(EnvironmentKey::toString)
                                .sorted()
                                .toList()),
                        run.approvalLasts().toSeconds(),
                        first,
                        now,
                        now)
                == 1;
    }

    public Optional<StoredRun> find(String id) {
        return sql.first("SELECT * FROM runs WHERE id = ?", Runs::read, id);
    }

    public Optional<StoredRun> ofOrigin(String origin) {
        return sql.first("SELECT * FROM runs WHERE origin = ?", Runs::read, origin);
    }

    /** One that nobody else changes until this transaction ends. */
    public Optional<StoredRun> locked(String id) {
        return sql.first("SELECT * FROM runs WHERE id = ? FOR UPDATE", Runs::read, id);
    }

    /** The newest first. */
    public List<StoredRun> newest(Optional<EnvironmentKey> environment, int limit) {
        return sql.list(
                "SELECT * FROM runs WHERE (?::text IS NULL OR app = ? AND environment = ?)"
                        + " ORDER BY created_at DESC, id DESC LIMIT ?",
                Runs::read,
                environment.map(key -> key.app().value()),
                environment.map(key -> key.app().value()),
                environment.map(key -> key.environment().value()),
                limit);
    }

    /** Returns whether a person's access to a run's environment was revoked after that run had begun, or is being revoked. */
    public boolean isRevoked(StoredRun run, String user) {
        return sql.first(
                        "SELECT id FROM runs WHERE app = ? AND environment = ? AND command = 'access revoke'"
                                + " AND answers ->> 'access-user' = ? AND created_at >= ? AND result IS DISTINCT FROM 'REFUSED'"
                                + " AND (result IS NOT NULL OR step = ?)",
                        row -> row.text("id"),
                        run.environment().app().value(),
                        run.environment().environment().value(),
                        user,
                        run.createdAt(),
                        ProcedureStep.CHANGE_ACCESS)
                .isPresent();
    }

    /** Those that have not ended, the oldest first. */
    public List<StoredRun> open() {
        return sql.list("SELECT * FROM runs WHERE ended_at IS NULL ORDER BY created_at, id", Runs::read);
    }

    /**
     * Makes a job the only one that may change the run.
     *
     * @param job the job's own id: the same job may claim again, as when another replica goes on with it
     * @return empty if there is no such run, it has ended, or another job has it
     */
    public Optional<StoredRun> claim(String id, String job, String replica) {
        return sql.first(
                "UPDATE runs SET generation = generation + 1, claimed_by = ?, replica = ?, updated_at = ?"
                        + " WHERE id = ? AND ended_at IS NULL AND (claimed_by IS NULL OR claimed_by = ?) RETURNING *",
                Runs::read,
                job,
                replica,
                now,
                id,
                job);
    }

    /** Passes if the worker's claim still counts, and keeps it so until this transaction ends. */
    public StoredRun require(StoredRun claimed) {
        return sql.first(
                        "SELECT * FROM runs WHERE id = ? AND generation = ? FOR UPDATE",
                        Runs::read,
                        claimed.id(),
                        claimed.generation())
                .orElseThrow(() -> new StaleClaimException("run " + claimed.id()));
    }

    /**
     * Goes on with a claimed run; unless it is ready for its next step, the claim ends.
     *
     * @throws StaleClaimException if another worker has it by now
     */
    public StoredRun change(StoredRun claimed, RunChange change) {
        return sql.first(
                        "UPDATE runs SET state = ?, step = ?, approval_id = ?, plan = ?::jsonb, approval_until = ?,"
                                + " result = ?, failure = ?::jsonb, updated_at = ?,"
                                + " claimed_by = CASE WHEN ? THEN claimed_by END,"
                                + " ended_at = ?::timestamptz WHERE id = ? AND generation = ? RETURNING *",
                        Runs::read,
                        change.state(),
                        change.step(),
                        change.approvalId(),
                        change.plan().map(StoredJson::write),
                        change.approvalUntil(),
                        change.result(),
                        change.failure().map(StoredJson::write),
                        now,
                        change.state() == RunState.READY,
                        change.state() == RunState.ENDED ? Optional.of(now) : Optional.empty(),
                        claimed.id(),
                        claimed.generation())
                .orElseThrow(() -> new StaleClaimException("run " + claimed.id()));
    }

    /** Takes note of the engine's run under way, and of the database that it is about. */
    public StoredRun engineRun(StoredRun claimed, String engineRun, DatabaseKey database) {
        return sql.first(
                        "UPDATE runs SET engine_run = ?, database = ?, identity = ? WHERE id = ? AND generation = ? RETURNING *",
                        Runs::read,
                        engineRun,
                        database.value(),
                        database.identity(),
                        claimed.id(),
                        claimed.generation())
                .orElseThrow(() -> new StaleClaimException("run " + claimed.id()));
    }

    /** Those that nobody goes on with although they could be gone on with: there should be none, ever. */
    public List<String> forgotten(Duration quiet) {
        return sql.list(
                "SELECT id FROM runs r WHERE ended_at IS NULL AND updated_at < ? AND NOT EXISTS (SELECT FROM"
                        + " scheduled_tasks s WHERE s.task_name = 'run' AND s.task_instance LIKE r.id || '#%')",
                row -> row.text("id"), now.minus(quiet));
    }

    /** Ends the claim of a job that is not there any more. */
    public void unclaim(String id) {
        sql.update("UPDATE runs SET claimed_by = NULL WHERE id = ?", id);
    }

    /** Forgets runs that ended long ago, with their events and messages. */
    public int purge(Duration kept) {
        return sql.update("DELETE FROM runs WHERE ended_at < ?", now.minus(kept));
    }

    private static Optional<DatabaseKey> identified(Row row) throws SQLException {
        Optional<String> identity = row.maybeText("identity");
        return row.maybeText("database").map(value -> new DatabaseKey(value, identity));
    }

    static StoredRun read(Row row) throws SQLException {
        NewRun asked = new NewRun(
                row.text("origin"),
                row.text("command"),
                row.text("typed"),
                row.environment(),
                row.text("requester"),
                row.text("channel"),
                row.flag("private"),
                row.maybeText("delivery"),
                StoredJson.map(row.text("answers")),
                Set.copyOf(StoredJson.list(row.text("allowed"))),
                row.maybeText("break_glass"),
                List.of(StoredJson.read(row.text("requirements"), RequiredApprovals[].class)),
                StoredJson.list(row.text("same_database")).stream()
                        .map(EnvironmentKey::read)
                        .collect(Collectors.toSet()),
                Duration.ofSeconds(row.number("approval_seconds")));
        return new StoredRun(
                row.text("id"),
                asked,
                RunState.valueOf(row.text("state")),
                ProcedureStep.valueOf(row.text("step")),
                row.number("generation"),
                row.maybeText("replica"),
                row.maybeText("plan").map(json -> StoredJson.read(json, Plan.class)),
                row.maybeText("approval_id"),
                row.maybeTime("approval_until"),
                row.maybeText("engine_run"),
                identified(row),
                row.maybeText("result").map(RunResult::valueOf),
                row.maybeText("failure").map(json -> StoredJson.read(json, Failure.class)),
                row.time("created_at"),
                row.time("updated_at"),
                row.maybeTime("ended_at"));
    }
}
