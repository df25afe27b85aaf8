package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problem;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.project.Project;
import dev.appdb.project.ProjectFiles;
import dev.appdb.project.RememberedEnvironment;
import dev.appdb.project.Sourced;
import dev.appdb.project.SuperuserExtensions;
import dev.appdb.request.AppName;
import dev.appdb.request.BackendModule;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.Region;
import dev.appdb.request.Target;
import dev.appdb.setting.RememberedField;
import dev.appdb.setting.Setting;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The facts that the setup form asks for, read from the project. A project that can't be read fails when asked for it. */
final class ProjectFacts implements SetupFacts {
    private static final List<String> REGION_VARIABLES = List.of("AWS_REGION", "AWS_DEFAULT_REGION");

    private final Project project;
    private final Map<String, String> environment;
    private Optional<FailureException> unreadable = Optional.empty();

    /** @param environment the process's environment, for the Region */
    ProjectFacts(Project project, Map<String, String> environment) {
        this.project = project;
        this.environment = environment;
    }

    /** @throws FailureException if anything of the project could not be read since */
    void throwIfUnreadable() throws FailureException {
        if (unreadable.isPresent()) {
            throw unreadable.get();
        }
    }

    @Override
    public List<Choice> apps() {
        return read(
                () -> project.appFolders().stream()
                        .map(name -> new Choice(name, folder(name)))
                        .toList(),
                List.of());
    }

    private String folder(String name) {
        try {
            return project.folder(new AppName(name));
        } catch (IllegalArgumentException e) {
            return "infra/" + name;
        }
    }

    @Override
    public Optional<Answer> variable(Setting<?> setting) {
        String value = environment.getOrDefault(setting.variable(), "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return read(
                () -> {
                    try {
                        setting.parse(value);
                        return Optional.of(new Answer(value, "from " + setting.variable()));
                    } catch (IllegalArgumentException e) {
                        throw Failure.input(
                                        "variable-not-valid",
                                        "could not use " + setting.variable(),
                                        String.valueOf(e.getMessage()),
                                        "Correct it, or unset it.")
                                .asException(e);
                    }
                },
                Optional.empty());
    }

    @Override
    public Optional<String> appProblem(AppName app) {
        try {
            project.requireApp(app);
            return Optional.empty();
        } catch (FailureException e) {
            return Optional.of(e.failure().why() + ". " + e.failure().remedy());
        }
    }

    @Override
    public List<Choice> environments(AppName app) {
        return read(
                () -> project.environments(app).stream()
                        .map(found -> new Choice(found.value().value(), found.source()))
                        .toList(),
                List.of());
    }

    @Override
    public SortedMap<ExtensionName, Answer> extensions(AppName app) {
        SortedMap<ExtensionName, Answer> extensions = new TreeMap<>();
        read(
                        () -> project.extensions(app).declared(),
                        Collections.<ExtensionName, SuperuserExtensions.Setting>emptyMap())
                .forEach((name, setting) -> extensions.put(
                        name,
                        new Answer(
                                setting.enabled() ? "on" : "off",
                                setting.place().toString())));
        return extensions;
    }

    @Override
    public Optional<Answer> remembered(AppName app, EnvironmentName name, Optional<Target> target, String question) {
        Optional<Sourced<RememberedEnvironment>> found = found(app, name, target);
        SettingValues known = found.map(each -> each.value().values()).orElse(SettingValues.NONE);
        Optional<Answer> answer = Settings.of(question)
                .flatMap(known::text)
                .map(value -> new Answer(value, found.orElseThrow().source()));
        return answer.isEmpty() && question.equals(Settings.REGION.id())
                ? region(app, name, known.orDefault(Settings.MODULE))
                : answer;
    }

    private Optional<Sourced<RememberedEnvironment>> found(AppName app, EnvironmentName name, Optional<Target> target) {
        return read(
                () -> target.isPresent() ? project.remembered(app, name, target.get()) : project.remembered(app, name),
                Optional.<Sourced<RememberedEnvironment>>empty());
    }

    /** The failure of a command that takes an environment's settings as they are remembered, and finds them lacking. */
    Failure notSetUp(AppName app, EnvironmentName name, Target target, List<Problem> problems) {
        String file = ProjectFiles.shown(project.rememberedFile(app, name, target));
        boolean isKnown = found(app, name, Optional.of(target))
                .filter(known -> known.source().equals(file))
                .isPresent();
        return Failure.input(
                "not-set-up",
                app + "-" + name + " is not " + (isKnown ? "fully " : "") + "set up",
                isKnown
                        ? "in " + file + ", "
                                + problems.stream().map(ProjectFacts::inFile).collect(Collectors.joining("; "))
                        : "there is no " + file,
                Remedy.of(
                        "Set it up: {}.",
                        Subcommand.SETUP.about(app.value(), name.value()).with("--target", target.toString())));
    }

    private static String inFile(Problem problem) {
        String field = Settings.ALL.stream()
                .filter(setting -> setting.flag().equals(problem.subject()))
                .flatMap(setting -> setting.field().stream())
                .map(RememberedField::name)
                .findFirst()
                .orElse("");
        return (field + " " + (problem.missing() ? "is missing" : problem.text())).strip();
    }

    /** All that is remembered of an environment on a target. */
    SettingValues values(AppName app, EnvironmentName name, Target target) {
        return found(app, name, Optional.of(target))
                .map(known -> known.value().values())
                .orElse(SettingValues.NONE);
    }

    /** A Region that the project names comes before the process's environment, which says nothing about this database. */
    private Optional<Answer> region(AppName app, EnvironmentName name, BackendModule module) {
        return read(() -> project.region(app, name, module), Optional.<Sourced<Region>>empty())
                .map(region -> new Answer(region.value().value(), region.source()))
                .or(() -> REGION_VARIABLES.stream()
                        .filter(variable ->
                                !environment.getOrDefault(variable, "").isEmpty())
                        .map(variable -> new Answer(String.valueOf(environment.get(variable)), "from " + variable))
                        .findFirst());
    }

    private <T> T read(Reading<T> reading, T otherwise) {
        try {
            return reading.read();
        } catch (FailureException e) {
            unreadable = unreadable.or(() -> Optional.of(e));
            return otherwise;
        }
    }

    private interface Reading<T> {
        T read() throws FailureException;
    }
}
