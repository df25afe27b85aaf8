package dev.appdb.cli;

import dev.appdb.engine.RunRecord;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The answers that a set-up had when it was left.
 *
 * @param byFlag the answers by flag
 * @param run the run that has them; empty if it was left before one began
 */
record EarlierAnswers(Map<String, String> byFlag, Optional<String> run) {
    private static final String NO = "--no-";
    static final EarlierAnswers NONE = new EarlierAnswers(Map.of(), Optional.empty());

    static EarlierAnswers of(RunRecord run) {
        return new EarlierAnswers(run.started().answers(), Optional.of(run.id()));
    }

    /**
     * What somebody has answered, and what else the flags of their command line say. An answer that is not valid is left
     * out: a server's URL with a password in it is one.
     */
    static Map<String, String> gather(CommandSpec spec, Form form, Answers answers) {
        Map<String, String> byFlag = new LinkedHashMap<>();
        for (Question question : form.questions()) {
            answers.value(question.id())
                    .filter(value -> question.applies().test(answers))
                    .filter(value ->
                            question.validator().problem(value, answers).isEmpty())
                    .ifPresent(value -> byFlag.put(question.flag(), value));
        }
        for (OptionSpec option : spec.options()) {
            String flag = option.longestName();
            if (isAnswer(option) && !isOf(form, flag) && option.getValue() != null) {
                Object value = option.getValue();
                boolean isOff = value.equals(Boolean.FALSE);
                byFlag.put(
                        isOff ? flag.replaceFirst("--", NO) : flag, value instanceof Boolean ? "" : value.toString());
            }
        }
        return byFlag;
    }

    /** Whether an option says what the database is meant to be, rather than how the command goes about it. */
    private static boolean isAnswer(OptionSpec option) {
        boolean isText = option.type() == String.class && option.defaultValue() == null;
        return isText || option.type() == Boolean.class;
    }

    private static boolean isOf(Form form, String flag) {
        return form.questions().stream().anyMatch(question -> question.flag().equals(flag));
    }

    /** Those that answer questions of a form. */
    Answers answers(Form form) {
        Answers answers = Answers.NONE;
        for (Question question : form.questions()) {
            String value = byFlag.get(question.flag());
            answers = value == null ? answers : answers.with(question.id(), value, "your earlier answers");
        }
        return answers;
    }

    /** Takes the place of flags that are not given. */
    void putInto(CommandSpec spec, Predicate<String> flags) {
        byFlag.forEach((flag, value) -> {
            boolean isOff = flag.startsWith(NO) && value.isEmpty();
            OptionSpec option = flags.test(flag) ? spec.findOption(isOff ? flag.replaceFirst(NO, "--") : flag) : null;
            if (option == null) {
                return;
            }
            Object given = option.getValue();
            if (given instanceof List<?> several && several.isEmpty()) {
                option.setValue(new ArrayList<>(List.of(value)));
            } else if (given == null) {
                option.setValue(option.type() == Boolean.class ? (Object) !isOff : value);
            }
        });
    }

    /** Every flag but those of a form's questions. */
    static Predicate<String> allBut(Form form) {
        return flag -> !isOf(form, flag);
    }

    /** The database, as far as it has a name: {@code app-dev}. */
    String database() {
        String app = byFlag.getOrDefault("--app-name", "");
        String environment = byFlag.getOrDefault("--environment", "");
        if (app.isEmpty()) {
            return "a database";
        }
        return environment.isEmpty() ? "app " + app : app + "-" + environment;
    }
}
