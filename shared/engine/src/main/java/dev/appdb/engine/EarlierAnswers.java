package dev.appdb.engine;

import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a setup that was left, by flag, as a draft or a run keeps them.
 *
 * @param byFlag the values by flag; a switch has the value {@code ""}
 * @param run the run that has them; empty if it was left before one began
 */
public record EarlierAnswers(Map<String, String> byFlag, Optional<String> run) {
    public static final EarlierAnswers NONE = new EarlierAnswers(Map.of(), Optional.empty());

    private static final String SOURCE = "your earlier answers";

    public static EarlierAnswers of(RunRecord run) {
        return new EarlierAnswers(run.started().answers(), Optional.of(run.id()));
    }

    /** All that answers say. */
    static EarlierAnswers of(Answers answers) {
        Map<String, String> byFlag = new LinkedHashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            answers.value(setting.id())
                    .ifPresent(value -> byFlag.put(setting.flag(value), setting.isSwitch() ? "" : value));
        }
        return new EarlierAnswers(byFlag, Optional.empty());
    }

    /**
     * The answers that are worth keeping. One that does not apply, or is not valid, is left out: a server's URL with a
     * password in it is one.
     */
    public static EarlierAnswers of(Form form, Answers answers) {
        Answers kept = answers;
        for (Question question : form.questions()) {
            Optional<String> value = answers.value(question.id())
                    .filter(text -> question.applies().test(answers))
                    .filter(text -> question.validator().problem(text, answers).isEmpty());
            kept = value.isPresent() || !isAlwaysAsked(question) ? kept : kept.without(question.id());
        }
        return of(kept);
    }

    /** Those to all settings. */
    public Answers answers() {
        Answers answers = Answers.NONE;
        for (Setting<?> setting : Settings.ALL) {
            Optional<String> value =
                    setting.isSwitch() ? switched(setting) : Optional.ofNullable(byFlag.get(setting.flag()));
            answers = value.isPresent() ? answers.with(setting.id(), value.get(), SOURCE) : answers;
        }
        return answers;
    }

    /** Those to the questions that a form always has. */
    public Answers answersTo(Form form) {
        Answers answers = answers();
        Answers beside = answersBeside(form);
        for (String setting : beside.values().keySet()) {
            answers = answers.without(setting);
        }
        return answers;
    }

    /** Those to all settings but these questions. */
    public Answers answersBeside(Form form) {
        Answers answers = answers();
        for (Question question : form.questions()) {
            answers = isAlwaysAsked(question) ? answers.without(question.id()) : answers;
        }
        return answers;
    }

    /** False for a question that is asked only where the project's files leave it open. */
    private static boolean isAlwaysAsked(Question question) {
        return Settings.of(question.id())
                .filter(setting -> setting.askedFor().isEmpty())
                .isEmpty();
    }

    private Optional<String> switched(Setting<?> setting) {
        if (byFlag.containsKey(setting.negatedFlag())) {
            return Optional.of("false");
        }
        return byFlag.containsKey(setting.flag()) ? Optional.of("true") : Optional.empty();
    }

    /** The database, as far as it has a name: {@code app-dev}. */
    public String database() {
        String app = byFlag.getOrDefault(Settings.APP_NAME.flag(), "");
        String environment = byFlag.getOrDefault(Settings.ENVIRONMENT.flag(), "");
        if (app.isEmpty()) {
            return "a database";
        }
        return environment.isEmpty() ? "app " + app : app + "-" + environment;
    }
}
