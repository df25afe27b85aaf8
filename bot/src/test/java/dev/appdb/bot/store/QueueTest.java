package dev.appdb.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final TestDatabase database = new TestDatabase();
    private final Store store = new Store(database.dataSource(), Clock.fixed(NOON, ZoneOffset.UTC));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anEmptyQueueMoves() {
        store.migrate();
        assertThat(stuckSince()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // task, due, picked, heartbeat, stuck
        "delivery, 11:57:00, false, , true",
        "delivery, 11:59:00, false, , false",
        "run, 12:30:00, false, , false",
        "run, 11:00:00, true, 11:59:50, false",
        "run, 11:00:00, true, 11:50:00, true",
        "message, 11:00:00, false, , false"
    })
    void aJobWithoutAWorkerIsFound(String task, String due, boolean picked, String heartbeat, boolean stuck)
            throws SQLException {
        store.migrate();
        execute(
                "INSERT INTO appdb_bot.scheduled_tasks (task_name, task_instance, execution_time, picked, last_heartbeat,"
                        + " version) VALUES ('" + task + "', 'x', '2026-11-23T" + due + "Z', " + picked + ", "
                        + (heartbeat == null ? "NULL" : "'2026-11-23T" + heartbeat + "Z'") + ", 1)");

        assertThat(stuckSince())
                .isEqualTo(stuck ? Optional.of(Instant.parse("2026-11-23T" + due + "Z")) : Optional.empty());
    }

    private Optional<Instant> stuckSince() {
        return store.within(transaction -> transaction.queue().stuckSince());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
