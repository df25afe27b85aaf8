package dev.appdb.bot.store;

import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log when the database can no longer be reached, and when it can be again: once each, however many find out.
 * All times are {@link System#nanoTime}.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private boolean isUnderWay;
    private long since = System.nanoTime();

    /**
     * A connection could not be had.
     *
     * @param asked when it was asked for; what was asked for before the outage ended says nothing new
     */
    synchronized void begins(long asked, SQLException why) {
        if (!isUnderWay && asked - since >= 0) {
            isUnderWay = true;
            since = System.nanoTime();
            LOG.warn("the bot's database can't be reached; what is to be done waits: {}", StoreException.message(why));
        }
    }

    /** A transaction was kept for which a connection was asked then. */
    synchronized void ends(long asked) {
        if (isUnderWay && asked - since >= 0) {
            isUnderWay = false;
            long now = System.nanoTime();
            LOG.info(
                    "the bot's database can be reached again, after {} s",
                    Duration.ofNanos(now - since).toSeconds());
            since = now;
        }
    }

    synchronized boolean isUnderWay() {
        return isUnderWay;
    }
}
