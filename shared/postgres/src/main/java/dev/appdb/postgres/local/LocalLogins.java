package dev.appdb.postgres.local;

import dev.appdb.embedded.Running;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseNames;
import dev.appdb.roles.DatabaseLogins;
import java.sql.Connection;
import java.sql.SQLException;

/** The role manager's way into the embedded server. */
final class LocalLogins implements DatabaseLogins {
    private final Running running;
    private final String database;

    LocalLogins(Running running, DatabaseNames names) {
        this(running, names.database());
    }

    private LocalLogins(Running running, String database) {
        this.running = running;
        this.database = database;
    }

    /** To the database that every server has, where the one that is asked for does not exist yet. */
    static LocalLogins toServer(Running running) {
        return new LocalLogins(running, running.database());
    }

    @Override
    public Connection asMaster() throws SQLException {
        try {
            return running.connect(running.master(), database);
        } catch (FailureException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }
}
