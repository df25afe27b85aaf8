package dev.appdb.bot.job;

import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.roles.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule by which an environment is checked.
 *
 * @param cron six fields, seconds first, as {@code 0 0 *}{@code /4 * * *} for every four hours
 * @param channel where changes are posted
 * @param mentions who is mentioned when something new fails, by its severity: ids of user groups and users
 * @param wakeAfter the time without a check after which a database that is paused is woken for one; never if empty
 * @param owner who gets directly what the channel refuses; by default, whoever set the environment up last
 */
public record CheckSchedule(
        EnvironmentKey environment,
        String cron,
        ZoneId zone,
        String channel,
        Map<Check.Severity, String> mentions,
        Optional<Duration> wakeAfter,
        Optional<String> owner) {

    /** One that mentions nobody and wakes nothing. */
    public CheckSchedule(EnvironmentKey environment, String cron, ZoneId zone, String channel) {
        this(environment, cron, zone, channel, Map.of(), Optional.empty(), Optional.empty());
    }

    /** @throws IllegalArgumentException if the times are no cron expression */
    public CheckSchedule {
        Crons.require(cron, zone);
        mentions = Map.copyOf(mentions);
    }

    /** True if a paused database is to be woken now. */
    boolean wakes(Optional<Instant> lastChecked, Instant now) {
        return wakeAfter
                .filter(least -> lastChecked
                        .filter(last -> last.plus(least).isAfter(now))
                        .isEmpty())
                .isPresent();
    }
}
