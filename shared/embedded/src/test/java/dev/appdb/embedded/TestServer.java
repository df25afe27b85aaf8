package dev.appdb.embedded;

import dev.appdb.failure.FailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server for tests, shared by those of a run: each takes a database of its own, and roles of its own names. */
public final class TestServer {

    private final Running running;
    private final AtomicInteger databases = new AtomicInteger();

    TestServer(Running running) {
        this.running = running;
    }

    /** Its address and accounts. */
    public Running running() {
        return running;
    }

    public PostgresMajor major() {
        return running.major();
    }

    /** The name of a database that was made just now, owned by the master. */
    public String newDatabase() {
        String name = "test_" + databases.incrementAndGet();
        try {
            running.createDatabase(name);
        } catch (FailureException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    /** A connection as the master, who is no superuser. */
    public Connection asMaster(String database) throws SQLException {
        return as(running.master(), database);
    }

    /** A connection as the bootstrap superuser. */
    public Connection asBootstrap(String database) throws SQLException {
        return as(running.bootstrap(), database);
    }

    /** A connection as a role that the password file knows. */
    public Connection as(String role, String database) throws SQLException {
        try {
            return running.connect(role, database);
        } catch (FailureException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return running.toString();
    }
}
