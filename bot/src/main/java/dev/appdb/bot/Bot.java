package dev.appdb.bot;

import dev.appdb.bot.job.SlackResult;
import dev.appdb.bot.slack.HttpReceiver;
import dev.appdb.bot.slack.SlackAccount;
import dev.appdb.bot.slack.SlackApp;
import dev.appdb.bot.slack.SlackListeners;
import dev.appdb.bot.slack.SlackReceiver;
import dev.appdb.bot.slack.SlackWeb;
import dev.appdb.bot.slack.SocketModeReceiver;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The bot, running: its receiver, its jobs and its health; and the order in which they start and stop. */
public final class Bot implements AutoCloseable {
    private final Health health;
    private final Work work;
    private final SlackReceiver receiver;
    private boolean isClosed;

    private Bot(Health health, Work work, SlackReceiver receiver) {
        this.health = health;
        this.work = work;
        this.receiver = receiver;
    }

    /** This replica's share of the jobs. */
    public interface Work extends AutoCloseable {
        /** Takes no new jobs, and waits until the steps under way are done or handed over. */
        @Override
        void close();
    }

    /**
     * The parts of the bot.
     *
     * @param work begins the jobs
     * @param database why the database does not answer; empty if it does
     * @param jobs why jobs are not worked on; empty if they are
     */
    public record Parts(
            SlackListeners listeners,
            Supplier<Work> work,
            Supplier<Optional<String>> database,
            Supplier<Optional<String>> jobs,
            BotMetrics metrics) {}

    /**
     * Starts: health first, so that one can see what is missing; then the jobs; then the receiver, when whatever comes in
     * can be worked on. That Slack or the database does not answer at the moment is no failure: it is not ready until
     * then.
     *
     * @throws FailureException if an address is taken, or Slack refuses a token
     */
    public static Bot start(BotConfiguration configuration, SlackAccount account, Parts parts, Clock clock)
            throws FailureException {
        SlackWeb web = new SlackWeb(account, parts.metrics());
        SlackResult token = web.verify();
        if (token instanceof SlackResult.Unauthorized unauthorized) {
            throw refused(unauthorized.code());
        }
        if (token instanceof SlackResult.Rejected rejected) {
            throw refused(rejected.code());
        }
        SlackApp app = SlackApp.of(account, web, parts.metrics(), parts.listeners());
        SlackReceiver receiver = receiver(configuration, account, app, parts.metrics(), clock);
        List<Readiness> needed = List.of(
                new Readiness("slack", () -> receiver.problem().or(() -> problem(web.verify()))),
                new Readiness("database", parts.database()),
                new Readiness("jobs", parts.jobs()));
        Health health = Health.start(configuration.health(), needed, parts.metrics(), clock);
        Work work = begin(parts, health);
        Bot bot = new Bot(health, work, receiver);
        boolean isOpen = false;
        try {
            receiver.open();
            isOpen = true;
        } finally {
            if (!isOpen) {
                bot.close();
            }
        }
        return bot;
    }

    private static Work begin(Parts parts, Health health) {
        try {
            return parts.work().get();
        } catch (RuntimeException e) {
            health.close();
            throw e;
        }
    }

    private static SlackReceiver receiver(
            BotConfiguration configuration, SlackAccount account, SlackApp app, BotMetrics metrics, Clock clock) {
        return configuration
                .http()
                .<SlackReceiver>map(http ->
                        new HttpReceiver(http, configuration.signingSecret().orElseThrow(), app, metrics, clock))
                .orElseGet(() ->
                        new SocketModeReceiver(account, configuration.appToken().orElseThrow(), app));
    }

    private static Optional<String> problem(SlackResult sent) {
        return sent instanceof SlackResult.Done ? Optional.empty() : Optional.of(sent.toString());
    }

    private static FailureException refused(String code) {
        return Failure.failed(
                        "slack-refused",
                        "could not start the bot",
                        "Slack refused SLACK_BOT_TOKEN (" + code + ")",
                        "Install the app to the workspace, and set SLACK_BOT_TOKEN to its Bot User OAuth Token, which"
                                + " begins with xoxb-.")
                .asException();
    }

    /** The reason why the bot is not ready; empty if it is. */
    public Optional<String> problem() {
        return health.problem();
    }

    /** The port that serves health and metrics. */
    public int healthPort() {
        return health.port();
    }

    /** Stops: not ready any more; nothing new comes in; what came in is acknowledged; steps end or are handed over. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        health.stopping();
        receiver.close();
        work.close();
        health.close();
    }
}
