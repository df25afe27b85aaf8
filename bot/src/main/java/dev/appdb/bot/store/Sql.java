package dev.appdb.bot.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on one connection, with parameters of the kinds that the tables have. */
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row. */
    interface Reading<T> {
        T read(Row row) throws SQLException;
    }

    /** @return how many rows were changed */
    int update(String statement, Object... parameters) {
        try (PreparedStatement prepared = prepare(statement, parameters)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    <T> List<T> list(String statement, Reading<T> reading, Object... parameters) {
        try (PreparedStatement prepared = prepare(statement, parameters);
                ResultSet result = prepared.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reading.read(new Row(result)));
            }
            return rows;
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    /** The first row, if there is one; also of a statement that changes and returns. */
    <T> Optional<T> first(String statement, Reading<T> reading, Object... parameters) {
        List<T> rows = list(statement, reading, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    private PreparedStatement prepare(String statement, Object... parameters) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        for (int index = 0; index < parameters.length; index++) {
            prepared.setObject(index + 1, bound(parameters[index]));
        }
        return prepared;
    }

    private static @Nullable Object bound(Object parameter) {
        if (parameter instanceof Optional<?> optional) {
            return optional.map(Sql::bound).orElse(null);
        }
        if (parameter instanceof Instant instant) {
            return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        return parameter instanceof Enum<?> constant ? constant.name() : parameter;
    }
}
