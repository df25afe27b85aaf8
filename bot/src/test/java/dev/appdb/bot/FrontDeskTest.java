package dev.appdb.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.bot.fake.Delivered;
import dev.appdb.bot.fake.FakeSlack;
import dev.appdb.bot.fake.Message;
import dev.appdb.bot.fake.Person;
import dev.appdb.bot.job.Awaiting;
import dev.appdb.bot.job.CommandHandler;
import dev.appdb.bot.job.EnvironmentEngines;
import dev.appdb.bot.job.Inbox;
import dev.appdb.bot.job.JobParts;
import dev.appdb.bot.job.JobScheduler;
import dev.appdb.bot.job.JobSettings;
import dev.appdb.bot.job.Jobs;
import dev.appdb.bot.job.RunDesk;
import dev.appdb.bot.job.SlackWording;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.TestDatabase;
import dev.appdb.engine.RunIds;
import dev.appdb.failure.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands, clicks and modals come in by the door and are answered: all of the bot but the engine's target. */
class FrontDeskTest {
    private static final String POLICY = """
            contact: "the platform team"
            allow:
              - name: developers
                commands: [help, setup, status, mute]
                apps: [shop]
                environments: ["*"]
                channels: [C1]
                who: [S01]
            """;

    private final TestDatabase database = new TestDatabase();
    private final BotMetrics metrics = new BotMetrics();
    private FakeSlack slack;
    private SlackAccount account;
    private Store store;
    private JobScheduler scheduler;
    private SocketModeDoor door;
    private Person person;

    @BeforeEach
    void start() throws Exception {
        slack = FakeSlack.start().channel("C1", "databases").group("S01", "U1");
        person = slack.user("U1").in("C1");
        account = SlackAccount.of(URI.create(slack.apiUrl()), new Secret(FakeSlack.BOT_TOKEN), Map.of());
        store = new Store(database.dataSource(), slack.clock());
        store.migrate();
        remember("shop", "dev", "local");
        remember("shop", "prod", "aws");
        remember("payroll", "prod", "aws");
        Policy policy = PolicyFile.read(POLICY);
        SlackWeb web = new SlackWeb(account, metrics);
        WorkspaceGroups groups = new WorkspaceGroups(account, metrics, slack.clock());
        Jobs jobs = new Jobs();
        RunDesk runs = new RunDesk(jobs, new RunIds(slack.clock(), RandomGenerator.getDefault()));
        EnvironmentEngines unreachable = (order, journal, events) -> {
            throw Failure.failed("unreachable", "could not begin", "its target is not there", "Look.")
                    .asException();
        };
        JobParts parts = new JobParts(
                jobs,
                web,
                unreachable,
                groups,
                new CommandHandler(policy, runs),
                new SlackWording("appdb", slack.clock()),
                List.of(),
                List.of(),
                metrics);
        scheduler = JobScheduler.start(store, parts, settings());
        FrontDesk desk = new FrontDesk(new Inbox(store, jobs), web, store, policy, groups);
        door = new SocketModeDoor(account, new Secret(FakeSlack.APP_TOKEN), desk, metrics, slack.clock());
        door.open();
        slack.awaitConnections(1);
    }

    private static JobSettings settings() {
        return new JobSettings(
                "one", 4, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofMillis(50));
    }

    private void remember(String app, String environment, String target) {
        store.perform(transaction -> transaction
                .configurations()
                .put(
                        EnvironmentKey.of(app, environment),
                        new EnvironmentConfiguration(Map.of("target", target), Map.of()),
                        "U9"));
    }

    @AfterEach
    void stop() throws Exception {
        door.close();
        scheduler.close();
        account.close();
        slack.close();
        database.close();
    }

    @Test
    void aTypedCommandIsDoneOnceAndAnsweredHoweverOftenItIsDelivered() {
        Delivered typed = person.types("/appdb status shop dev");
        typed.again().awaitAck(2);

        slack.awaitMessage("C1", message -> message.shown().contains("its target is not there"));
        assertThat(runs("shop", "dev")).hasSize(1);
    }

    @Test
    void whatBecomesOfJobsAndRunsIsCounted() {
        slack.refuses("usergroups.list", "internal_error", 1);
        typed("/appdb status shop dev", "its target is not there");

        for (String line : List.of(
                "appdb_bot_runs_total{command=\"status\",result=\"failed\"} 1.0",
                "appdb_bot_jobs_seconds_count{outcome=\"failed\",task=\"delivery\"} 1",
                "appdb_bot_jobs_seconds_count{outcome=\"done\",task=\"delivery\"} 1",
                "appdb_bot_jobs_seconds_count{outcome=\"done\",task=\"run\"} 1",
                "appdb_bot_jobs_seconds_count{outcome=\"done\",task=\"message\"} ",
                "appdb_bot_jobs_seconds_count{outcome=\"done\",task=\"revive\"} ")) {
            Awaiting.until("there is " + line, () -> metrics.scrape().lines().anyMatch(each -> each.startsWith(line)));
        }
    }

    @Test
    void aFormsButtonOpensItWithTheDatabasesThatOneMayAskFor() {
        Message answer = typed("/appdb mute", "needs");
        person.clicks(answer, form(answer)).awaitAck();

        JsonNode modal = person.awaitModal("Go on");
        assertThat(modal.toString()).contains("There are: shop").doesNotContain("payroll");
    }

    @Test
    void aSubmittedFormIsTheWholeCommandInTheChannelWhereItWasOpened() {
        Message answer = typed("/appdb mute shop", "needs");
        person.clicks(answer, form(answer)).awaitAck();
        person.awaitModal("Go on");

        person.submits(Map.of("environment", "dev", "until", "soon")).awaitAck();
        assertThat(person.problems().values())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("soon"));
        person.submits(Map.of("environment", "dev", "until", "2h")).awaitAck();

        slack.awaitMessage("C1", message -> message.shown().contains("shop-dev are quiet until"));
        assertThat(person.modal()).isEmpty();
    }

    @Test
    void aSetUpFormAsksWhatItsAnswersLeadTo() {
        person.types("/appdb setup shop pg_trgm=on").awaitAck();
        person.awaitModal("Set up a database");
        person.sets("environment", "prod", Map.of("target", "aws")).awaitAck();
        person.awaitModal("min-capacity");
        person.submits(Map.of("region", "eu-west-1", "max-capacity", "8", "extension", "vector=on"))
                .awaitAck();

        slack.awaitMessage("C1", message -> message.shown().contains("its target is not there"));
        assertThat(runs("shop", "prod")).singleElement().satisfies(run -> {
            assertThat(run.asked().channel()).isEqualTo("C1");
            assertThat(run.asked().typed()).isEqualTo("setup shop prod");
            assertThat(run.asked().answers())
                    .containsEntry("target", "aws")
                    .containsEntry("region", "eu-west-1")
                    .containsEntry("max-capacity", "8")
                    .containsEntry("extension", "vector=on");
        });
    }

    @Test
    void aSetUpThatSaysWhereTheDatabaseLivesIsBegunAsItIsTyped() {
        person.types("/appdb setup shop dev --target local").awaitAck();

        slack.awaitMessage("C1", message -> message.shown().contains("its target is not there"));
        assertThat(person.modal()).isEmpty();
    }

    @Test
    void aSetUpWhoseFormCanNotBeOpenedIsAnsweredWithAButtonForIt() {
        slack.refuses("views.open", "expired_trigger_id", 1);
        Message answer = typed("/appdb setup shop", "needs");
        person.clicks(answer, form(answer)).awaitAck();

        person.awaitModal("Set up a database");
    }

    @Test
    void whereNoFormCanBeOpenedTheAnswerSaysHowToTypeIt() {
        Message answer = typed("/appdb mute shop", "needs");
        slack.refuses("views.open", "expired_trigger_id", 1);
        person.clicks(answer, form(answer)).awaitAck();

        slack.awaitMessage(
                "C1",
                message -> !message.ts().equals(answer.ts()) && message.shown().contains("needs"));
        assertThat(person.modal()).isEmpty();
    }

    private Message typed(String line, String shown) {
        person.types(line).awaitAck();
        return slack.awaitMessage("C1", message -> message.shown().contains(shown));
    }

    private static String form(Message message) {
        return message.actions()
                .map(element -> element.path("action_id").asText())
                .filter(id -> id.startsWith("form-"))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private List<StoredRun> runs(String app, String environment) {
        return store.within(
                transaction -> transaction.runs().newest(Optional.of(EnvironmentKey.of(app, environment)), 10));
    }
}
