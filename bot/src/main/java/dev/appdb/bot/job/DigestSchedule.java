package dev.appdb.bot.job;

import java.time.ZoneId;

/**
 * A schedule by which a channel gets the summary of all environments.
 *
 * @param cron six fields, seconds first, as {@code 0 0 9 * * MON-FRI}
 */
public record DigestSchedule(String channel, String cron, ZoneId zone) {

    /** @throws IllegalArgumentException if the times are no cron expression */
    public DigestSchedule {
        Crons.require(cron, zone);
    }
}
