package dev.appdb.bot;

import dev.appdb.bot.job.CommandHandler;
import dev.appdb.bot.job.EnvironmentEngines;
import dev.appdb.bot.job.JobParts;
import dev.appdb.bot.job.JobScheduler;
import dev.appdb.bot.job.JobSettings;
import dev.appdb.bot.job.Jobs;
import dev.appdb.bot.job.RunService;
import dev.appdb.bot.job.SlackMessageRenderer;
import dev.appdb.bot.job.StoredInbox;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.slack.SlackAccount;
import dev.appdb.bot.slack.SlackListeners;
import dev.appdb.bot.slack.SlackWeb;
import dev.appdb.bot.slack.WorkspaceGroups;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoreException;
import dev.appdb.engine.RunIds;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts one replica of the bot together.
 *
 * @param store the bot's database
 * @param engines where runs are done
 * @param clock this machine's, by which Slack's requests are judged; what is stored goes by the store's
 */
public record BotAssembly(
        BotConfiguration configuration,
        SlackAccount account,
        Policy policy,
        Store store,
        EnvironmentEngines engines,
        JobSettings settings,
        RandomGenerator random,
        Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(BotAssembly.class);
    private static final String NAME = "appdb";

    /**
     * Brings the tables up to date, and starts.
     *
     * @throws FailureException if the database does not answer now, an address is taken, or Slack refuses a token
     */
    public Bot start() throws FailureException {
        migrate();
        BotMetrics metrics = new BotMetrics();
        SlackWeb web = new SlackWeb(account, metrics);
        WorkspaceGroups groups = new WorkspaceGroups(account, metrics, store.clock());
        Jobs jobs = new Jobs();
        RunService runService = new RunService(jobs, new RunIds(store.clock(), random));
        JobParts parts = new JobParts(
                jobs,
                web,
                engines,
                groups,
                new CommandHandler(policy, runService),
                new SlackMessageRenderer(NAME, store.clock()),
                configuration.checks(),
                configuration.digests(),
                metrics);
        return Bot.start(
                configuration,
                account,
                new Bot.Parts(
                        SlackListeners.of(new StoredInbox(store, jobs), metrics, store, policy, groups, engines),
                        () -> JobScheduler.start(store, parts, settings)::close,
                        this::databaseProblem,
                        this::jobsProblem,
                        metrics),
                clock);
    }

    private void migrate() throws FailureException {
        try {
            store.migrate();
        } catch (StoreException e) {
            LOG.debug("migrating", e);
            throw Failure.failed(
                            "bot-database",
                            "could not prepare the bot's database",
                            String.valueOf(e.getMessage()),
                            "Check that it is running, that APPDB_DATABASE_URL is correct, and that its user may create"
                                    + " the schema " + Store.SCHEMA + ".")
                    .asException(e);
        }
    }

    private Optional<String> jobsProblem() {
        try {
            return store.within(transaction ->
                    transaction.queue().stuckSince().map(due -> "not worked on: the oldest is due since " + due));
        } catch (StoreException e) {
            return Optional.of("not known");
        }
    }

    private Optional<String> databaseProblem() {
        try {
            store.perform(transaction -> transaction.configurations().all());
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of("does not answer");
        }
    }
}
