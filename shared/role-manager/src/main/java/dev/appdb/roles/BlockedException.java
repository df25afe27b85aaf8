package dev.appdb.roles;

import java.sql.SQLException;

/** A statement that waited for a lock for too long, with who blocked it. */
final class BlockedException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final transient LockWait wait;

    BlockedException(SQLException timeout, LockWait wait) {
        super(timeout.getMessage(), timeout.getSQLState(), timeout);
        this.wait = wait;
    }

    LockWait lockWait() {
        return wait;
    }
}
