package dev.appdb.bot.store;

import java.sql.SQLException;

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
}
