package dev.appdb.bot.store;

import dev.appdb.engine.RunRecord;
import dev.appdb.event.EventJson;
import dev.appdb.event.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The engine's events, a row each. */
public final class RunEventRows {
    private final Sql sql;

    RunEventRows(Sql sql) {
        this.sql = sql;
    }

    /** @throws StaleClaimException if another worker has the run by now */
    void add(StoredRun claimed, RunEvent event) {
        int added = sql.update(
                "INSERT INTO run_events (engine_run, sequence, run_id, event, at) SELECT ?, ?, id, ?, ? FROM runs"
                        + " WHERE id = ? AND generation = ? ON CONFLICT (engine_run, sequence) DO NOTHING",
                event.header().runId(),
                event.header().sequence(),
                EventJson.toLine(event),
                event.header().at(),
                claimed.id(),
                claimed.generation());
        if (added == 0) {
            throw new StaleClaimException("run " + claimed.id());
        }
    }

    /** An event of an engine run that belongs to no run of the bot, such as a scheduled check's. */
    void add(RunEvent event) {
        sql.update(
                "INSERT INTO run_events (engine_run, sequence, event, at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (engine_run, sequence) DO NOTHING",
                event.header().runId(),
                event.header().sequence(),
                EventJson.toLine(event),
                event.header().at());
    }

    /** All events of a run of the bot, through all of its engine runs. */
    public List<RunEvent> of(String run) {
        return sql.list(
                "SELECT e.event FROM run_events e JOIN (SELECT engine_run, min(at) AS begun FROM run_events"
                        + " WHERE run_id = ? GROUP BY engine_run) g USING (engine_run)"
                        + " ORDER BY g.begun, e.engine_run, e.sequence",
                row -> EventJson.fromLine(row.text("event")),
                run);
    }

    /** The newest engine runs first. */
    List<RunRecord> newest(int limit) {
        return records(
                "SELECT e.* FROM run_events e JOIN (SELECT engine_run, at AS begun FROM run_events WHERE sequence = 1"
                        + " ORDER BY at DESC, engine_run DESC LIMIT ?) g USING (engine_run)"
                        + " ORDER BY g.begun DESC, e.engine_run DESC, e.sequence",
                limit);
    }

    List<RunRecord> one(String engineRun) {
        return records("SELECT * FROM run_events WHERE engine_run = ? ORDER BY sequence", engineRun);
    }

    private List<RunRecord> records(String statement, Object parameter) {
        Map<String, List<RunEvent>> byRun = new LinkedHashMap<>();
        sql.list(statement, row -> EventJson.fromLine(row.text("event")), parameter)
                .forEach(event -> byRun.computeIfAbsent(event.header().runId(), run -> new ArrayList<>())
                        .add(event));
        List<RunRecord> records = new ArrayList<>();
        byRun.forEach((id, events) -> {
            if (events.get(0) instanceof RunEvent.RunStarted started) {
                records.add(new RunRecord(id, started, events));
            }
        });
        return records;
    }

    /** Forgets what no run of the bot holds on to. */
    public int purge(java.time.Instant before) {
        return sql.update("DELETE FROM run_events WHERE run_id IS NULL AND at < ?", before);
    }
}
