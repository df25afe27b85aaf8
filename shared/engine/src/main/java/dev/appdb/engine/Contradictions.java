package dev.appdb.engine;

import dev.appdb.failure.Problem;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Target;
import dev.appdb.setting.DeclaredSetting;
import dev.appdb.setting.DeploymentSettings;
import dev.appdb.setting.OwnCluster;
import dev.appdb.setting.Setting;
import dev.appdb.setting.SettingValues;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The comparison of the settings of a command with what the project's Terraform files declare. */
final class Contradictions {
    /** The commands that show the declarations that they take over; the others have the same, and other things to say. */
    private static final Set<Subcommand> SHOWING = Set.of(
            Subcommand.SETUP,
            Subcommand.CONFIGURE,
            Subcommand.PLAN,
            Subcommand.APPLY,
            Subcommand.TEMPLATE,
            Subcommand.ADOPT);

    private final ProjectFacts facts;
    private final Subcommand command;
    private final Answers given;
    private final Answers answers;
    private final Optional<AppName> app;
    private final Optional<EnvironmentName> environment;
    private final Optional<Target> target;

    /** @param answers those that were given, with the suggestions for the others */
    Contradictions(ProjectFacts facts, Subcommand command, Answers given, Answers answers) {
        this.facts = facts;
        this.command = command;
        this.given = given;
        this.answers = answers;
        this.app = SetupForm.valid(answers, Settings.APP_NAME);
        this.environment = SetupForm.valid(answers, Settings.ENVIRONMENT);
        this.target = SetupForm.valid(answers, Settings.TARGET);
    }

    /** Returns true if the command takes a setting that files may declare, and that is neither given nor remembered. */
    boolean areOfInterest() {
        return settings().stream()
                .anyMatch(setting -> given.answer(setting.id()).isEmpty()
                        && remembered(setting).isEmpty());
    }

    private List<Setting<?>> settings() {
        return Settings.on(command).stream()
                .filter(Setting::isDeclared)
                .filter(setting -> target.filter(setting.targets()::contains).isPresent())
                .filter(setting -> !OwnCluster.isOfNoUse(setting, facts, answers))
                .<Setting<?>>map(setting -> setting)
                .toList();
    }

    private Optional<Answer> remembered(Setting<?> setting) {
        return app.flatMap(name -> environment.flatMap(of -> facts.remembered(name, of, target, setting.id())));
    }

    private Optional<DeclaredSetting> declared(Setting<?> setting) {
        return app.flatMap(name -> environment.flatMap(of -> facts.declared(name, of, setting)));
    }

    /** One problem for each question that the project's files leave open. */
    List<Problem> problems(Form open) {
        List<Problem> problems = new ArrayList<>();
        for (Setting<?> setting : settings()) {
            if (open.questions().stream().anyMatch(question -> question.id().equals(setting.id()))) {
                declared(setting).ifPresent(declared -> problems.add(problem(setting, declared)));
            }
        }
        return problems;
    }

    private Problem problem(Setting<?> setting, DeclaredSetting declared) {
        String flag = setting.isSwitch() ? setting.flag() + ", " + setting.negatedFlag() : setting.flag();
        return declared.value()
                .map(value -> Problem.wrong(
                        flag,
                        remembered(setting)
                                        .map(kept -> kept.source() + " says " + kept.value() + ", and ")
                                        .orElse("")
                                + value.source() + " says " + value.value() + ": give the one that holds"))
                .orElseGet(() -> Problem.missing(flag, declared.problem()));
    }

    /** The declarations that are used, and the given values that differ from them. */
    List<String> notes(SettingValues values) {
        List<String> notes = new ArrayList<>();
        for (Setting<?> setting : settings()) {
            declared(setting)
                    .flatMap(DeclaredSetting::value)
                    .flatMap(declared -> note(setting, declared, values.text(setting)))
                    .ifPresent(notes::add);
        }
        if (SHOWING.contains(command)
                && target.equals(Optional.of(Target.AWS))
                && values.get(DeploymentSettings.CLUSTER).isEmpty()) {
            notes.addAll(
                    facts.withoutSetting(values.orDefault(Settings.APP_NAME), values.orDefault(Settings.ENVIRONMENT)));
        }
        return notes;
    }

    private Optional<String> note(Setting<?> setting, Answer declared, Optional<String> used) {
        if (used.isPresent() && !SetupForm.agree(setting, used.get(), declared.value())) {
            return given.answer(setting.id()).isPresent()
                    ? Optional.of(words(setting, used.get()) + " as given; " + declared.source() + " says "
                            + words(setting, declared.value()))
                    : Optional.empty();
        }
        return SHOWING.contains(command) && used.isPresent()
                ? Optional.of(words(setting, used.get()) + " (from " + declared.source() + ")")
                : Optional.empty();
    }

    private static String words(Setting<?> setting, String value) {
        return setting.isSwitch()
                ? (value.equals("true") ? "" : "not ") + setting.words()
                : setting.words() + " " + value;
    }
}
