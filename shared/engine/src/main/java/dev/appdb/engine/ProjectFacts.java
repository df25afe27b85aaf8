package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problem;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answer;
import dev.appdb.form.Choice;
import dev.appdb.project.AppDeclaration;
import dev.appdb.project.Declared;
import dev.appdb.project.KnownEnvironment;
import dev.appdb.project.NoDatabase;
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
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.setting.DeclaredSetting;
import dev.appdb.setting.RememberedField;
import dev.appdb.setting.Setting;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The facts that the setup form asks for, read from the project. A project that can't be read fails when asked for it. */
final class ProjectFacts implements SetupFacts {
    private static final String ADDITIONAL_SCHEMAS = "additional_schema_names";
    private static final List<String> REGION_VARIABLES = List.of("AWS_REGION", "AWS_DEFAULT_REGION");

    /** The commands for a database that is left over, since it is declared no longer. */
    private static final Set<Subcommand> LEFT_OVER = Set.of(Subcommand.STATUS, Subcommand.STOP, Subcommand.DESTROY);

    private final Project project;
    private final Map<String, String> environment;
    private final Map<KnownEnvironment, Map<String, Optional<DeclaredSetting>>> declared = new ConcurrentHashMap<>();
    private final Map<String, List<AvailableExtension>> onServers = new ConcurrentHashMap<>();
    private final Map<KnownEnvironment, String> unknownBuckets = new ConcurrentHashMap<>();
    private Optional<FailureException> unreadable = Optional.empty();
    private Optional<FailureException> undeclared = Optional.empty();

    /** @param environment the process's environment, for the Region */
    ProjectFacts(Project project, Map<String, String> environment) {
        this.project = project;
        this.environment = environment;
    }

    /** Reads the project's files again when they are next asked for: a person may have changed them in another terminal. */
    void readAgain() {
        project.readAgain();
        declared.clear();
        unreadable = Optional.empty();
        undeclared = Optional.empty();
    }

    /** @throws FailureException if anything of the project could not be read since */
    void throwIfUnreadable() throws FailureException {
        if (unreadable.isPresent()) {
            throw unreadable.get();
        }
    }

    /** @throws FailureException if a file that may declare a setting could not be read since */
    void throwIfUndeclared() throws FailureException {
        if (undeclared.isPresent()) {
            throw undeclared.get();
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
    public SortedMap<ExtensionName, Answer> extensions(AppName app, EnvironmentName name) {
        SortedMap<ExtensionName, Answer> extensions = new TreeMap<>();
        read(
                        () -> project.extensions(app, name).declared(),
                        Collections.<ExtensionName, SuperuserExtensions.Setting>emptyMap())
                .forEach((extension, setting) -> extensions.put(
                        extension,
                        new Answer(
                                setting.enabled() ? "on" : "off",
                                setting.place().toString())));
        return extensions;
    }

    @Override
    public Optional<List<AvailableExtension>> extensions(ServerUrl server) {
        return Optional.ofNullable(onServers.get(server.value()));
    }

    /** Takes note of what a server said to have. */
    void found(ServerUrl server, List<AvailableExtension> extensions) {
        onServers.put(server.value(), List.copyOf(extensions));
    }

    @Override
    public Optional<String> unknownBucket(AppName app, EnvironmentName name) {
        return Optional.ofNullable(unknownBuckets.get(new KnownEnvironment(app, name)));
    }

    /** Takes note that an environment's bucket is to be asked for. */
    void lacksBucket(AppName app, EnvironmentName name, String why) {
        unknownBuckets.put(new KnownEnvironment(app, name), why);
    }

    /** Takes note that the project's files lead to an environment's bucket, which they may not have done before. */
    void leadsToBucket(AppName app, EnvironmentName name) {
        unknownBuckets.remove(new KnownEnvironment(app, name));
    }

    @Override
    public List<Choice> accounts() {
        return read(
                () -> project.accounts().stream()
                        .map(account -> new Choice(account.value(), account.source()))
                        .toList(),
                List.of());
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

    @Override
    public Optional<DeclaredSetting> declared(AppName app, EnvironmentName name, Setting<?> setting) {
        return declared.computeIfAbsent(new KnownEnvironment(app, name), known -> new ConcurrentHashMap<>())
                .computeIfAbsent(setting.id(), id -> declaration(app, name, setting));
    }

    private <T> Optional<DeclaredSetting> declaration(AppName app, EnvironmentName name, Setting<T> setting) {
        Optional<Declared> found;
        try {
            AppDeclaration all = project.declaration(app, name);
            found = all.value(setting.declaredName());
            if (setting == Settings.SCHEMA) {
                // The other schemas belong to the same setting: where they can't be read, it can't.
                Optional<Declared> schema = found;
                found = all.value(ADDITIONAL_SCHEMAS)
                        .filter(declared -> declared.text().isEmpty())
                        .or(() -> schema);
            }
        } catch (FailureException e) {
            undeclared = undeclared.or(() -> Optional.of(e));
            return Optional.empty();
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Declared declaration = found.get();
        Optional<String> text = declaration.text();
        if (text.isEmpty()) {
            return Optional.of(DeclaredSetting.unreadable(declaration.problem()));
        }
        try {
            return setting.ofDeclared(text.get())
                    .map(value -> DeclaredSetting.of(
                            setting.type().print(value), declaration.place().toString()));
        } catch (IllegalArgumentException e) {
            return Optional.of(DeclaredSetting.unreadable(setting.declaredName() + " = " + text.get() + " in "
                    + declaration.place() + ": " + e.getMessage()));
        }
    }

    /** The schemas that are declared beside the first; none where that can't be read. */
    List<String> additionalSchemas(AppName app, EnvironmentName name) {
        try {
            return project.declaration(app, name)
                    .value(ADDITIONAL_SCHEMAS)
                    .map(Declared::values)
                    .orElse(List.of());
        } catch (FailureException e) {
            undeclared = undeclared.or(() -> Optional.of(e));
            return List.of();
        }
    }

    /** All that is declared about the settings of a target, as far as it can be read. */
    SettingValues declared(AppName app, EnvironmentName name, Target target) {
        SettingValues values = SettingValues.NONE;
        for (Setting<?> setting : Settings.ALL) {
            if (setting.isDeclared() && setting.targets().contains(target)) {
                Optional<Answer> value = declared(app, name, setting).flatMap(DeclaredSetting::value);
                values = value.isPresent() ? values.parsed(setting, value.get().value()) : values;
            }
        }
        return values;
    }

    /** Notes about declarations that appdb takes no setting from. */
    List<String> withoutSetting(AppName app, EnvironmentName name) {
        List<String> notes = new ArrayList<>();
        String protection = "appdb protects every cluster from deletion, unless --temporary is given";
        note(app, name, "deletion_protection", "false", protection).ifPresent(notes::add);
        notes.addAll(withoutTag());
        return notes;
    }

    private List<String> withoutTag() {
        try {
            return project.identity().unreadableTags().stream()
                    .map(tag -> tag.problem() + "; the resources get no tag of it")
                    .toList();
        } catch (FailureException e) {
            return List.of(); // whoever needs the identity fails with the reason
        }
    }

    private Optional<String> note(
            AppName app, EnvironmentName environmentName, String name, String value, String note) {
        try {
            return project.declaration(app, environmentName)
                    .value(name)
                    .filter(declared -> declared.text().equals(Optional.of(value)))
                    .map(declared -> name + " = " + value + " (from " + declared.place() + "): " + note);
        } catch (FailureException e) {
            return Optional.empty(); // it is no setting's: nothing depends on it
        }
    }

    private Optional<Sourced<RememberedEnvironment>> found(AppName app, EnvironmentName name, Optional<Target> target) {
        return read(
                () -> target.isPresent() ? project.remembered(app, name, target.get()) : project.remembered(app, name),
                Optional.<Sourced<RememberedEnvironment>>empty());
    }

    /**
     * The reason for which there is no database to work with. What takes away or only looks is kept from none that was set up
     * before. A file that can't be read is no reason.
     */
    Optional<NoDatabase> noDatabase(Subcommand command, AppName app, Optional<EnvironmentName> name) {
        try {
            Optional<NoDatabase> reason =
                    name.isPresent() ? project.noDatabase(app, name.get()) : project.noDatabase(app);
            boolean isLeft = LEFT_OVER.contains(command)
                    && name.flatMap(known -> found(app, known, Optional.empty()))
                            .isPresent();
            return reason.filter(found -> !isLeft);
        } catch (FailureException e) {
            return Optional.empty();
        }
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

    /** A Region that the project names comes before the process's environment and profile, which say nothing about this database. */
    private Optional<Answer> region(AppName app, EnvironmentName name, BackendModule module) {
        return read(() -> project.region(app, name, module), Optional.<Sourced<Region>>empty())
                .map(region -> new Answer(region.value().value(), region.source()))
                .or(() -> REGION_VARIABLES.stream()
                        .filter(variable ->
                                !environment.getOrDefault(variable, "").isEmpty())
                        .map(variable -> new Answer(String.valueOf(environment.get(variable)), "from " + variable))
                        .findFirst())
                .or(() -> ProfileRegion.of(environment));
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
