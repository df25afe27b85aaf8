package dev.appdb.bot.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The latest results of scheduled checks, and the results that were posted. */
public final class CheckStates {
    private final Sql sql;
    private final Instant now;

    CheckStates(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /**
     * Takes note of a check. What passes the first time is no news. No other job changes this environment's state until
     * the transaction ends.
     */
    public CheckState put(EnvironmentKey environment, String verdict, List<String> problems) {
        String sorted = StoredJson.write(problems.stream().sorted().distinct().toList());
        return sql.first(
                        "INSERT INTO check_states (app, environment, verdict, problems, checked_at, since, said,"
                                + " said_problems) VALUES (?, ?, ?, ?::jsonb, ?, ?, 'passed', '[]') ON CONFLICT (app,"
                                + " environment) DO UPDATE SET verdict = excluded.verdict, problems = excluded.problems,"
                                + " checked_at = excluded.checked_at, paused_since = NULL, since = CASE WHEN (check_states.verdict,"
                                + " check_states.problems) = (excluded.verdict, excluded.problems)"
                                + " THEN check_states.since ELSE excluded.since END RETURNING *",
                        CheckStates::read,
                        environment.app().value(),
                        environment.environment().value(),
                        verdict,
                        sorted,
                        now,
                        now)
                .orElseThrow();
    }

    /**
     * Takes note that a database is paused and was not checked. What is known of it stays, and there is nothing to post.
     *
     * @param since when it paused
     * @param lastChecked when it was last checked, by a schedule or by a person
     */
    public void paused(EnvironmentKey environment, Instant since, Optional<Instant> lastChecked) {
        sql.update(
                "INSERT INTO check_states (app, environment, verdict, problems, checked_at, since, said, said_problems,"
                        + " paused_since) VALUES (?, ?, 'unknown', '[]', ?, ?, 'passed', '[]', ?) ON CONFLICT (app,"
                        + " environment) DO UPDATE SET paused_since = excluded.paused_since,"
                        + " checked_at = GREATEST(check_states.checked_at, excluded.checked_at)",
                environment.app().value(),
                environment.environment().value(),
                lastChecked,
                now,
                since);
    }

    /**
     * Takes note that what is known now is being posted.
     *
     * @return how often something was posted about this environment, this time included
     */
    public long posted(EnvironmentKey environment) {
        return sql.first(
                        "UPDATE check_states SET said = verdict, said_problems = problems,"
                                + " announcements = announcements + 1 WHERE app = ? AND environment = ?"
                                + " RETURNING announcements",
                        row -> row.number("announcements"),
                        environment.app().value(),
                        environment.environment().value())
                .orElseThrow();
    }

    public Optional<CheckState> find(EnvironmentKey environment) {
        return sql.first(
                "SELECT * FROM check_states WHERE app = ? AND environment = ?",
                CheckStates::read,
                environment.app().value(),
                environment.environment().value());
    }

    public List<CheckState> all() {
        return sql.list("SELECT * FROM check_states ORDER BY app, environment", CheckStates::read);
    }

    private static CheckState read(Row row) throws SQLException {
        return new CheckState(
                row.environment(),
                row.text("verdict"),
                StoredJson.list(row.text("problems")),
                row.maybeTime("checked_at"),
                row.time("since"),
                row.text("said"),
                StoredJson.list(row.text("said_problems")),
                row.maybeTime("paused_since"));
    }
}
