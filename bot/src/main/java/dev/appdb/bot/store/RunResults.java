package dev.appdb.bot.store;

import dev.appdb.engine.ProcedureStep;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The results of the steps of runs, as JSON. */
public final class RunResults {
    private final Sql sql;
    private final Instant now;

    RunResults(Sql sql, Instant now) {
        this.sql = sql;
        this.now = now;
    }

    /** Keeps a step's result, in place of what the step came to before. */
    public void put(String run, ProcedureStep step, String json) {
        sql.update(
                "INSERT INTO run_results (run_id, step, result, at) VALUES (?, ?, ?::jsonb, ?)"
                        + " ON CONFLICT (run_id, step) DO UPDATE SET result = excluded.result, at = excluded.at",
                run,
                step,
                json,
                now);
    }

    public Map<ProcedureStep, String> of(String run) {
        Map<ProcedureStep, String> results = new EnumMap<>(ProcedureStep.class);
        sql.list(
                        "SELECT step, result FROM run_results WHERE run_id = ?",
                        row -> Map.entry(ProcedureStep.valueOf(row.text("step")), row.text("result")),
                        run)
                .forEach(entry -> results.put(entry.getKey(), entry.getValue()));
        return results;
    }
}
