package dev.appdb.bot.store;

import dev.appdb.engine.CheckProgress;
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

    /** Keeps the difference of a run's check from those before it, with the check's result. */
    public void putProgress(String run, CheckProgress progress) {
        sql.update(
                "UPDATE run_results SET progress = ?::jsonb WHERE run_id = ? AND step = ?",
                StoredJson.write(progress),
                run,
                ProcedureStep.CHECK_ROLES);
    }

    /** The difference of the run's check from those before it; the first one's where none is kept. */
    public CheckProgress progress(String run) {
        return sql.first(
                        "SELECT progress FROM run_results WHERE run_id = ? AND step = ? AND progress IS NOT NULL",
                        row -> StoredJson.read(row.text("progress"), CheckProgress.class),
                        run,
                        ProcedureStep.CHECK_ROLES)
                .orElseGet(CheckProgress::first);
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
