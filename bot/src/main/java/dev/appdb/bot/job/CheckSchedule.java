package dev.appdb.bot.job;

import dev.appdb.bot.store.EnvironmentKey;
import java.time.ZoneId;

/**
 * A schedule by which an environment is checked.
 *
 * @param cron six fields, seconds first, as {@code 0 0 *}{@code /4 * * *} for every four hours
 * @param channel where changes are posted
 */
public record CheckSchedule(EnvironmentKey environment, String cron, ZoneId zone, String channel) {

    /** @throws IllegalArgumentException if the times are no cron expression */
    public CheckSchedule {
        Crons.require(cron, zone);
    }
}
