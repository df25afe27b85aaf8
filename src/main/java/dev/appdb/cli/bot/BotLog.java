package dev.appdb.cli.bot;

import java.util.logging.Level;
import java.util.logging.Logger;

/** The bot's log on stderr; the other commands have none. */
public final class BotLog {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    /** The driver would say by itself, past the log, what is wrong with an address; it is reported as a problem. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private BotLog() {}

    /** Switches it on; to be called before anything has a logger. */
    static void begin() {
        put("defaultLogLevel", "info");
        // What these do at each start is of no interest, and is not the bot's to tell.
        put("log.com.slack.api", "warn");
        put("log.org.flywaydb", "warn");
        put("log.com.zaxxer.hikari", "warn");
        // While the database is away these have a stack trace for each try; the bot says it once.
        put("log.com.github.kagkarlsson", "off");
        put("log.com.zaxxer.hikari.pool.ProxyConnection", "error");
        put("log.com.zaxxer.hikari.pool.PoolBase", "error");
        DRIVER.setLevel(Level.OFF);
    }

    private static void put(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
