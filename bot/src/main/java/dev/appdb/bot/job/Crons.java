package dev.appdb.bot.job;

import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import java.time.ZoneId;

/** Cron expressions, as db-scheduler reads them. */
final class Crons {
    private Crons() {}

    /** @throws IllegalArgumentException if it is none, saying how to write one */
    static CronSchedule require(String cron, ZoneId zone) {
        try {
            return new CronSchedule(cron, zone);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "\"" + cron + "\" is no cron expression of six fields (" + e.getMessage()
                            + "): write seconds, minutes, hours, day of month, month, day of week, like 0 30 6 * * *",
                    e);
        }
    }
}
