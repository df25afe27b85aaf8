package dev.appdb.bot.job;

import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Cron expressions: the five fields of crontab, or six, with the seconds first. */
public final class Crons {
    private static final int CRONTAB_FIELDS = 5;

    private Crons() {}

    /**
     * The same expression, if it is one.
     *
     * @throws IllegalArgumentException if it is none, saying how to write one
     */
    public static String checked(String cron, ZoneId zone) {
        require(cron, zone);
        return cron;
    }

    /** @throws IllegalArgumentException if it is none, saying how to write one */
    static CronSchedule require(String cron, ZoneId zone) {
        int fields = cron.strip().split("\\s+", -1).length;
        if (fields != CRONTAB_FIELDS && fields != CRONTAB_FIELDS + 1) {
            throw refused(cron, "it has " + fields + (fields == 1 ? " field" : " fields"));
        }
        try {
            return new CronSchedule(cron.strip(), zone, fields == CRONTAB_FIELDS ? CronStyle.UNIX : CronStyle.SPRING53);
        } catch (RuntimeException e) {
            throw refused(cron, e.getMessage());
        }
    }

    private static IllegalArgumentException refused(String cron, @Nullable String why) {
        return new IllegalArgumentException("\"" + cron + "\" is not a cron expression (" + why
                + "): write minutes, hours, day of month, month, day of week, like 30 6 * * *");
    }
}
