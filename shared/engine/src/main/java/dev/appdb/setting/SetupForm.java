package dev.appdb.setting;

import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.form.Validator;
import dev.appdb.request.AppName;
import dev.appdb.request.Capacity;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.PostgresVersion;
import dev.appdb.request.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The questions of a setup: one for each setting that is asked, in the order of the table, and one for each that the
 * project's files leave open.
 */
public final class SetupForm {
    /** The settings whose answers name the place of a setup, which can be looked at before the rest is answered. */
    public static final List<Setting<?>> NAMING_A_PLACE = List.of(
            Settings.APP_NAME,
            Settings.ENVIRONMENT,
            Settings.TARGET,
            Settings.SERVER_URL,
            Settings.REGION,
            Settings.ACCOUNT,
            Settings.ACCOUNT_ID,
            Settings.BUCKET,
            DeploymentSettings.NETWORK,
            DeploymentSettings.PROJECT_NAME,
            DeploymentSettings.CLUSTER);

    private final SetupFacts facts;
    private final Subcommand command;

    private SetupForm(SetupFacts facts, Subcommand command) {
        this.facts = facts;
        this.command = command;
    }

    /** The form for one project. */
    public static Form of(SetupFacts facts) {
        return of(facts, Subcommand.SETUP);
    }

    private static Form of(SetupFacts facts, Subcommand command) {
        SetupForm form = new SetupForm(facts, command);
        return new Form(asked().stream().map(form::question).toList());
    }

    /** The settings with a question, in the order of the table; those about the account come with its Region. */
    private static List<Setting<?>> asked() {
        List<Setting<?>> asked = new ArrayList<>();
        for (Setting<?> setting : Settings.ALL) {
            if (!setting.askedFor().isEmpty() || setting.isDeclared()) {
                asked.add(setting);
            }
            if (setting == Settings.REGION) {
                asked.add(Settings.ACCOUNT);
                asked.add(Settings.BUCKET);
            }
        }
        return asked;
    }

    /** The same without the extensions, which only a setup changes. */
    public static Form naming(SetupFacts facts) {
        return naming(facts, Subcommand.SETUP);
    }

    /** The same for a command, which is stopped only by what it takes. */
    public static Form naming(SetupFacts facts, Subcommand command) {
        return new Form(of(facts, command).questions().stream()
                .filter(question -> !question.id().equals(Settings.EXTENSIONS.id()))
                .toList());
    }

    /** Those of a form's questions that the project's files leave open, and that are not answered. */
    public static Form open(Form form, SetupFacts facts, Subcommand command, Answers soFar) {
        SetupForm open = new SetupForm(facts, command);
        return new Form(form.questions().stream()
                .filter(question -> soFar.answer(question.id()).isEmpty())
                .filter(question -> Settings.of(question.id())
                        .filter(setting -> open.isOpen(setting, soFar))
                        .isPresent())
                .map(question -> open.explained(question, soFar))
                .toList());
    }

    /** The same question, which needs no other answer, with what makes it one. */
    private Question explained(Question question, Answers soFar) {
        List<Choice> choices = question.choices().apply(soFar);
        String notice = question.notice().apply(soFar);
        return question.askedWhen(any -> true)
                .noticing(any -> notice)
                .offering(any -> choices)
                .suggesting(any -> Optional.empty());
    }

    private Question question(Setting<?> setting) {
        Question question = Question.text(
                        setting.id(),
                        setting.label(),
                        setting.questionHelp(),
                        setting.flag(),
                        Validator.constructs(setting::parse))
                .askedWhen(soFar -> !OwnCluster.isOfNoUse(setting, facts, soFar)
                        && (isAsked(setting, soFar) || isOpen(setting, soFar)))
                .noticing(soFar -> unreadable(setting, soFar))
                .offering(soFar -> contradicting(setting, soFar))
                .suggesting(soFar -> suggestion(setting, soFar));
        if (setting == Settings.APP_NAME) {
            return appName(question);
        }
        if (setting == Settings.ENVIRONMENT) {
            return environment(question);
        }
        if (setting == Settings.TARGET) {
            return question.as(Question.Kind.CHOICE).offering(this::targets);
        }
        if (setting == Settings.REGION) {
            return question.offering(soFar -> KnownRegions.CHOICES);
        }
        if (setting == Settings.ACCOUNT || setting == Settings.BUCKET) {
            return ofAccount(question, setting == Settings.ACCOUNT);
        }
        if (setting == DeploymentSettings.MAX_CAPACITY) {
            return maxCapacity(question);
        }
        return setting == Settings.EXTENSIONS ? extensions(question) : question;
    }

    /** True if a setting is asked for the target that was answered; what every target has, before there is one, too. */
    static boolean isAsked(Setting<?> setting, Answers soFar) {
        return setting.askedFor().size() == Target.values().length
                || valid(soFar, Settings.TARGET)
                        .filter(setting.askedFor()::contains)
                        .isPresent();
    }

    /** A setting that is open has none: whoever is asked decides. */
    private Optional<Answer> suggestion(Setting<?> setting, Answers soFar) {
        return isOpen(setting, soFar)
                ? Optional.empty()
                : facts.variable(setting).or(() -> stated(setting, soFar)).or(() -> byDefault(setting));
    }

    /** The value that is remembered, or else declared. */
    private Optional<Answer> stated(Setting<?> setting, Answers soFar) {
        return remembered(setting, soFar).or(() -> declared(setting, soFar).flatMap(DeclaredSetting::value));
    }

    /**
     * True if the command takes the setting, and the project's files do not settle it: its declaration can't be read, or
     * differs from what is remembered.
     */
    private boolean isOpen(Setting<?> setting, Answers soFar) {
        if (!setting.isDeclared()
                || OwnCluster.isOfNoUse(setting, facts, soFar)
                || !setting.commands().contains(command)
                || valid(soFar, Settings.TARGET)
                        .filter(setting.targets()::contains)
                        .isEmpty()) {
            return false;
        }
        if (setting == Settings.DATABASE && valid(soFar, Settings.SERVER_URL).isPresent()) {
            return false; // the URL names it
        }
        Optional<Answer> remembered = remembered(setting, soFar);
        return declared(setting, soFar)
                .filter(declared -> declared.value()
                        .map(value -> remembered
                                .filter(kept -> !agree(setting, kept.value(), value.value()))
                                .isPresent())
                        .orElse(remembered.isEmpty()))
                .isPresent();
    }

    /** Returns true if two values are the same; of schemas only the first is declared under this name. */
    public static boolean agree(Setting<?> setting, String one, String declared) {
        String compared = setting == Settings.SCHEMA ? one.split(",", 2)[0] : one;
        return compared.equals(declared);
    }

    private List<Choice> contradicting(Setting<?> setting, Answers soFar) {
        return isOpen(setting, soFar)
                ? Stream.concat(
                                remembered(setting, soFar).stream(),
                                declared(setting, soFar).flatMap(DeclaredSetting::value).stream())
                        .map(answer -> new Choice(answer.value(), "from " + answer.source()))
                        .toList()
                : List.of();
    }

    /** The reason why a question is asked whose declaration can't be read, with file and line. */
    private String unreadable(Setting<?> setting, Answers soFar) {
        return isOpen(setting, soFar)
                ? declared(setting, soFar).map(DeclaredSetting::problem).orElse("")
                : "";
    }

    private Optional<DeclaredSetting> declared(Setting<?> setting, Answers soFar) {
        return setting.isDeclared()
                ? valid(soFar, Settings.APP_NAME)
                        .flatMap(app -> valid(soFar, Settings.ENVIRONMENT)
                                .flatMap(environment -> facts.declared(app, environment, setting)))
                : Optional.empty();
    }

    private Optional<Answer> remembered(Setting<?> setting, Answers soFar) {
        return valid(soFar, Settings.APP_NAME)
                .flatMap(app -> valid(soFar, Settings.ENVIRONMENT)
                        .flatMap(environment ->
                                facts.remembered(app, environment, valid(soFar, Settings.TARGET), setting.id())));
    }

    private static <T> Optional<Answer> byDefault(Setting<T> setting) {
        return setting.byDefault().map(value -> Answer.byDefault(setting.type().print(value)));
    }

    private Question appName(Question question) {
        return question.judgedBy((value, soFar) ->
                        question.validator().problem(value, soFar).or(() -> facts.appProblem(new AppName(value))))
                .offering(soFar -> facts.apps())
                .suggesting(soFar -> facts.variable(Settings.APP_NAME)
                        .or(() -> only(facts.apps(), "the only app folder under infra/")));
    }

    private Question environment(Question question) {
        return question.offering(soFar ->
                        valid(soFar, Settings.APP_NAME).map(facts::environments).orElse(List.of()))
                .suggesting(soFar -> facts.variable(Settings.ENVIRONMENT)
                        .or(() -> valid(soFar, Settings.APP_NAME)
                                .flatMap(app -> only(facts.environments(app), "the only environment of " + app))));
    }

    private List<Choice> targets(Answers soFar) {
        return facts.targets(valid(soFar, Settings.APP_NAME), valid(soFar, Settings.ENVIRONMENT)).stream()
                .map(target -> new Choice(target.toString(), target.description()))
                .toList();
    }

    /** A question that is asked only where the project's files don't lead to a bucket: for the account if it has several. */
    private Question ofAccount(Question question, boolean isAccount) {
        Question asked = question.askedWhen(soFar -> unknownBucket(soFar).isPresent()
                        && isAccount != facts.accounts().isEmpty())
                .noticing(soFar -> unknownBucket(soFar).orElse(""))
                .suggesting(soFar -> Optional.empty());
        return isAccount ? asked.as(Question.Kind.CHOICE).offering(soFar -> facts.accounts()) : asked;
    }

    private Optional<String> unknownBucket(Answers soFar) {
        return valid(soFar, Settings.TARGET)
                .filter(target -> target == Target.AWS)
                .flatMap(target -> valid(soFar, Settings.APP_NAME))
                .flatMap(app -> valid(soFar, Settings.ENVIRONMENT)
                        .flatMap(environment -> facts.unknownBucket(app, environment)));
    }

    private Question maxCapacity(Question question) {
        return question.judgedBy((value, soFar) -> Validator.constructs(
                                text -> new Capacity(leastCapacity(soFar), DeploymentSettings.MAX_CAPACITY.parse(text)))
                        .problem(value, soFar))
                .suggesting(soFar -> isOpen(DeploymentSettings.MAX_CAPACITY, soFar)
                        ? Optional.empty()
                        : stated(DeploymentSettings.MAX_CAPACITY, soFar).or(() -> maxCapacityByDefault(soFar)));
    }

    /** A default below the minimum that was chosen would be wrong. */
    private static Optional<Answer> maxCapacityByDefault(Answers soFar) {
        double least = leastCapacity(soFar);
        return least > Capacity.DEFAULT.maxAcu()
                ? Optional.of(new Answer(Capacity.text(least), "as much as the minimum"))
                : byDefault(DeploymentSettings.MAX_CAPACITY);
    }

    /** A minimum that is not valid is refused by its own question. */
    private static double leastCapacity(Answers soFar) {
        return valid(soFar, DeploymentSettings.MIN_CAPACITY).orElse(Capacity.LOWEST_ACU);
    }

    private Question extensions(Question question) {
        return question.as(Question.Kind.SWITCHES)
                .judgedBy((value, soFar) -> extensionChoices(soFar)
                        .problemOfName(value)
                        .or(() -> question.validator().problem(value, soFar))
                        .or(() -> extensionChoices(soFar).problem(ExtensionSwitches.of(value))))
                .offering(soFar -> extensionChoices(soFar).offered())
                .suggesting(soFar -> Optional.of(extensionChoices(soFar).leftAsItIs()));
    }

    private ExtensionChoices extensionChoices(Answers soFar) {
        return new ExtensionChoices(
                valid(soFar, Settings.TARGET),
                valid(soFar, Settings.POSTGRES_VERSION).orElse(PostgresVersion.DEFAULT),
                valid(soFar, Settings.APP_NAME)
                        .flatMap(app -> valid(soFar, Settings.ENVIRONMENT)
                                .map(environment -> facts.extensions(app, environment)))
                        .orElse(Collections.emptySortedMap()),
                valid(soFar, Settings.TARGET)
                        .filter(target -> target == Target.SERVER)
                        .flatMap(target -> valid(soFar, Settings.SERVER_URL))
                        .flatMap(facts::extensions));
    }

    private static Optional<Answer> only(List<Choice> choices, String source) {
        return choices.size() == 1 ? Optional.of(new Answer(choices.get(0).value(), source)) : Optional.empty();
    }

    /** An answer as its value, unless it is missing or wrong. */
    public static <T> Optional<T> valid(Answers soFar, Setting<T> setting) {
        return soFar.value(setting.id()).flatMap(value -> {
            try {
                return Optional.of(setting.parse(value));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }
}
