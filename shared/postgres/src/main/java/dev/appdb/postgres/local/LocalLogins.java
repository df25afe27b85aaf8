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
    private final DatabaseNames names;

    LocalLogins(Running running, DatabaseNames names) {
        this.running = running;
        this.names = names;
    }

    @Override
    public Connection asMaster() throws SQLException {
        try {
            return running.connect(running.master(), names.database());
        } catch (FailureException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }
}
