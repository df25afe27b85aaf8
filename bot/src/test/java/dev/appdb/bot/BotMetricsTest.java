package dev.appdb.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.bot.slack.SlackMetrics.Acknowledged;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BotMetricsTest {
    private final BotMetrics metrics = new BotMetrics();

    @Test
    void everyMetricSaysWhatItIs() {
        metrics.delivery("http", Acknowledged.DUPLICATE, Duration.ofMillis(3));
        metrics.call("views.open", "done", Duration.ofMillis(3));
        metrics.rateLimited("views.open");
        metrics.job("run", true, Duration.ofMillis(3));
        metrics.run("setup", "done");

        List<String> lines = metrics.scrape().lines().toList();
        List<String> names = lines.stream()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", 4)[2])
                .toList();
        assertThat(names)
                .contains(
                        "appdb_bot_ack_seconds",
                        "appdb_bot_duplicates_total",
                        "appdb_bot_slack_calls_seconds",
                        "appdb_bot_slack_rate_limited_total",
                        "appdb_bot_jobs_seconds",
                        "appdb_bot_runs_total")
                .allSatisfy(name -> assertThat(lines).anyMatch(line -> line.matches("# HELP " + name + " \\S.*")));
    }
}
