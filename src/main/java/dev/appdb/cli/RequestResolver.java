package dev.appdb.cli;

import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.project.Project;
import dev.appdb.project.RememberedEnvironment;
import dev.appdb.request.AppName;
import dev.appdb.request.AuroraSettings;
import dev.appdb.request.BackendModule;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Region;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import dev.appdb.setting.SetupForm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a request from flags, what the project remembers, and what a person answers; all problems at once. */
final class RequestResolver {
    private final Project project;
    private final ProjectFacts facts;
    private final Problems problems;

    /** @param environment the process's environment */
    RequestResolver(Project project, Map<String, String> environment, Problems problems) {
        this.project = project;
        this.facts = new ProjectFacts(project, environment);
        this.problems = problems;
    }

    /**
     * The request of a command that takes a database as it is known.
     *
     * @throws ProblemsException naming everything missing or wrong, also what was taken down before
     */
    Resolution named(DatabaseOptions options) throws ProblemsException, FailureException {
        return named(options, null);
    }

    /** Like {@link #named(DatabaseOptions)}, for another Terraform module than the remembered one. */
    Resolution named(DatabaseOptions options, @Nullable String module) throws ProblemsException, FailureException {
        return resolve(SetupForm.naming(facts), given(options), options, module, ExtensionSwitches.NONE);
    }

    /** The questions of a set-up. */
    Form form() {
        return SetupForm.of(facts);
    }

    /** What flags answer of them. */
    static Answers given(DatabaseOptions options, ExtensionSwitches switches) {
        Answers answers = given(options);
        return switches.isEmpty() ? answers : answers.with(SetupForm.EXTENSIONS, switches.toString(), "--extension");
    }

    /**
     * Looks at the answers that flags give, before anybody is asked for the rest.
     *
     * @throws ProblemsException naming all that is wrong, also what was taken down before
     */
    void check(Answers known) throws ProblemsException {
        for (Question question : form().questions()) {
            known.value(question.id())
                    .flatMap(value -> question.validator().problem(value, known))
                    .ifPresent(text -> problems.add(question.flag(), text));
        }
        problems.throwIfAny();
    }

    /** Whether a set-up can do with these, its defaults and what is remembered. */
    boolean isComplete(Answers answers) {
        Form form = form();
        Answers all = suggested(form, answers);
        return form.problems(all).isEmpty();
    }

    Problems problems() {
        return problems;
    }

    /** The request of a set-up. */
    Resolution setup(Answers answers, DatabaseOptions options, @Nullable String module)
            throws ProblemsException, FailureException {
        facts.throwIfUnreadable();
        ExtensionSwitches chosen = answers.value(SetupForm.EXTENSIONS)
                .flatMap(text -> problems.value("--extension", text, ExtensionSwitches::of))
                .orElse(ExtensionSwitches.NONE);
        Answers complete = answers.value(SetupForm.EXTENSIONS).isPresent()
                ? answers
                : answers.with(SetupForm.EXTENSIONS, "", "--extension");
        return resolve(form(), complete, options, module, chosen);
    }

    private static Answers given(DatabaseOptions options) {
        Answers answers = Answers.NONE;
        answers = with(answers, SetupForm.APP_NAME, options.appName);
        answers = with(answers, SetupForm.ENVIRONMENT, options.environment);
        answers = with(answers, SetupForm.TARGET, options.target);
        answers = with(answers, SetupForm.SERVER_URL, options.serverUrl);
        answers = with(answers, SetupForm.REGION, options.region);
        answers = with(answers, SetupForm.MIN_CAPACITY, options.minCapacity);
        answers = with(answers, SetupForm.MAX_CAPACITY, options.maxCapacity);
        return with(answers, SetupForm.POSTGRES_VERSION, options.postgresVersion);
    }

    private static Answers with(Answers answers, String question, @Nullable String value) {
        return value == null ? answers : answers.with(question, value, "--" + question);
    }

    private Resolution resolve(
            Form form, Answers given, DatabaseOptions options, @Nullable String module, ExtensionSwitches switches)
            throws ProblemsException, FailureException {
        Answers answers = suggested(form, given);
        problems.addAll(form.problems(answers));
        // With target aws the form asks for the Region, and says what is wrong with it.
        Optional<Region> region = answers.value(SetupForm.TARGET).equals(Optional.of(Target.AWS.toString()))
                ? Optional.empty()
                : problems.value("--region", options.region, Region::new);
        Optional<BackendModule> backendModule = problems.value("--module", module, BackendModule::of);
        NameFlags nameFlags = new NameFlags(options, problems);
        Optional<Target> likely = valid(answers, SetupForm.TARGET, Target::of);
        nameFlags.check(
                likely.equals(Optional.of(Target.SERVER))
                        ? valid(answers, SetupForm.SERVER_URL, ServerUrl::new)
                        : Optional.empty());
        AuroraFlags auroraFlags = new AuroraFlags(options, problems);
        likely.ifPresent(auroraFlags::check);
        facts.throwIfUnreadable();
        problems.throwIfAny();
        AppName app = new AppName(answer(answers, SetupForm.APP_NAME));
        EnvironmentName environment = new EnvironmentName(answer(answers, SetupForm.ENVIRONMENT));
        Target target = Target.of(answer(answers, SetupForm.TARGET));
        Optional<RememberedEnvironment> known = project.remembered(app, environment);
        Optional<ServerUrl> url =
                target == Target.SERVER ? answers.value(SetupForm.SERVER_URL).map(ServerUrl::new) : Optional.empty();
        Optional<DatabaseNames> names = nameFlags.names(known, url);
        Optional<AuroraSettings> aurora = target == Target.AWS
                ? auroraFlags.settings(answers, known.flatMap(RememberedEnvironment::aurora))
                : Optional.empty();
        problems.throwIfAny();
        DatabaseRequest request = new DatabaseRequest(
                app,
                environment,
                target,
                answers.value(SetupForm.POSTGRES_VERSION)
                        .map(PostgresVersion::of)
                        .orElse(PostgresVersion.DEFAULT),
                aurora.orElse(AuroraSettings.DEFAULT),
                names.orElse(DatabaseNames.DEFAULT),
                backendModule.or(() -> known.map(RememberedEnvironment::module)).orElse(BackendModule.SERVICE),
                target == Target.AWS
                        ? answers.value(SetupForm.REGION).map(Region::new)
                        : region.or(() -> known.flatMap(RememberedEnvironment::region)),
                url,
                extensions(app, switches));
        Map<String, String> flags = flags(request, options, module, switches);
        putChosen(flags, form, answers);
        return new Resolution(project, request, answers, flags);
    }

    /** An answer, unless the form has something to say against it. */
    private static <T> Optional<T> valid(Answers answers, String question, Function<String, T> constructor) {
        try {
            return answers.value(question).map(constructor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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

    private SortedMap<ExtensionName, Boolean> extensions(AppName app, ExtensionSwitches switches)
            throws FailureException {
        SortedMap<ExtensionName, Boolean> extensions =
                new TreeMap<>(project.extensions(app).values());
        extensions.putAll(switches.switches());
        return extensions;
    }

    private static Map<String, String> flags(
            DatabaseRequest request, DatabaseOptions options, @Nullable String module, ExtensionSwitches switches) {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("--app-name", request.app().value());
        flags.put("--environment", request.environment().value());
        flags.put("--target", request.target().toString());
        request.serverUrl().ifPresent(url -> flags.put("--server-url", url.value()));
        if (request.target() != Target.SERVER && request.version().major() != PostgresVersion.DEFAULT.major()) {
            flags.put("--postgres-version", request.version().toString());
        }
        put(flags, "--region", options.region);
        if (request.target() == Target.AWS) {
            AuroraFlags.put(flags, request, options);
        }
        put(flags, "--module", module);
        put(flags, "--database", request.target() == Target.SERVER ? null : options.database);
        put(flags, "--schema", options.schema);
        put(flags, "--app-user", options.appUser);
        put(flags, "--migrator-user", options.migratorUser);
        if (!switches.isEmpty()) {
            flags.put("--extension", switches.toString());
        }
        if (options.project != null) {
            flags.put("--project", options.project.toString());
        }
        return flags;
    }

    /** Adds the answers that the command would not come to by itself, such as a default in place of what is remembered. */
    private static void putChosen(Map<String, String> flags, Form form, Answers answers) {
        for (Question question : form.questions()) {
            Optional<String> value = answers.value(question.id());
            Optional<String> byItself = question.suggestion().apply(answers).map(Answer::value);
            if (value.isPresent() && question.applies().test(answers) && !value.equals(byItself)) {
                flags.putIfAbsent(question.flag(), value.get());
            }
        }
    }

    private static void put(Map<String, String> flags, String flag, @Nullable String value) {
        if (value != null) {
            flags.put(flag, value);
        }
    }

    private static String answer(Answers answers, String question) {
        return answers.value(question)
                .orElseThrow(() -> new IllegalStateException("the form let " + question + " pass without an answer"));
    }
}
