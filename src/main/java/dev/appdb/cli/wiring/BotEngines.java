package dev.appdb.cli.wiring;

import dev.appdb.bot.job.EngineOrder;
import dev.appdb.bot.job.EnvironmentEngines;
import dev.appdb.bot.job.PlaceLook;
import dev.appdb.bot.store.DatabaseKey;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.KeptSettings;
import dev.appdb.engine.RequestResolver;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.Run;
import dev.appdb.engine.RunJournal;
import dev.appdb.event.EventSink;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.LookUp;
import dev.appdb.form.Refusal;
import dev.appdb.form.SecretPrompt;
import dev.appdb.project.BackendSettings;
import dev.appdb.project.FileChange;
import dev.appdb.project.Project;
import dev.appdb.project.StoredFiles;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.setting.ProblemLabels;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import dev.appdb.setting.SetupForm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The engine as the bot has it: over files in memory, with the answers of a form instead of flags. */
public final class BotEngines implements EnvironmentEngines {
    private static final String SETUP = "setup";

    private final ProcessContext context;
    private final Optional<Path> checkout;
    private final BiFunction<Project, TargetFlags, Wiring> wirings;

    /**
     * @param checkout of the project, which is only read
     * @param wirings what an engine over a project is put together by
     */
    public BotEngines(
            ProcessContext context, Optional<Path> checkout, BiFunction<Project, TargetFlags, Wiring> wirings) {
        this.context = context;
        this.checkout = checkout;
        this.wirings = wirings;
    }

    @Override
    public OpenEngine open(EngineOrder order, RunJournal journal, EventSink events) throws FailureException {
        StoredFiles files = new StoredFiles(checkout, order.configuration().files());
        Project project = Project.of(files);
        Resolution resolution = resolve(order, project);
        Run run = wirings.apply(project, TargetFlags.of(resolution.values(), false))
                .engine(resolution.request().target(), journal)
                .begin(order.procedure(), resolution.request(), resolution.flags(), order.resumes(), events);
        return new Opened(order, resolution, run);
    }

    @Override
    public Optional<SetupFacts> declared() {
        return checkout.map(
                folder -> new RequestResolver(Project.at(folder), context.environment(), new Problems()).facts());
    }

    @Override
    public PlaceLook look(EnvironmentConfiguration configuration, Answers answers) {
        Project project = Project.of(new StoredFiles(checkout, configuration.files()));
        RequestResolver resolver = new RequestResolver(project, context.environment(), new Problems());
        Form form = resolver.form(values ->
                wirings.apply(project, TargetFlags.of(values, false)).ports(values.orDefault(Settings.TARGET)));
        Optional<Refusal> refusal = Optional.empty();
        Optional<LookUp> due = form.lookUps().apply(answers);
        while (due.isPresent() && refusal.isEmpty()) {
            // The password of a server is in the bot's own password file, or nowhere.
            refusal = due.get().look(SecretPrompt.NONE);
            due = form.lookUps().apply(answers);
        }
        SetupFacts facts = resolver.facts();
        return new PlaceLook(
                refusal,
                SetupForm.valid(answers, Settings.SERVER_URL).flatMap(facts::extensions),
                SetupForm.valid(answers, Settings.APP_NAME)
                        .flatMap(app -> SetupForm.valid(answers, Settings.ENVIRONMENT)
                                .flatMap(environment -> facts.unknownBucket(app, environment))));
    }

    private Resolution resolve(EngineOrder order, Project project) throws FailureException {
        RequestResolver resolver = new RequestResolver(project, context.environment(), new Problems());
        try {
            return resolver.setup(new KeptSettings(order.configuration().answers())
                    .with(order.environment().app(), order.environment().environment(), order.answers()));
        } catch (ProblemsException e) {
            throw Failure.input(
                            "incomplete",
                            "could not begin " + order.command() + " of "
                                    + order.environment().app() + "-"
                                    + order.environment().environment(),
                            isUnknown(order)
                                    ? "it was never set up with this bot"
                                    : e.problems().stream()
                                            .map(ProblemLabels::of)
                                            .collect(Collectors.joining("; ")),
                            Remedy.of(
                                    (isUnknown(order)
                                                    ? "Look whether that is its name, or set it up"
                                                    : "Set it up with all that is missing")
                                            + ": {}.",
                                    Subcommand.SETUP.about(
                                            order.environment().app().value(),
                                            order.environment().environment().value())))
                    .asException();
        }
    }

    private static boolean isUnknown(EngineOrder order) {
        return !order.command().equals(SETUP) && order.configuration().answers().isEmpty();
    }

    /** One run, and what it was resolved from. */
    private record Opened(EngineOrder order, Resolution resolution, Run run) implements OpenEngine {

        @Override
        public DatabaseKey database() {
            return DatabaseKey.of(resolution.request());
        }

        @Override
        public List<FileChange> changes() throws FailureException {
            return order.command().equals(SETUP)
                    ? files().changes().stream()
                            .filter(change -> !change.isPersonal())
                            .toList()
                    : List.of();
        }

        @Override
        public List<String> notes() throws FailureException {
            return order.command().equals(SETUP)
                    ? files().notes()
                    : ConfigurationFiles.warnings(
                            resolution.project(), resolution.request(), BackendSettings.of(resolution.values()));
        }

        private ConfigurationFiles files() throws FailureException {
            return ConfigurationFiles.of(resolution, BackendSettings.of(resolution.values()), switches());
        }

        private ExtensionSwitches switches() {
            return ExtensionSwitches.of(order.answers().getOrDefault(Settings.EXTENSIONS.id(), ""));
        }

        @Override
        public EnvironmentConfiguration configuration() throws FailureException {
            Map<String, String> files = new TreeMap<>(order.configuration().files());
            changes().stream()
                    .filter(change -> !change.creates())
                    .forEach(change -> files.put(change.path().toString(), change.after()));
            Map<String, String> answers = new TreeMap<>(resolution.answers().values());
            answers.put(Settings.EXTENSIONS.id(), declared().toString());
            return new EnvironmentConfiguration(answers, files);
        }

        private ExtensionSwitches declared() throws FailureException {
            return new ExtensionSwitches(resolution
                    .project()
                    .extensions(order.environment().app(), order.environment().environment())
                    .values());
        }

        @Override
        public void close() {
            run.close();
        }
    }
}
