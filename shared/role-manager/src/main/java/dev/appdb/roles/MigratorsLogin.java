package dev.appdb.roles;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The migrator's own login, tried where the master may not act as the migrator. */
final class MigratorsLogin implements AutoCloseable {
    private final DatabaseLogins logins;
    private final boolean isOffered;
    private @Nullable Connection open;

    private MigratorsLogin(DatabaseLogins logins, boolean isOffered, @Nullable Connection open) {
        this.logins = logins;
        this.isOffered = isOffered;
        this.open = open;
    }

    /** Logs in where it is needed. A login that fails now may succeed once the master's part is done, so it counts as offered. */
    static MigratorsLogin of(Situation situation, DatabaseLogins logins) {
        if (!situation.needsMigratorsLogin()) {
            return new MigratorsLogin(logins, false, null);
        }
        try {
            Optional<Connection> offered = logins.asMigrator();
            return new MigratorsLogin(logins, offered.isPresent(), offered.orElse(null));
        } catch (SQLException notYet) {
            return new MigratorsLogin(logins, true, null);
        }
    }

    boolean isOffered() {
        return isOffered;
    }

    /** The open connection, or another try; whoever takes it closes it. */
    Connection connection() throws SQLException {
        Connection taken = open;
        open = null;
        return taken != null
                ? taken
                : logins.asMigrator()
                        .orElseThrow(
                                () -> new SQLException("the login is no longer offered", SqlState.REJECTED_CONNECTION));
    }

    @Override
    public void close() throws SQLException {
        if (open != null) {
            open.close();
        }
    }
}
