package dev.appdb.bot.job;

import java.util.List;

/**
 * The collaborators of the jobs.
 *
 * @param checks what is checked without anybody asking
 * @param metrics counts what becomes of the jobs
 */
public record JobParts(
        Jobs jobs,
        SlackMessages slack,
        EnvironmentEngines engines,
        UserGroups groups,
        DeliveryHandler handler,
        MessageRenderer renderer,
        List<CheckSchedule> checks,
        List<DigestSchedule> digests,
        JobMetrics metrics) {

    public JobParts {
        checks = List.copyOf(checks);
        digests = List.copyOf(digests);
    }
}
