package dev.appdb.bot.job;

import java.time.ZoneId;
import java.util.Optional;

/**
 * A schedule by which a channel gets the summary of all environments.
 *
 * @param cron six fields, seconds first, as {@code 0 0 9 * * MON-FRI}
 * @param owner who gets directly what the channel refuses
 */
public record DigestSchedule(String channel, String cron, ZoneId zone, Optional<String> owner) {

    /** One of nobody in particular. */
    public DigestSchedule(String channel, String cron, ZoneId zone) {
        this(channel, cron, zone, Optional.empty());
    }

    /** @throws IllegalArgumentException if the times are no cron expression */
    public DigestSchedule {
        Crons.require(cron, zone);
    }
}
