package dev.appdb.setting;

import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.form.Validator;
import dev.appdb.request.AppName;
import dev.appdb.request.Capacity;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Region;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The questions of a set-up, declared once for every front end and for the flags. */
public final class SetupForm {
    public static final String APP_NAME = "app-name";
    public static final String ENVIRONMENT = "environment";
    public static final String TARGET = "target";
    public static final String SERVER_URL = "server-url";
    public static final String POSTGRES_VERSION = "postgres-version";
    public static final String REGION = "region";
    public static final String MIN_CAPACITY = "min-capacity";
    public static final String MAX_CAPACITY = "max-capacity";
    public static final String EXTENSIONS = "extension";

    private SetupForm() {}

    /** The form for one project. */
    public static Form of(SetupFacts facts) {
        List<Question> questions = new ArrayList<>(naming(facts).questions());
        questions.add(extensions(facts));
        return new Form(questions);
    }

    /** What names the database: enough for every command but set-up. */
    public static Form naming(SetupFacts facts) {
        return new Form(List.of(
                appName(facts),
                environment(facts),
                target(facts),
                serverUrl(facts),
                region(facts),
                postgresVersion(facts),
                minCapacity(facts),
                maxCapacity(facts)));
    }

    private static Question appName(SetupFacts facts) {
        return Question.text(
                        APP_NAME,
                        "App name",
                        "the name of the application, which is its folder under infra/",
                        "--app-name",
                        (value, soFar) -> Validator.constructs(AppName::new)
                                .problem(value, soFar)
                                .or(() -> facts.appProblem(new AppName(value))))
                .offering(soFar -> facts.apps())
                .suggesting(soFar -> only(facts.apps(), "the only app folder under infra/"));
    }

    private static Question environment(SetupFacts facts) {
        return Question.text(
                        ENVIRONMENT,
                        "Environment",
                        "the environment that the database is for, such as dev, staging or prod",
                        "--environment",
                        Validator.constructs(EnvironmentName::new))
                .offering(soFar -> app(soFar).map(facts::environments).orElse(List.of()))
                .suggesting(soFar ->
                        app(soFar).flatMap(app -> only(facts.environments(app), "the only environment of " + app)));
    }

    private static Question target(SetupFacts facts) {
        return Question.text(
                        TARGET,
                        "Target",
                        "where the database lives: " + Target.names(),
                        "--target",
                        Validator.constructs(Target::of))
                .as(Question.Kind.CHOICE)
                .offering(soFar -> Arrays.stream(Target.values())
                        .map(target -> new Choice(target.toString(), target.description()))
                        .toList())
                .suggesting(soFar -> remembered(facts, soFar, TARGET));
    }

    private static Question serverUrl(SetupFacts facts) {
        return Question.text(
                        SERVER_URL,
                        "Server URL",
                        "where the server is, without a password: postgresql://postgres@host:5432/app",
                        "--server-url",
                        Validator.constructs(ServerUrl::new))
                .askedWhen(soFar -> isFor(soFar, Target.SERVER))
                .suggesting(soFar -> remembered(facts, soFar, SERVER_URL));
    }

    private static Question postgresVersion(SetupFacts facts) {
        return Question.text(
                        POSTGRES_VERSION,
                        "PostgreSQL version",
                        "the major version of PostgreSQL, from " + PostgresVersion.OLDEST + " to "
                                + PostgresVersion.NEWEST,
                        "--postgres-version",
                        Validator.constructs(PostgresVersion::of))
                .askedWhen(soFar -> isFor(soFar, Target.LOCAL) || isFor(soFar, Target.AWS))
                .suggesting(soFar -> remembered(facts, soFar, POSTGRES_VERSION)
                        .or(() -> Optional.of(new Answer(PostgresVersion.DEFAULT.toString(), "the default"))));
    }

    private static Question region(SetupFacts facts) {
        return Question.text(
                        REGION,
                        "Region",
                        "the AWS Region, like us-east-1; " + Region.WHERE_FROM,
                        "--region",
                        Validator.constructs(Region::new))
                .askedWhen(soFar -> isFor(soFar, Target.AWS))
                .suggesting(soFar -> remembered(facts, soFar, REGION));
    }

    private static Question minCapacity(SetupFacts facts) {
        return Question.text(
                        MIN_CAPACITY,
                        "Minimum capacity",
                        "the minimum ACU (about 2 GiB of memory each) of an instance: 0 to 256 in steps of 0.5;"
                                + " 0 pauses the database when nobody is connected",
                        "--min-capacity",
                        Validator.constructs(Capacity::minimum))
                .askedWhen(soFar -> isFor(soFar, Target.AWS))
                .suggesting(soFar -> remembered(facts, soFar, MIN_CAPACITY).or(() -> acu(Capacity.DEFAULT.minAcu())));
    }

    private static Question maxCapacity(SetupFacts facts) {
        return Question.text(
                        MAX_CAPACITY,
                        "Maximum capacity",
                        "the maximum ACU of an instance: 1 to 256 in steps of 0.5, at least the minimum",
                        "--max-capacity",
                        SetupForm::maxCapacityProblem)
                .askedWhen(soFar -> isFor(soFar, Target.AWS))
                .suggesting(soFar -> remembered(facts, soFar, MAX_CAPACITY).or(() -> maxCapacityByDefault(soFar)));
    }

    private static Optional<Answer> acu(double byDefault) {
        return Optional.of(new Answer(Capacity.text(byDefault), "the default"));
    }

    /** A default below the minimum that was chosen would be wrong. */
    private static Optional<Answer> maxCapacityByDefault(Answers soFar) {
        double least = leastCapacity(soFar);
        return least > Capacity.DEFAULT.maxAcu()
                ? Optional.of(new Answer(Capacity.text(least), "as much as the minimum"))
                : acu(Capacity.DEFAULT.maxAcu());
    }

    /** What is wrong with the minimum is said there. */
    private static double leastCapacity(Answers soFar) {
        return valid(soFar, MIN_CAPACITY, Capacity::minimum).orElse(0.0);
    }

    private static Optional<String> maxCapacityProblem(String value, Answers soFar) {
        double least = leastCapacity(soFar);
        return Validator.constructs(text -> new Capacity(least, Capacity.maximum(text)))
                .problem(value, soFar);
    }

    private static boolean isFor(Answers soFar, Target target) {
        return soFar.value(TARGET).equals(Optional.of(target.toString()));
    }

    private static Question extensions(SetupFacts facts) {
        return Question.text(
                        EXTENSIONS,
                        "Extensions",
                        "Turn on extensions that only rds_superuser can create. Create the others in your migrations.",
                        "--extension",
                        (value, soFar) -> Validator.constructs(ExtensionSwitches::of)
                                .problem(value, soFar)
                                .or(() -> extensionChoices(facts, soFar).problem(ExtensionSwitches.of(value))))
                .as(Question.Kind.SWITCHES)
                .offering(soFar -> extensionChoices(facts, soFar).offered())
                .suggesting(soFar -> Optional.of(extensionChoices(facts, soFar).leftAsItIs()));
    }

    private static ExtensionChoices extensionChoices(SetupFacts facts, Answers soFar) {
        return new ExtensionChoices(
                valid(soFar, TARGET, Target::of),
                valid(soFar, POSTGRES_VERSION, PostgresVersion::of).orElse(PostgresVersion.DEFAULT),
                app(soFar).map(facts::extensions).orElse(Collections.emptySortedMap()));
    }

    private static Optional<Answer> remembered(SetupFacts facts, Answers soFar, String question) {
        return app(soFar)
                .flatMap(
                        app -> environment(soFar).flatMap(environment -> facts.remembered(app, environment, question)));
    }

    private static Optional<Answer> only(List<Choice> choices, String source) {
        return choices.size() == 1 ? Optional.of(new Answer(choices.get(0).value(), source)) : Optional.empty();
    }

    private static Optional<AppName> app(Answers soFar) {
        return valid(soFar, APP_NAME, AppName::new);
    }

    private static Optional<EnvironmentName> environment(Answers soFar) {
        return valid(soFar, ENVIRONMENT, EnvironmentName::new);
    }

    /** An answer as its value, unless it is missing or wrong. */
    private static <T> Optional<T> valid(Answers soFar, String question, Function<String, T> constructor) {
        return soFar.value(question).flatMap(value -> {
            try {
                return Optional.of(constructor.apply(value));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }
}
