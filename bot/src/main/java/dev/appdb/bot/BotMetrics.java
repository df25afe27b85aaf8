package dev.appdb.bot;

import dev.appdb.bot.job.JobMetrics;
import dev.appdb.bot.slack.SlackMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;

/** The bot's counters and timers, for Prometheus. No label contains text typed by a person or a person's id. */
public final class BotMetrics implements JobMetrics, SlackMetrics {
    private static final Duration SLACK_WAITS = Duration.ofSeconds(3);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Override
    public void delivery(String transport, Acknowledged how, Duration took) {
        String outcome = how.name().toLowerCase(java.util.Locale.ROOT);
        Timer.builder("appdb.bot.ack")
                .description("From a delivery's arrival to the moment when its acknowledgement is sent")
                .tag("transport", transport)
                .tag("outcome", outcome)
                .publishPercentiles(0.5, 0.99)
                .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1), SLACK_WAITS)
                .register(registry)
                .record(took);
        if (how == Acknowledged.DUPLICATE) {
            count("appdb.bot.duplicates", "Deliveries that Slack repeated", "transport", transport);
        }
    }

    @Override
    public void rateLimited(String method) {
        count("appdb.bot.slack.rate.limited", "Calls of Slack's Web API answered with HTTP 429", "method", method);
    }

    @Override
    public void call(String method, String outcome, Duration took) {
        time("appdb.bot.slack.calls", "Calls of Slack's Web API", took, "method", method, "outcome", outcome);
    }

    @Override
    public void job(String task, boolean isDone, Duration took) {
        String outcome = isDone ? "done" : "failed";
        time("appdb.bot.jobs", "Jobs that this replica worked on", took, "task", task, "outcome", outcome);
    }

    @Override
    public void run(String command, String result) {
        count("appdb.bot.runs", "Runs that ended on this replica", "command", command, "result", result);
    }

    @Override
    public void messageGivenUp() {
        count("appdb.bot.messages.given.up", "Messages that Slack refused in every way");
    }

    @Override
    public void messageRedirected() {
        count("appdb.bot.messages.redirected", "Scheduled messages that their channel refused, sent directly");
    }

    private void count(String name, String help, String... tags) {
        Counter.builder(name).description(help).tags(tags).register(registry).increment();
    }

    private void time(String name, String help, Duration took, String... tags) {
        Timer.builder(name).description(help).tags(tags).register(registry).record(took);
    }

    /** All of it in Prometheus's text format. */
    public String scrape() {
        return registry.scrape();
    }
}
