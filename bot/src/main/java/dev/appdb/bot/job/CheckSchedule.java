package dev.appdb.bot.job;

import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.roles.Check;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule by which an environment is checked.
 *
 * @param cron six fields, seconds first, as {@code 0 0 *}{@code /4 * * *} for every four hours
 * @param channel where changes are posted
 * @param mentions who is mentioned when something new fails, by its severity: ids of user groups and users
 * @param owner who gets directly what the channel refuses; by default, whoever set the environment up last
 */
public record CheckSchedule(
        EnvironmentKey environment,
        String cron,
        ZoneId zone,
        String channel,
        Map<Check.Severity, String> mentions,
        Optional<String> owner) {

    /** One that mentions nobody. */
    public CheckSchedule(EnvironmentKey environment, String cron, ZoneId zone, String channel) {
        this(environment, cron, zone, channel, Map.of(), Optional.empty());
    }

    /** @throws IllegalArgumentException if the times are no cron expression */
    public CheckSchedule {
        Crons.require(cron, zone);
        mentions = Map.copyOf(mentions);
    }
}
