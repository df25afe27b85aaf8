package dev.appdb.cli;

import dev.appdb.bot.job.EngineOrder;
import dev.appdb.bot.job.EnvironmentEngines;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.DriftReport;
import dev.appdb.engine.Progress;
import dev.appdb.engine.RequestResolver;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.Run;
import dev.appdb.engine.RunJournal;
import dev.appdb.engine.TargetPorts;
import dev.appdb.engine.TargetStatus;
import dev.appdb.event.EventSink;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.form.Answers;
import dev.appdb.form.Question;
import dev.appdb.project.BackendSettings;
import dev.appdb.project.FileChange;
import dev.appdb.project.Project;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupForm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The engine as the bot has it: over a scratch project, with the answers of a form instead of flags. */
final class BotEngines implements EnvironmentEngines {
    private static final String SETUP = "setup";

    private final ProcessContext context;
    private final Optional<Path> checkout;
    private final Path data;
    private final Function<Project, Wiring> wirings;

    /**
     * @param checkout of the project, which is only read
     * @param data the folder of local targets
     * @param wirings what an engine over a project is put together by
     */
    BotEngines(ProcessContext context, Optional<Path> checkout, Path data, Function<Project, Wiring> wirings) {
        this.context = context;
        this.checkout = checkout;
        this.data = data;
        this.wirings = wirings;
    }

    /** Where the projects of runs stand while these go on. */
    static Path scratch(Path data) {
        return data.resolve("scratch");
    }

    @Override
    public OpenEngine open(EngineOrder order, RunJournal journal, EventSink events) throws FailureException {
        ScratchProject scratch =
                ScratchProject.of(scratch(data), checkout, order.configuration().files());
        boolean isOpen = false;
        try {
            Resolution resolution = resolve(order, scratch);
            Wiring wiring = wirings.apply(scratch.project());
            Run run = wiring.engine(resolution.request().target(), journal)
                    .begin(order.command(), resolution.request(), resolution.flags(), order.resumes(), events);
            isOpen = true;
            return new ScratchEngine(
                    scratch,
                    order,
                    resolution,
                    wiring.ports(resolution.request().target()),
                    run);
        } finally {
            if (!isOpen) {
                scratch.close();
            }
        }
    }

    private Resolution resolve(EngineOrder order, ScratchProject scratch) throws FailureException {
        RequestResolver resolver = new RequestResolver(scratch.project(), context.environment(), new Problems());
        Map<String, String> known = new TreeMap<>(order.configuration().answers());
        // What is declared stands in the project's files.
        known.remove(Settings.EXTENSIONS.id());
        known.putAll(order.answers());
        known.put(Settings.APP_NAME.id(), order.environment().app().value());
        known.put(Settings.ENVIRONMENT.id(), order.environment().environment().value());
        Answers answers = Answers.NONE;
        for (Setting<?> setting : Settings.ALL) {
            String value = known.get(setting.id());
            answers = value == null ? answers : answers.with(setting.id(), value, setting.flag());
        }
        try {
            return resolver.setup(answers);
        } catch (ProblemsException e) {
            throw Failure.input(
                            "incomplete",
                            "could not begin " + order.command() + " of "
                                    + order.environment().app() + "-"
                                    + order.environment().environment(),
                            isUnknown(order)
                                    ? "nobody has set it up with this bot"
                                    : e.problems().stream()
                                            .map(problem -> problem.flag() + " " + problem.text())
                                            .collect(Collectors.joining("; ")),
                            (isUnknown(order)
                                            ? "Look whether that is its name, or set it up"
                                            : "Set it up with all that is missing")
                                    + ": `/appdb setup "
                                    + order.environment().app() + " "
                                    + order.environment().environment() + "`.")
                    .asException();
        }
    }

    private static boolean isUnknown(EngineOrder order) {
        return !order.command().equals(SETUP) && order.configuration().answers().isEmpty();
    }

    /** One run with its scratch project. */
    private record ScratchEngine(
            ScratchProject scratch, EngineOrder order, Resolution resolution, TargetPorts ports, Run run)
            implements OpenEngine {

        @Override
        public List<FileChange> changes() throws FailureException {
            return order.command().equals(SETUP)
                    ? ConfigurationFiles.of(
                                    resolution.project(), resolution.request(), BackendSettings.NONE, switches())
                            .changes()
                    : List.of();
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
            return new ExtensionSwitches(
                    resolution.project().extensions(order.environment().app()).values());
        }

        @Override
        public TargetStatus status() throws FailureException {
            return ports.deployer().status(resolution.request());
        }

        @Override
        public DriftReport drift() throws FailureException {
            return ports.deployer().drift(resolution.request(), new Noted(run));
        }

        @Override
        public List<AvailableExtension> extensions() throws FailureException {
            return status().state() == TargetStatus.State.ABSENT
                    ? List.of()
                    : ports.roleManager().extensions(resolution.request(), new Noted(run));
        }

        @Override
        public SortedMap<String, Boolean> declaredExtensions() throws FailureException {
            SortedMap<String, Boolean> declared = new TreeMap<>();
            declared().switches().forEach((name, on) -> declared.put(name.value(), on));
            return declared;
        }

        @Override
        public void close() {
            run.close();
            scratch.close();
        }
    }

    /** What is noted on the way belongs to the run. */
    private record Noted(Run run) implements Progress {
        @Override
        public void resource(String type, String name, ResourceState state, String detail) {
            // Nothing is deployed by looking.
        }

        @Override
        public void note(Level level, String text) {
            run.note(level, text);
        }
    }
}
