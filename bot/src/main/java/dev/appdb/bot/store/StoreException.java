package dev.appdb.bot.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.util.GT;

/** The bot's database could not be reached or refused; whoever asked tries again later. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    static StoreException of(SQLException cause) {
        return new StoreException(
                "the bot's database did not answer as expected (" + cause.getSQLState() + "): " + words(cause)
                        + ". Check that it is running and that APPDB_DATABASE_URL is correct.",
                cause);
    }

    /** The driver's own error, rather than the pool's or the migration's that followed from it. */
    static StoreException ofMigration(FlywayException cause) {
        return new StoreException(message(cause), cause);
    }

    /** One line of what the driver reporting. */
    static String message(Exception cause) {
        Throwable reporting = sql(cause)
                .reduce((outer, inner) -> inner)
                .<Throwable>map(inner -> inner)
                .orElse(cause);
        return words(reporting)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.chars().allMatch(each -> each == '-'))
                .findFirst()
                .orElse("it did not answer");
    }

    /** The driver's words, with the way out where the server refuses TLS. */
    private static String words(Throwable reporting) {
        String words = String.valueOf(reporting.getMessage());
        return words.equals(GT.tr("The server does not support SSL."))
                ? "it refuses TLS, and no password goes to another machine without it. Turn TLS on there, or say"
                        + " sslmode=disable in the URL if the network is safe"
                : words;
    }

    /** True if the cause is only that the database could not be reached, or the connection was lost. */
    public static boolean isOutage(Throwable wrong) {
        return sql(wrong)
                .anyMatch(each -> each instanceof SQLTransientConnectionException
                        || String.valueOf(each.getSQLState()).matches("08...|57P0."));
    }

    private static Stream<SQLException> sql(Throwable wrong) {
        return Stream.<Throwable>iterate(wrong, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }
}
