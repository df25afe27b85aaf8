package dev.appdb.bot.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Numbers for the jobs that go on with a run, so that each is a job of its own and none can be overlooked. */
public final class WakeUps {
    private final Sql sql;

    private final Instant now;

    WakeUps(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    public long next() {
        return sql.first("SELECT nextval('wake_ups') AS number", row -> row.number("number"))
                .orElseThrow();
    }

    /** Makes jobs due now that would wait for longer than any of their kind ever has to. */
    public void bringForward(List<String> kinds, Duration longest) {
        for (String kind : kinds) {
            sql.update(
                    "UPDATE scheduled_tasks SET execution_time = ? WHERE task_name = ? AND NOT picked"
                            + " AND execution_time > ?",
                    now,
                    kind,
                    now.plus(longest));
        }
    }
}
