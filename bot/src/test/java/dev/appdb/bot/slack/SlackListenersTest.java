package dev.appdb.bot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.demo.Delivered;
import dev.appdb.bot.demo.FakeSlack;
import dev.appdb.bot.demo.Message;
import dev.appdb.bot.demo.Person;
import dev.appdb.bot.job.Awaiting;
import dev.appdb.bot.job.PlaceLook;
import dev.appdb.bot.job.UserGroups;
import dev.appdb.bot.policy.PolicyFile;
import dev.appdb.engine.RequestResolver;
import dev.appdb.failure.Problems;
import dev.appdb.project.Project;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Target;
import dev.appdb.setting.DeclaredSetting;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands, clicks and modals come in by the door and are answered: all of the bot but the engine's target. */
class SlackListenersTest {
    private static final String POLICY = """
            contact: "the platform team"
            allow:
              - name: developers
                commands: [help, setup, status, mute]
                apps: [shop]
                environments: ["*"]
                channels: [C1]
                targets: [local, aws]
                who: [S01]
            """;

    private BotWithoutTarget bot;
    private FakeSlack slack;
    private Person person;

    @BeforeEach
    void start() throws Exception {
        bot = new BotWithoutTarget(POLICY);
        slack = bot.slack;
        person = slack.user("U1").in("C1");
    }

    @AfterEach
    void stop() throws Exception {
        bot.close();
    }

    @Test
    void aTypedCommandIsDoneOnceAndAnsweredHoweverOftenItIsDelivered() {
        Delivered typed = person.types("/appdb status shop dev");
        typed.again().awaitAck(2);

        slack.awaitMessage("C1", message -> message.shown().contains("its target is not there"));
        assertThat(bot.runs("shop", "dev")).hasSize(1);
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
            Awaiting.until(
                    "there is " + line, () -> bot.metrics.scrape().lines().anyMatch(each -> each.startsWith(line)));
        }
    }

    @Test
    void aFormsDefaultsAreWhatTheCheckoutDeclares(@TempDir Path checkout) throws Exception {
        for (String app : List.of("shop", "payroll")) {
            Path file = checkout.resolve("infra/" + app + "/app-config/dev.tf");
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, """
                    module "dev_config" {
                      source                  = "./env-config"
                      environment             = "dev"
                      database_engine_version = "17.7"
                    }
                    """);
        }
        SetupFacts facts = new KnownDatabases(
                        bot.store,
                        PolicyFile.read(POLICY),
                        user -> Set.of("S01"),
                        new FormEngines(
                                Optional.of(
                                        new RequestResolver(Project.at(checkout), Map.of(), new Problems()).facts()),
                                answers -> PlaceLook.NOTHING))
                .offeredTo("U1", "C1", CommandName.SETUP);

        assertThat(version(facts, "shop")).contains("17 (infra/shop/app-config/dev.tf:4)");
        assertThat(version(facts, "payroll")).as("not allowed").isEmpty();
    }

    @Test
    void aSetUpFormOffersTheTargetsThatThePolicyLetsOneChooseAndTheOneThatThereIs() throws Exception {
        SetupFacts developers = facts("targets: [local]", user -> Set.of("S01"));
        SetupFacts others = facts("targets: [local]", user -> Set.of());
        SetupFacts unknown = facts("targets: [local]", user -> {
            throw new UserGroups.GroupsUnknownException("slow");
        });

        assertThat(targets(developers, "shop", "new")).containsExactly(Target.LOCAL);
        assertThat(targets(developers, "shop", "prod")).containsExactly(Target.LOCAL, Target.AWS);
        assertThat(targets(developers, "payroll", "prod")).isEmpty();
        assertThat(targets(facts("servers: ['db:5432/*']", user -> Set.of("S01")), "shop", "new"))
                .containsExactly(Target.SERVER);
        assertThat(targets(others, "shop", "dev")).isEmpty();
        assertThat(targets(unknown, "shop", "dev")).hasSize(Target.values().length);
    }

    private SetupFacts facts(String choices, UserGroups groups) throws Exception {
        return new KnownDatabases(
                        bot.store,
                        PolicyFile.read(POLICY.replace("targets: [local, aws]", choices)),
                        groups,
                        FormEngines.EMPTY)
                .offeredTo("U1", "C1", CommandName.SETUP);
    }

    private static List<Target> targets(SetupFacts facts, String app, String environment) {
        return facts.targets(Optional.of(new AppName(app)), Optional.of(new EnvironmentName(environment)));
    }

    @Test
    void whereThePolicyLetsOneChooseNoTargetTheFormSaysSoInItsPlace() {
        person.types("/appdb setup payroll").awaitAck();

        JsonNode modal = person.awaitModal("lets you choose no target");
        assertThat(modal.toString()).doesNotContain("static_select", "min-capacity");
        person.submits(Map.of("environment", "dev")).awaitAck();
        person.awaitModal("lets you choose no target");
        assertThat(bot.runs("payroll", "dev")).isEmpty();
    }

    private static Optional<String> version(SetupFacts facts, String app) {
        return facts.declared(new AppName(app), new EnvironmentName("dev"), Settings.POSTGRES_VERSION)
                .flatMap(DeclaredSetting::value)
                .map(answer -> answer.value() + " (" + answer.source() + ")");
    }

    @Test
    void aFormsButtonOpensItWithTheDatabasesThatOneMayAskFor() {
        Message answer = typed("/appdb mute", "needs");
        person.clicks(answer, form(answer)).awaitAck();

        JsonNode modal = person.awaitModal("Continue");
        assertThat(modal.toString()).contains("Valid: shop").doesNotContain("payroll");
    }

    @Test
    void aSubmittedFormIsTheWholeCommandInTheChannelWhereItWasOpened() {
        Message answer = typed("/appdb mute shop", "needs");
        person.clicks(answer, form(answer)).awaitAck();
        person.awaitModal("Continue");

        person.submits(Map.of("environment", "dev", "until", "soon")).awaitAck();
        assertThat(person.problems().values())
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("soon"));
        person.submits(Map.of("environment", "dev", "until", "2h")).awaitAck();

        slack.awaitMessage("C1", message -> message.shown().contains("shop-dev are muted until"));
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
        assertThat(bot.runs("shop", "prod")).singleElement().satisfies(run -> {
            assertThat(run.asked().channel()).isEqualTo("C1");
            assertThat(run.asked().typed()).isEqualTo("setup shop prod vector=on");
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

    @Test
    void aCommandIsAcknowledgedWhileItsFormHangsAndNeitherLostNorDoubled() {
        CountDownLatch late = new CountDownLatch(1);
        slack.holds("views.open", late);
        Delivered typed = person.types("/appdb setup shop dev");

        assertThat(typed.awaitAck().isTaken()).isTrue();
        assertThat(bot.metrics.scrape()).doesNotContain("views.open");
        Message answer = slack.awaitMessage("C1", message -> message.shown().contains("did not open in time"));
        late.countDown();
        slack.awaitCalls("views.open", 1);
        typed.again().awaitAck(2);
        assertThat(bot.runs("shop", "dev")).isEmpty();

        person.clicks(answer, form(answer)).awaitAck();
        person.awaitModal("Set up a database");
        person.submits(Map.of("target", "local")).awaitAck();
        slack.awaitMessage("C1", message -> message.shown().contains("its target is not there"));
        assertThat(bot.runs("shop", "dev")).hasSize(1);
        assertThat(slack.messages("C1"))
                .filteredOn(message -> message.shown().contains("did not open in time"))
                .hasSize(1);
    }

    @Test
    void aFormOpensWithoutTheGroupsThatSlackDoesNotReturn() {
        CountDownLatch late = new CountDownLatch(1);
        slack.holds("usergroups.list", late);

        assertThat(person.types("/appdb setup shop").awaitAck().isTaken()).isTrue();
        assertThat(bot.metrics.scrape()).doesNotContain("usergroups.list");
        slack.awaitCalls("views.open", 1);
        late.countDown();
    }

    @Test
    void aChoiceInAFormIsAcknowledgedWhileItsUpdateHangs() {
        CountDownLatch late = new CountDownLatch(1);
        person.types("/appdb setup shop").awaitAck();
        person.awaitModal("Set up a database");
        slack.holds("views.update", late);

        assertThat(person.sets("environment", "prod", Map.of("target", "aws"))
                        .awaitAck()
                        .isTaken())
                .isTrue();
        assertThat(bot.metrics.scrape()).doesNotContain("views.update");
        late.countDown();
        person.awaitModal("min-capacity");
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
}
