package dev.appdb.bot.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/** One row of a result, read by column name. */
final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    String text(String column) throws SQLException {
        return Objects.requireNonNull(result.getString(column), column);
    }

    Optional<String> maybeText(String column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    Instant time(String column) throws SQLException {
        return maybeTime(column).orElseThrow();
    }

    Optional<Instant> maybeTime(String column) throws SQLException {
        return Optional.ofNullable(result.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    /** Bytes, in hexadecimal. */
    String hex(String column) throws SQLException {
        return HexFormat.of().formatHex(Objects.requireNonNull(result.getBytes(column), column));
    }

    boolean flag(String column) throws SQLException {
        return result.getBoolean(column);
    }

    EnvironmentKey environment() throws SQLException {
        return EnvironmentKey.of(text("app"), text("environment"));
    }
}
