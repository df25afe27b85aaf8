package dev.appdb.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.appdb.embedded.Running;
import dev.appdb.embedded.TestServer;
import dev.appdb.embedded.TestServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Sessions with a real server. */
class ServerSessionsTest {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final TestServer server = TestServers.onDefault();
    private final String database = server.newDatabase();
    private final ServerSessions sessions = new ServerSessions();
    private final SessionAdministrator administrator = new SessionAdministrator(server, database);

    @AfterEach
    void end() {
        sessions.close();
    }

    @Test
    void theNextUseIsOfTheSameSessionWithNothingLeftOfTheFormer() throws Exception {
        int first;
        try (Connection connection = open()) {
            first = process(connection);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE never_committed (id int)");
            }
        }
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            assertThat(process(connection)).isEqualTo(first);
            assertThat(connection.getAutoCommit()).isTrue();
            try (ResultSet row = statement.executeQuery("SELECT to_regclass('never_committed') IS NULL")) {
                row.next();
                assertThat(row.getBoolean(1)).isTrue();
            }
        }
    }

    @Test
    void twoUsesAtOnceHaveASessionEachOfWhichOneIsKept() throws Exception {
        try (Connection one = open();
                Connection other = open()) {
            assertThat(process(one)).isNotEqualTo(process(other));
        }
        awaitSessions(1);
    }

    @Test
    void anotherPasswordIsAnotherLogin() throws Exception {
        open().close();
        Properties wrong = properties();
        wrong.setProperty("password", "wr0ng-one");

        assertThatThrownBy(() -> sessions.open(url(), wrong)).hasMessageContaining("password authentication failed");
    }

    @Test
    void oneThatTheServerEndedWhileItWasInUseIsNotKept() throws Exception {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            administrator.end(process(connection));
            assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
        }
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT 1")).isTrue();
        }
    }

    /** A fleet on one server must not take up all its connections. */
    @Test
    void onlyTheLatestFewWait() throws Exception {
        for (int i = 0; i < 2 * ServerSessions.MOST; i++) {
            Properties another = properties();
            another.setProperty("connectTimeout", Integer.toString(60 + i));
            sessions.open(url(), another).close();
        }
        awaitSessions(ServerSessions.MOST);
    }

    @Test
    void anUnusedSessionIsEnded() throws Exception {
        try (ServerSessions brief = new ServerSessions(Duration.ofMillis(1))) {
            brief.open(url(), properties()).close();
            awaitSessions(0);
        }
    }

    @Test
    void closingEndsTheWaitingAtOnceAndThoseInUseAfterTheirUse() throws Exception {
        open().close();
        Connection inUse = open();
        open().close();
        sessions.close();
        awaitSessions(1);
        try (Statement statement = inUse.createStatement()) {
            assertThat(statement.execute("SELECT 1")).isTrue();
        }
        inUse.close();
        awaitSessions(0);
    }

    private Connection open() throws SQLException, IOException {
        return sessions.open(url(), properties());
    }

    private String url() {
        return "jdbc:postgresql://" + Running.HOST + ":" + server.running().port() + "/" + database;
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        properties.setProperty("user", server.running().master());
        properties.setProperty("password", administrator.password());
        properties.setProperty("ApplicationName", "appdb");
        return properties;
    }

    private static int process(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private void awaitSessions(int count) throws Exception {
        int last = -1;
        for (long end = System.nanoTime() + LONGEST.toNanos(); System.nanoTime() < end; Thread.sleep(10)) {
            last = administrator.sessions().size();
            if (last == count) {
                return;
            }
        }
        throw new AssertionError("there are still " + last + " sessions, not " + count);
    }
}
