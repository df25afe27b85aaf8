package dev.appdb.bot.store;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;

/** The bot's database could not be reached or refused; whoever asked tries again later. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    static StoreException of(SQLException cause) {
        return new StoreException(
                "the bot's database did not answer as expected (" + cause.getSQLState() + "): " + cause.getMessage()
                        + ". Look whether it is up, and whether APPDB_DATABASE_URL is right.",
                cause);
    }

    /** What the driver said, rather than that the pool or the migration had to do without. */
    static StoreException ofMigration(FlywayException cause) {
        Throwable said = Stream.<Throwable>iterate(cause, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .reduce((outer, inner) -> inner)
                .orElse(cause);
        return new StoreException(
                String.valueOf(said.getMessage())
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.chars().allMatch(each -> each == '-'))
                        .findFirst()
                        .orElse("it did not answer"),
                cause);
    }
}
