package dev.appdb.bot.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The database's clock, which all replicas have in common: each transaction reads it, and between two of them the process's
 * own clock is used with the difference that was read last. So a machine whose clock is wrong, or is set, stores no wrong
 * times.
 */
final class DatabaseClock extends Clock {
    private static final String READ = "SELECT set_config('search_path', ?, false), clock_timestamp()";

    private final Clock process;
    private volatile Duration difference = Duration.ZERO;

    DatabaseClock(Clock process) {
        this.process = process;
    }

    /** A clock of this process that nobody can set: it begins with the machine's time, and only goes on from there. */
    static Clock steady() {
        Instant begun = Instant.now();
        long start = System.nanoTime();
        return new Clock() {
            @Override
            public Instant instant() {
                return begun.plusNanos(System.nanoTime() - start);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("times are instants here");
            }
        };
    }

    /** Sets the schema of a connection, and reads the time with it: one round trip for both. */
    static Instant read(Connection connection, String schema) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            read.setString(1, schema);
            try (ResultSet result = read.executeQuery()) {
                result.next();
                return result.getObject(2, OffsetDateTime.class).toInstant();
            }
        }
    }

    /** Takes note of a time that was read just now. */
    void set(Instant database) {
        difference = Duration.between(process.instant(), database);
    }

    @Override
    public Instant instant() {
        return process.instant().plus(difference);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times are instants here");
    }
}
