package dev.appdb.roles;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The result sets of a batch, one after the other; what returns no rows is passed over. */
final class Results {
    private final Statement statement;
    private boolean isResultSet;

    Results(Statement statement, String sql) throws SQLException {
        this.statement = statement;
        this.isResultSet = statement.execute(sql);
    }

    <T> List<T> next(RowReader<T> reader) throws SQLException {
        while (!isResultSet) {
            if (statement.getUpdateCount() < 0) {
                throw new SQLException("fewer result sets than there are SELECTs", SqlState.INTERNAL_ERROR);
            }
            isResultSet = statement.getMoreResults();
        }
        List<T> rows = new ArrayList<>();
        try (ResultSet set = statement.getResultSet()) {
            while (set.next()) {
                rows.add(reader.read(set));
            }
        }
        isResultSet = statement.getMoreResults();
        return rows;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
