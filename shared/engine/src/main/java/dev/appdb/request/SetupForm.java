package dev.appdb.request;

import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.form.Validator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The questions of a set-up, declared once for every front end and for the flags. */
public final class SetupForm {
    public static final String APP_NAME = "app-name";
    public static final String ENVIRONMENT = "environment";
    public static final String TARGET = "target";
    public static final String SERVER_URL = "server-url";
    public static final String POSTGRES_VERSION = "postgres-version";
    public static final String EXTENSIONS = "extension";

    private SetupForm() {}

    /** The form for one project. */
    public static Form of(SetupFacts facts) {
        return new Form(List.of(
                appName(facts),
                environment(facts),
                target(facts),
                serverUrl(facts),
                postgresVersion(facts),
                extensions()));
    }

    /** What names the database: enough for every command but set-up. */
    public static Form naming(SetupFacts facts) {
        return new Form(
                List.of(appName(facts), environment(facts), target(facts), serverUrl(facts), postgresVersion(facts)));
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
                .askedWhen(soFar -> soFar.value(TARGET).equals(Optional.of(Target.SERVER.toString())))
                .suggesting(soFar -> remembered(facts, soFar, SERVER_URL));
    }

    private static Question postgresVersion(SetupFacts facts) {
        return Question.text(
                        POSTGRES_VERSION,
                        "PostgreSQL version",
                        "the PostgreSQL major, from " + PostgresVersion.OLDEST + " to " + PostgresVersion.NEWEST,
                        "--postgres-version",
                        Validator.constructs(PostgresVersion::of))
                .askedWhen(soFar -> soFar.value(TARGET).equals(Optional.of(Target.LOCAL.toString())))
                .suggesting(soFar -> remembered(facts, soFar, POSTGRES_VERSION)
                        .or(() -> Optional.of(new Answer(PostgresVersion.DEFAULT.toString(), "the default"))));
    }

    private static Question extensions() {
        return Question.text(
                        EXTENSIONS,
                        "Extensions",
                        "extensions that need rds_superuser, as NAME=on or NAME=off; the rest is left as it is",
                        "--extension",
                        (value, soFar) ->
                                Validator.constructs(ExtensionSwitches::of).problem(value, soFar))
                .as(Question.Kind.SWITCHES)
                .suggesting(soFar -> Optional.of(new Answer("", "leave as it is")));
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
        return soFar.value(APP_NAME)
                .filter(value ->
                        Validator.constructs(AppName::new).problem(value, soFar).isEmpty())
                .map(AppName::new);
    }

    private static Optional<EnvironmentName> environment(Answers soFar) {
        return soFar.value(ENVIRONMENT)
                .filter(value -> Validator.constructs(EnvironmentName::new)
                        .problem(value, soFar)
                        .isEmpty())
                .map(EnvironmentName::new);
    }
}
