package dev.appdb.bot.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/** The bot's database: its tables are reached inside transactions only. */
public final class Store {
    /** The schema of all of the bot's tables. */
    public static final String SCHEMA = "appdb_bot";

    private final DataSource dataSource;
    private final Clock clock;
    private final Outage outage = new Outage();

    /**
     * A store that goes by a given clock, which all replicas have to have in common.
     *
     * @param dataSource hands out connections to a database in which the bot may make a schema
     */
    public Store(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** A store that goes by the database's clock, whatever the clocks of its replicas say. */
    public static Store onDatabaseTime(DataSource dataSource) {
        return onDatabaseTime(dataSource, DatabaseClock.steady());
    }

    /** @param process the clock of this process, for the time between two transactions */
    public static Store onDatabaseTime(DataSource dataSource, Clock process) {
        return new Store(dataSource, new DatabaseClock(process));
    }

    /**
     * Makes the tables, or brings them up to this version. Replicas that do so at the same time wait for each other.
     *
     * @throws StoreException if the database can't be reached, or is of a newer version; the message says why
     */
    public void migrate() {
        try {
            Flyway.configure(Store.class.getClassLoader())
                    .dataSource(dataSource)
                    .schemas(SCHEMA)
                    .defaultSchema(SCHEMA)
                    .locations("classpath:dev/appdb/bot/store/migration")
                    .target(MigrationVersion.LATEST)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw StoreException.ofMigration(e);
        }
    }

    /**
     * Does work in one transaction, which is kept if the work returns and undone if it throws.
     *
     * @throws StoreException if the database can't be reached or refuses; nothing was kept then, unless the connection
     *     broke in the moment of committing
     */
    public <T> T within(Function<Transaction, T> work) {
        long asked = System.nanoTime();
        try (Connection connection = connection(asked)) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.apply(new Transaction(connection, begin(connection)));
                connection.commit();
                done = true;
                outage.ends(asked);
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    /** @return the time of the transaction */
    private Instant begin(Connection connection) throws SQLException {
        Instant now = DatabaseClock.read(connection, SCHEMA);
        if (clock instanceof DatabaseClock database) {
            database.set(now);
            return now;
        }
        return clock.instant();
    }

    private Connection connection(long asked) throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            outage.begins(asked, e);
            throw e;
        }
    }

    /** True if the database could not be reached when it was last needed; the log says so. */
    public boolean isUnreachable() {
        return outage.isUnderWay();
    }

    /** {@link #within} for work without a result. */
    public void perform(Consumer<Transaction> work) {
        within(transaction -> {
            work.accept(transaction);
            return transaction;
        });
    }

    /** The clock of all that is stored: the database's. */
    public Clock clock() {
        return clock;
    }

    /** For the scheduler, which has statements of its own. */
    public DataSource dataSource() {
        return dataSource;
    }
}
