package dev.appdb.bot.slack;

import dev.appdb.bot.BotMetrics;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.demo.HttpSender;
import dev.appdb.bot.job.CommandHandler;
import dev.appdb.bot.job.EnvironmentEngines;
import dev.appdb.bot.job.JobParts;
import dev.appdb.bot.job.JobScheduler;
import dev.appdb.bot.job.JobSettings;
import dev.appdb.bot.job.Jobs;
import dev.appdb.bot.job.PlaceLook;
import dev.appdb.bot.job.RunService;
import dev.appdb.bot.job.SlackMessageRenderer;
import dev.appdb.bot.job.StoredInbox;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Pace;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.TestDatabase;
import dev.appdb.engine.RunIds;
import dev.appdb.failure.Secret;
import dev.appdb.form.Answers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * All of the bot but the engine's target, which can't be reached, in a Slack with the channels {@code C1} and, where the
 * bot is no member, {@code C2}; {@code U1} is in the group {@code S01}.
 */
final class BotWithoutTarget implements AutoCloseable {
    /** Finds what there is at the place that a form names. */
    volatile Function<Answers, PlaceLook> looking = answers -> PlaceLook.NOTHING;

    final BotMetrics metrics = new BotMetrics();
    final FakeSlack slack;
    final Store store;
    private final TestDatabase database = new TestDatabase();
    private final SlackAccount account;
    private final JobScheduler scheduler;
    private final SlackApp app;
    private final SocketModeReceiver receiver;
    private Optional<HttpReceiver> httpReceiver = Optional.empty();

    BotWithoutTarget(String policyFile) throws Exception {
        slack = FakeSlack.start(AppManifest.SCOPES)
                .channel("C1", "databases")
                .foreignChannel("C2", "elsewhere")
                .group("S01", "U1");
        account = SlackAccount.of(URI.create(slack.apiUrl()), new Secret(FakeSlack.BOT_TOKEN), Map.of());
        store = new Store(database.dataSource(), slack.clock());
        store.migrate();
        remember("shop", "dev", "local");
        remember("shop", "prod", "aws");
        remember("payroll", "prod", "aws");
        Policy policy = PolicyFile.read(policyFile);
        SlackWeb web = new SlackWeb(account, metrics);
        WorkspaceGroups groups = new WorkspaceGroups(account, metrics, slack.clock());
        Jobs jobs = new Jobs();
        RunService runs = new RunService(jobs, new RunIds(slack.clock(), RandomGenerator.getDefault()));
        JobParts parts = new JobParts(
                jobs,
                web,
                engines(),
                groups,
                new CommandHandler(policy, runs),
                new SlackMessageRenderer("appdb", slack.clock()),
                List.of(),
                List.of(),
                metrics);
        scheduler = JobScheduler.start(store, parts, settings());
        app = SlackApp.of(
                account,
                web,
                metrics,
                SlackListeners.of(new StoredInbox(store, jobs), metrics, store, policy, groups, engines()));
        receiver = new SocketModeReceiver(account, new Secret(FakeSlack.APP_TOKEN), app);
        receiver.open();
        slack.awaitConnections(1);
    }

    private EnvironmentEngines engines() {
        return new FormEngines(Optional.empty(), answers -> looking.apply(answers));
    }

    private static JobSettings settings() {
        return new JobSettings(
                "one",
                4,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofMinutes(2),
                new Pace(Duration.ofMillis(50), 1),
                new Pace(Duration.ofMillis(50), 1),
                JobSettings.RUNS_KEPT,
                Optional.empty());
    }

    private void remember(String app, String environment, String target) {
        store.perform(transaction -> transaction
                .configurations()
                .put(
                        EnvironmentKey.of(app, environment),
                        new EnvironmentConfiguration(Map.of("target", target), Map.of()),
                        "U9"));
    }

    /** Delivers over HTTP from here on. */
    HttpSender overHttp() throws Exception {
        HttpReceiver http = new HttpReceiver(
                new InetSocketAddress("127.0.0.1", 0),
                new Secret(FakeSlack.SIGNING_SECRET),
                app,
                metrics,
                slack.clock());
        http.open();
        httpReceiver = Optional.of(http);
        return slack.overHttp(URI.create("http://127.0.0.1:" + http.port() + HttpReceiver.PATH));
    }

    List<StoredRun> runs(String app, String environment) {
        return store.within(
                transaction -> transaction.runs().newest(Optional.of(EnvironmentKey.of(app, environment)), 10));
    }

    /** The audited actions and refusals, the oldest first: {@code U1 apply shop dev: true}. */
    List<String> audited() {
        List<AuditEntry> entries =
                new ArrayList<>(store.within(transaction -> transaction.audit().newest(100)));
        Collections.reverse(entries);
        return entries.stream()
                .filter(entry -> !entry.user().equals(AuditEntry.BOT))
                .map(entry -> entry.user() + " " + entry.command() + ": " + entry.accepted())
                .toList();
    }

    @Override
    public void close() throws Exception {
        receiver.close();
        httpReceiver.ifPresent(HttpReceiver::close);
        scheduler.close();
        account.close();
        slack.close();
        database.close();
    }
}
