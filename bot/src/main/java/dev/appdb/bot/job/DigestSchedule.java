package dev.appdb.bot.job;

import java.time.ZoneId;

/**
 * When a channel is told how all environments are.
 *
 * @param cron six fields, seconds first, as {@code 0 0 9 * * MON-FRI}
 */
public record DigestSchedule(String channel, String cron, ZoneId zone) {

    /** @throws IllegalArgumentException if the times are no cron expression */
    public DigestSchedule {
        Crons.require(cron, zone);
    }
}
