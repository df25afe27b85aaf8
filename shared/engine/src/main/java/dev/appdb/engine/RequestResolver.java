package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problem;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.project.NoDatabase;
import dev.appdb.project.Project;
import dev.appdb.request.AppName;
import dev.appdb.request.Capacity;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import dev.appdb.setting.DeploymentSettings;
import dev.appdb.setting.OwnCluster;
import dev.appdb.setting.Setting;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import dev.appdb.setting.SetupForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes a request of the settings that were given and those that the project remembers; all problems at once. */
public final class RequestResolver {
    /** The code of the failure that the project's files declare no database. */
    public static final String NO_DATABASE = "no-database";

    private static final Set<Subcommand> NEEDING_EXTENSIONS = Set.of(
            Subcommand.SETUP,
            Subcommand.PLAN,
            Subcommand.APPLY,
            Subcommand.TEMPLATE,
            Subcommand.ROLES_PLAN,
            Subcommand.ROLES_UPDATE,
            Subcommand.EXTENSIONS_LIST,
            Subcommand.EXTENSIONS_SET,
            Subcommand.EXTENSIONS_UNSET);

    private final Project project;
    private final ProjectFacts facts;
    private final Problems problems;
    private final List<Problem> reportedBefore;

    /**
     * @param environment the process's environment
     * @param problems takes what is missing or wrong; those that are in it already are reported together with them
     */
    public RequestResolver(Project project, Map<String, String> environment, Problems problems) {
        this.project = project;
        this.facts = new ProjectFacts(project, environment);
        this.problems = problems;
        this.reportedBefore = problems.found();
    }

    /** The facts about the project, as they are now, for a form of another front end. */
    public SetupFacts facts() {
        return facts;
    }

    /** The questions of a setup. */
    public Form form() {
        return SetupForm.of(facts);
    }

    /**
     * The questions of a setup, with looks at the target between them.
     *
     * @param ports makes the adapters of the target that the settings name
     */
    public Form form(Function<SettingValues, TargetPorts> ports) {
        return new Form(
                form().questions(), new SetupLookUps(project, facts, form(), this::provisionalValues, ports)::next);
    }

    /**
     * Looks at the settings that flags and variables give, before anybody is asked for the rest.
     *
     * @throws ProblemsException naming all that is wrong, also what was taken down before
     * @throws FailureException if a variable can't be used, or the project can't be read
     */
    public void check(Answers given) throws ProblemsException, FailureException {
        new GivenSettings(form(), problems).judge(given);
        problems.throwIfAny();
        facts.apps();
        Settings.ALL.forEach(facts::variable);
        facts.throwIfUnreadable();
    }

    /** The values as far as they are known; empty where they do not go together yet. */
    private Optional<SettingValues> provisionalValues(Answers soFar) throws FailureException {
        Answers valid = soFar;
        for (Setting<?> setting : Settings.ALL) {
            valid = SetupForm.valid(soFar, setting).isPresent() ? valid : valid.without(setting.id());
        }
        Target target = SetupForm.valid(valid, Settings.TARGET).orElseThrow();
        Optional<ServerUrl> url =
                target == Target.SERVER ? SetupForm.valid(valid, Settings.SERVER_URL) : Optional.empty();
        try {
            SettingValues values = values(valid.without(Settings.EXTENSIONS.id()), target, url);
            values.request();
            return Optional.of(values);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** True if a setup can do with these, its defaults and what is remembered. */
    public boolean isComplete(Answers answers) {
        Form form = form();
        return form.problems(suggested(form, answers)).isEmpty();
    }

    /**
     * The request of a command that takes a database as it is known.
     *
     * @throws ProblemsException naming everything missing or wrong
     * @throws FailureException if something is missing or wrong that the command has no flag for
     */
    public Resolution named(Subcommand command, Answers given) throws ProblemsException, FailureException {
        return resolve(command, SetupForm.naming(facts, command), given);
    }

    /** The questions that the project's files leave open for a command: to be asked where there is somebody to ask. */
    public Form open(Subcommand command, Answers given) {
        Form form = SetupForm.naming(facts, command);
        return SetupForm.open(form, facts, command, suggested(form, given));
    }

    /**
     * The request of a setup.
     *
     * @throws ProblemsException naming everything missing or wrong
     */
    public Resolution setup(Answers given) throws ProblemsException, FailureException {
        facts.throwIfUnreadable();
        Answers complete = given.value(Settings.EXTENSIONS.id()).isPresent()
                ? given
                : given.with(Settings.EXTENSIONS.id(), "", Settings.EXTENSIONS.flag());
        return resolve(Subcommand.SETUP, form(), complete);
    }

    private Resolution resolve(Subcommand command, Form form, Answers given)
            throws ProblemsException, FailureException {
        Answers answers = suggested(form, given);
        requireDatabase(command, answers);
        Contradictions contradictions = new Contradictions(facts, command, given, answers);
        Form open = SetupForm.open(form, facts, command, answers);
        problems.addAll(contradictions.problems(open));
        problems.addAll(without(open, form).problems(answers));
        Optional<Target> target = SetupForm.valid(answers, Settings.TARGET);
        new GivenSettings(form, problems).judgeUnasked(answers);
        Optional<ServerUrl> url = target.equals(Optional.of(Target.SERVER))
                ? SetupForm.valid(answers, Settings.SERVER_URL)
                : Optional.empty();
        new SettingsTogether(problems, url).names(answers);
        facts.throwIfUnreadable();
        if (contradictions.areOfInterest()) {
            facts.throwIfUndeclared();
        }
        throwIfAny(command, answers);
        SettingValues values = values(answers, target.orElseThrow(), url);
        new SettingsTogether(problems, url).values(values);
        List<String> notes = new ArrayList<>(contradictions.notes(values));
        checkOwnCluster(command, given, values, notes);
        throwIfAny(command, answers);
        SettingValues whole =
                values.with(Settings.EXTENSIONS, new ExtensionSwitches(extensions(command, values, notes)));
        return new Resolution(project, whole.request(), values, answers, flags(form, given, answers, values), notes);
    }

    /** @throws FailureException if the project's files declare that there is none */
    private void requireDatabase(Subcommand command, Answers answers) throws FailureException {
        Optional<AppName> app = SetupForm.valid(answers, Settings.APP_NAME);
        Optional<EnvironmentName> environment = SetupForm.valid(answers, Settings.ENVIRONMENT);
        Optional<NoDatabase> reason = app.flatMap(name -> facts.noDatabase(command, name, environment));
        if (reason.isEmpty()) {
            return;
        }
        throw withoutDatabase(app.get(), environment, reason.get()).asException();
    }

    /** The failure that an app, or its environment, has no database of its own. */
    static Failure withoutDatabase(AppName app, Optional<EnvironmentName> environment, NoDatabase reason) {
        Optional<String> owner = reason.owner();
        return Failure.input(
                NO_DATABASE,
                app + environment.map(name -> "-" + name).orElse("") + " has no database of its own",
                reason.why(),
                owner.isPresent()
                        ? Remedy.of(
                                "It uses the database of " + owner.get() + ": {}.",
                                Subcommand.STATUS.about(
                                        owner.get(), environment.orElseThrow().value()))
                        : Remedy.of("Change it there if the app is to have one."));
    }

    private static Form without(Form some, Form form) {
        List<String> ids = some.questions().stream().map(Question::id).toList();
        return new Form(form.questions().stream()
                .filter(question -> !ids.contains(question.id()))
                .toList());
    }

    /** A problem with a setting that the command takes no flag for is one of what the project remembers. */
    private void throwIfAny(Subcommand command, Answers answers) throws ProblemsException, FailureException {
        List<Problem> ofOthers = problems.found().stream()
                .filter(problem -> !reportedBefore.contains(problem))
                .filter(problem -> !isTaken(problem, command))
                .toList();
        List<Problem> rest = problems.found().stream()
                .filter(problem -> !ofOthers.contains(problem))
                .toList();
        if (!rest.isEmpty()) {
            throw new ProblemsException(rest);
        }
        if (!ofOthers.isEmpty()) {
            throw facts.notSetUp(
                            SetupForm.valid(answers, Settings.APP_NAME).orElseThrow(),
                            SetupForm.valid(answers, Settings.ENVIRONMENT).orElseThrow(),
                            SetupForm.valid(answers, Settings.TARGET).orElseThrow(),
                            ofOthers)
                    .asException();
        }
    }

    private static boolean isTaken(Problem problem, Subcommand command) {
        List<String> flags = List.of(problem.subject().split(", ", -1));
        return Settings.ALL.stream()
                .filter(setting -> flags.contains(setting.flag()) || flags.contains(setting.negatedFlag()))
                .allMatch(setting -> setting.commands().contains(command));
    }

    /** The values of all settings: those given or answered, over those that are remembered. */
    private SettingValues values(Answers answers, Target target, Optional<ServerUrl> url) throws FailureException {
        SettingValues given = SettingValues.NONE;
        for (Setting<?> setting : Settings.ALL) {
            Optional<String> value = answers.value(setting.id());
            given = value.isPresent() && setting.targets().contains(target)
                    ? given.parsed(setting, value.get())
                    : given;
        }
        AppName app = given.orDefault(Settings.APP_NAME);
        EnvironmentName environment = given.orDefault(Settings.ENVIRONMENT);
        SettingValues known = facts.values(app, environment, target)
                .only(setting -> setting.targets().contains(target));
        SettingValues all = facts.declared(app, environment, target).and(known).and(given);
        if (all.get(DeploymentSettings.MIN_CAPACITY).orElse(Capacity.LOWEST_ACU) != Capacity.LOWEST_ACU
                && given.get(DeploymentSettings.AUTO_PAUSE).isEmpty()) {
            // A cluster that no longer pauses has no use for what was remembered about pausing.
            all = all.only(setting -> setting != DeploymentSettings.AUTO_PAUSE);
        }
        if (given.get(Settings.SCHEMA).isEmpty()) {
            all = all.with(Settings.SCHEMA, withAdditional(all));
        }
        return url.isPresent() ? all.with(Settings.DATABASE, url.get().database()) : all;
    }

    /** The schemas that are remembered or declared, and those that the project declares beside. */
    private List<String> withAdditional(SettingValues values) throws FailureException {
        return Stream.concat(
                        values.orDefault(Settings.SCHEMA).stream(),
                        facts
                                .additionalSchemas(
                                        values.orDefault(Settings.APP_NAME), values.orDefault(Settings.ENVIRONMENT))
                                .stream())
                .distinct()
                .toList();
    }

    /** Looks for settings of a cluster of our own that are given for one of somebody else, and the other way round. */
    private void checkOwnCluster(Subcommand command, Answers given, SettingValues values, List<String> notes) {
        OwnCluster.inVain(command, given, values).forEach((flag, why) -> {
            // What a front end keeps of an environment comes with a setup, too.
            if (command == Subcommand.SETUP) {
                notes.add(flag + " " + why);
            } else {
                problems.add(flag, why);
            }
        });
    }

    /** Takes the default of every question that is not answered, where it has one. */
    private static Answers suggested(Form form, Answers given) {
        Answers answers = given;
        for (Question question : form.questions()) {
            if (answers.answer(question.id()).isEmpty() && question.applies().test(answers)) {
                Optional<Answer> suggestion = question.suggestion().apply(answers);
                if (suggestion.isPresent()) {
                    answers = answers.with(
                            question.id(),
                            suggestion.get().value(),
                            suggestion.get().source());
                }
            }
        }
        return answers;
    }

    /** A declaration that can't be read stops only those that would act on it. */
    private SortedMap<ExtensionName, Boolean> extensions(Subcommand command, SettingValues values, List<String> notes)
            throws FailureException {
        try {
            return values.orDefault(Settings.EXTENSIONS)
                    .appliedTo(project.extensions(
                                    values.orDefault(Settings.APP_NAME), values.orDefault(Settings.ENVIRONMENT))
                            .values());
        } catch (FailureException e) {
            if (NEEDING_EXTENSIONS.contains(command)) {
                throw e;
            }
            if (command == Subcommand.ROLES_CHECK) {
                notes.add("Extensions are not checked: " + e.failure().what() + ": "
                        + e.failure().why());
            }
            return Collections.emptySortedMap();
        }
    }

    /** The flags that ask for the same again: what was given, and what the command would not come to by itself. */
    private static Map<String, String> flags(Form form, Answers given, Answers answers, SettingValues values) {
        Map<String, String> flags = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            Optional<String> value = setting.commands().isEmpty() ? Optional.empty() : values.text(setting);
            boolean isChosen = form.questions().stream()
                    .filter(question -> question.id().equals(setting.id()))
                    .filter(question -> question.applies().test(answers))
                    .findFirst()
                    .map(question -> !question.suggestion()
                            .apply(answers)
                            .map(Answer::value)
                            .equals(value))
                    .orElse(given.answer(setting.id()).isPresent());
            if (value.isPresent() && !value.get().isEmpty() && (isChosen || !values.isDefault(setting))) {
                flags.put(setting.flag(value.get()), setting.isSwitch() ? "" : value.get());
            }
        }
        return flags;
    }
}
