package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.InputBlock;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.command.Parsed;
import dev.appdb.bot.job.EngineOrder;
import dev.appdb.bot.job.EnvironmentEngines.OpenEngine;
import dev.appdb.bot.modal.CommandModal;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.cli.Invocation.Developer;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.option.DatabaseOptions;
import dev.appdb.cli.wiring.BotEngines;
import dev.appdb.cli.wiring.Wiring;
import dev.appdb.engine.EarlierAnswers;
import dev.appdb.engine.RequestResolver;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.RunJournal;
import dev.appdb.failure.Problems;
import dev.appdb.failure.Subcommand;
import dev.appdb.file.OwnFolder;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Form;
import dev.appdb.journal.FileRunJournal;
import dev.appdb.postgres.server.ServerSessions;
import dev.appdb.project.FileChange;
import dev.appdb.project.Project;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Target;
import dev.appdb.setting.DeploymentSettings;
import dev.appdb.setting.Setting;
import dev.appdb.setting.SettingType;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Walks the table of settings, each row with each of its targets, and asks every front end for it. What is expected of a
 * row follows from the row.
 */
class SettingsEverywhereTest {
    /** A setting takes the first of these that it can read and that is not its default. */
    private static final List<String> TEXTS = List.of(
            "shop",
            "0",
            "2",
            "17",
            "600",
            "731",
            "true",
            "us-west-2",
            "postgresql://postgres@db.example.com:5432/shop",
            "123456789012",
            "arn:aws:iam::123456789012:policy/boundary",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:master-a1b2c3",
            "local",
            "aurora-iopt1",
            "database",
            "pg_trgm=on",
            "[{\"schema\":\"audit\",\"why\":\"theirs\"}]");

    @TempDir
    Path folder;

    private final ServerSessions sessions = new ServerSessions();

    @BeforeEach
    void anAppFolder() throws Exception {
        Files.createDirectories(folder.resolve("infra").resolve(TEXTS.get(0)));
    }

    @AfterEach
    void noSessions() {
        sessions.close();
    }

    static Stream<Arguments> rows() {
        return Settings.ALL.stream()
                .flatMap(setting -> setting.targets().stream().map(target -> Arguments.of(setting, target)));
    }

    static Stream<Setting<?>> settings() {
        return Settings.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theCommandLineReadsIt(Setting<?> setting) {
        for (Subcommand command : setting.commands()) {
            DatabaseOptions options = new DatabaseOptions(command);
            CommandSpec spec = CommandSpec.create();
            options.addTo(spec);

            new CommandLine(spec).parseArgs(words(setting, text(setting)).toArray(String[]::new));

            assertThat(options.given().values()).as(command.words()).isEqualTo(Map.of(setting.id(), text(setting)));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theWizardAsksForItIfTheRowSaysSo(Setting<?> setting, Target target) {
        assertThat(form().questions().stream()
                        .filter(question -> question.applies().test(answers(setting, target)))
                        .filter(question -> question.id().equals(setting.id()))
                        .filter(question -> question.prompt().equals(setting.label()))
                        .filter(question -> question.flag().equals(setting.flag())))
                .hasSize(setting.askedFor().contains(target) ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theModalAsksForItIfTheRowSaysSo(Setting<?> setting, Target target) {
        Answers others = answers(setting, target).without(DeploymentSettings.CLUSTER.id());
        BotCommand command = (BotCommand) CommandText.parse(slackText(setting, target, others));

        assertThat(CommandModal.of(command, new NoFacts()).view().getBlocks().stream()
                        .filter(InputBlock.class::isInstance)
                        .map(InputBlock.class::cast)
                        .filter(block -> block.getLabel().getText().equals(setting.label()))
                        .filter(block -> block.getBlockId().split("\\|", 2)[0].equals(setting.id())))
                .hasSize(setting.askedFor().contains(target) ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void slackReadsItIfTheRowSaysSoAndTheEngineHasIt(Setting<?> setting, Target target) throws Exception {
        String value = text(setting, target);
        Answers others = answers(setting, target).without(setting.id());
        String typed = slackText(setting, target, others) + slackWords(setting, value);

        Parsed parsed = CommandText.parse(typed);

        if (!setting.inSlack()) {
            assertThat(parsed)
                    .isInstanceOfSatisfying(
                            Parsed.Unclear.class,
                            unclear -> assertThat(unclear.problems())
                                    .anyMatch(problem ->
                                            problem.startsWith("\"" + setting.flag() + "\" is not a flag of setup")));
            return;
        }
        assertThat(parsed).isInstanceOf(BotCommand.class);
        BotCommand command = (BotCommand) parsed;
        assertThat(command.answers().value(setting.id())).contains(value);
        assertThat(CommandText.parse(command.text())).isEqualTo(command);
        RunJournal journal = new FileRunJournal(OwnFolder.at(folder.resolve(".appdb")));
        opened(command, journal).close();
        assertThat(EarlierAnswers.of(journal.runs().get(0)).answers().value(setting.id()))
                .contains(value);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theRequestHasItIfItIsAskedOrRemembered(Setting<?> setting, Target target) throws Exception {
        Resolution resolution = resolved(setting, target);

        assertThat(resolution.values().text(setting)).contains(text(setting, target));
        if (setting.field().isPresent() || setting.askedFor().contains(target)) {
            assertThat(inRequest(setting, resolution)).contains(text(setting, target));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theFileRemembersItIfTheRowSaysSo(Setting<?> setting, Target target) throws Exception {
        Resolution resolution = resolved(setting, target);

        FileChange change = Project.at(folder).remember(resolution.request());
        Project.at(folder).write(List.of(change));

        assertThat(Project.at(folder)
                        .remembered(
                                resolution.request().app(), resolution.request().environment())
                        .orElseThrow()
                        .value()
                        .values()
                        .text(setting))
                .isEqualTo(setting.field().map(field -> text(setting, target)));
        setting.field().ifPresent(field -> assertThat(change.after()).contains("\"" + field.name() + "\":"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aSetupThatIsResumedKnowsIt(Setting<?> setting, Target target) throws Exception {
        Resolution resolution = resolved(setting, target);
        String value = text(setting, target);

        assertThat(new EarlierAnswers(resolution.answersByFlag(), Optional.empty())
                        .answers()
                        .value(setting.id()))
                .as("a run")
                .contains(value);
        boolean isOfAnotherTarget =
                !setting.askedFor().isEmpty() && !setting.askedFor().contains(target);
        assertThat(EarlierAnswers.of(form(), answers(setting, target)).answers().value(setting.id()))
                .as("a draft, which keeps no answer to a question of another target")
                .isEqualTo(isOfAnotherTarget ? Optional.empty() : Optional.of(value));
    }

    private static <T> Optional<String> inRequest(Setting<T> setting, Resolution resolution) {
        return setting.in(resolution.request()).map(setting.type()::print);
    }

    private Form form() {
        return new RequestResolver(Project.at(folder), Map.of(), new Problems()).form();
    }

    private Resolution resolved(Setting<?> setting, Target target) throws Exception {
        return new RequestResolver(Project.at(folder), Map.of(), new Problems()).setup(answers(setting, target));
    }

    private OpenEngine opened(BotCommand command, RunJournal journal) throws Exception {
        ProcessContext context = Developer.script(folder)
                .context(
                        new PrintStream(PrintStream.nullOutputStream()),
                        new PrintStream(PrintStream.nullOutputStream()));
        return new BotEngines(
                        context,
                        Optional.of(folder),
                        (project, aws) -> new Wiring(context, project, aws, OwnFolder.at(folder), sessions))
                .open(
                        new EngineOrder(
                                new EnvironmentKey(
                                        command.app().orElseThrow(),
                                        command.environment().orElseThrow()),
                                command.name().words(),
                                command.answers().values(),
                                EnvironmentConfiguration.NONE,
                                Optional.empty()),
                        journal,
                        event -> {});
    }

    /** A value for a row, and one for everything else that its target asks for. */
    private static Answers answers(Setting<?> setting, Target target) {
        Answers answers = Answers.NONE;
        for (Setting<?> each : Settings.ALL) {
            // A secret goes with the cluster that is adopted.
            boolean isBeside = setting == DeploymentSettings.MASTER_SECRET && each == DeploymentSettings.CLUSTER;
            if (each == setting || isBeside || each.askedFor().contains(target)) {
                answers = answers.with(each.id(), text(each, target), "a test");
            }
        }
        return answers;
    }

    private static String text(Setting<?> setting, Target target) {
        return setting == Settings.TARGET ? target.toString() : text(setting);
    }

    private static String text(Setting<?> setting) {
        return TEXTS.stream()
                .filter(text -> isAnother(setting, text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no text here is a value of " + setting + ": add one"));
    }

    private static <T> boolean isAnother(Setting<T> setting, String text) {
        try {
            return !Optional.of(setting.parse(text)).equals(setting.byDefault());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> words(Setting<?> setting, String value) {
        return setting.isSwitch() ? List.of(setting.flag(value)) : List.of(setting.flag(), value);
    }

    /** A set-up with the app, the environment, and these answers, but for the row's own. */
    private static String slackText(Setting<?> setting, Target target, Answers answers) {
        List<String> words =
                new ArrayList<>(List.of("setup", text(Settings.APP_NAME, target), text(Settings.ENVIRONMENT, target)));
        StringBuilder text = new StringBuilder(String.join(" ", words));
        for (Setting<?> each : Settings.ALL) {
            if (each != setting && answers.value(each.id()).isPresent()) {
                text.append(slackWords(each, answers.value(each.id()).get()));
            }
        }
        return text.toString();
    }

    /** App and environment are said by their places, and extensions without a flag. */
    private static String slackWords(Setting<?> setting, String value) {
        if (setting == Settings.APP_NAME || setting == Settings.ENVIRONMENT) {
            return "";
        }
        return setting.type().form() == SettingType.Form.WORDS
                ? " " + value
                : " " + String.join(" ", words(setting, value));
    }

    /** A project of which nothing is known. */
    private static final class NoFacts implements SetupFacts {
        @Override
        public List<Choice> apps() {
            return List.of();
        }

        @Override
        public Optional<String> appProblem(AppName app) {
            return Optional.empty();
        }

        @Override
        public List<Choice> environments(AppName app) {
            return List.of();
        }

        @Override
        public Optional<Answer> remembered(
                AppName app, EnvironmentName environment, Optional<Target> target, String question) {
            return Optional.empty();
        }
    }
}
