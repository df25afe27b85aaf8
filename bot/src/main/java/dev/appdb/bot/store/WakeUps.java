package dev.appdb.bot.store;

/** Numbers for the jobs that go on with a run, so that each is a job of its own and none can be overlooked. */
public final class WakeUps {
    private final Sql sql;

    WakeUps(Sql sql) {
        this.sql = sql;
    }

    public long next() {
        return sql.first("SELECT nextval('wake_ups') AS number", row -> row.number("number"))
                .orElseThrow();
    }
}
