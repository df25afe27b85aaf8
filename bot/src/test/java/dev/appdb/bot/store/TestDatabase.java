package dev.appdb.bot.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import javax.sql.DataSource;

/** A database of its own on the real server that the tests share. */
public final class TestDatabase implements AutoCloseable {
    private final TestServer server = TestServers.onDefault();
    private final String name = server.newDatabase();
    private final HikariDataSource pool;

    public TestDatabase() {
        this.pool = pool(url(), user(), password());
    }

    public DataSource dataSource() {
        return pool;
    }

    public String url() {
        return server.running().jdbcUrl(name);
    }

    public String user() {
        return server.running().master();
    }

    /** The test server's own password, from its password file: {@code host:port:database:user:password}. */
    public String password() {
        try {
            List<String> lines = Files.readAllLines(server.running().passwordFile());
            return lines.stream()
                    .map(line -> line.split(":", 5))
                    .filter(fields -> fields[3].equals(user()))
                    .map(fields -> fields[4])
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connections for one replica. */
    public static HikariDataSource pool(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        pool.close();
    }
}
