package dev.appdb.bench;

import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StorePool;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** The bot's database, as a benchmark looks into it. */
final class BotTables implements AutoCloseable {
    private static final long LONGEST_WAIT_NANOS = 900_000_000_000L;

    private final String url;
    private final StorePool pool;

    BotTables() throws IOException {
        TestServer server = TestServers.onDefault();
        String user = server.running().master();
        String password = Files.readAllLines(server.running().passwordFile()).stream()
                .map(line -> line.split(":", 5))
                .filter(fields -> fields[3].equals(user))
                .map(fields -> fields[4])
                .findFirst()
                .orElseThrow();
        this.url = "postgresql://" + user + ":" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "@127.0.0.1:"
                + server.running().port() + "/" + server.newDatabase();
        this.pool = StorePool.at(url, 2);
    }

    String url() {
        return url;
    }

    /** Has the bot know an environment of a server. */
    void remember(String app, String serverUrl) {
        new Store(pool.dataSource(), Clock.systemUTC())
                .perform(transaction -> transaction
                        .configurations()
                        .put(
                                EnvironmentKey.of(app, "dev"),
                                new EnvironmentConfiguration(
                                        Map.of("target", "server", "server-url", serverUrl), Map.of()),
                                "U0BENCH"));
    }

    /** The replicas that work on runs now, by the job; empty where a job waits for one. */
    Map<String, String> workersOnRuns() throws SQLException {
        Map<String, String> workers = new TreeMap<>();
        try (Connection connection = pool.dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT task_instance,"
                        + " CASE WHEN picked THEN picked_by ELSE '' END FROM appdb_bot.scheduled_tasks"
                        + " WHERE task_name = 'run'");
                ResultSet found = query.executeQuery()) {
            while (found.next()) {
                workers.put(found.getString(1), found.getString(2));
            }
        }
        return workers;
    }

    /** Waits until no command and no message is left to be worked on. */
    void awaitAllAnswered() throws SQLException, InterruptedException {
        long until = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (unanswered() > 0) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(unanswered() + " commands or messages are left after 15 minutes");
            }
            Thread.sleep(500);
        }
    }

    private long unanswered() throws SQLException {
        try (Connection connection = pool.dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM"
                        + " appdb_bot.scheduled_tasks WHERE task_name IN ('delivery', 'message')");
                ResultSet found = query.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
