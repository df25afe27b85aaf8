package dev.appdb.engine;

import dev.appdb.failure.Problems;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.request.Target;
import dev.appdb.setting.Setting;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupForm;
import java.util.Optional;

/** The look at settings that were given: whether each value is valid, and of any use on the target. */
final class GivenSettings {
    private final Form form;
    private final Problems problems;

    /** @param problems takes what is wrong */
    GivenSettings(Form form, Problems problems) {
        this.form = form;
        this.problems = problems;
    }

    /** Looks at all that was given, before anything else is known. */
    void judge(Answers given) {
        for (Question question : form.questions()) {
            given.value(question.id())
                    .flatMap(value -> question.validator().problem(value, given))
                    .ifPresent(text -> problems.add(question.flag(), text));
        }
        for (Setting<?> setting : Settings.ALL) {
            Optional<String> value = given.value(setting.id());
            if (value.isPresent()) {
                judge(setting, value.get(), given, question(setting).isPresent());
            }
        }
        new SettingsTogether(problems, SetupForm.valid(given, Settings.SERVER_URL)).names(given);
    }

    /** Looks at what no question of the form has judged. */
    void judgeUnasked(Answers answers) {
        for (Setting<?> setting : Settings.ALL) {
            Optional<String> value = answers.value(setting.id());
            boolean isAsked = question(setting)
                    .filter(question -> question.applies().test(answers))
                    .isPresent();
            if (value.isPresent() && !isAsked) {
                judge(setting, value.get(), answers, false);
            }
        }
    }

    private Optional<Question> question(Setting<?> setting) {
        return form.questions().stream()
                .filter(question -> question.id().equals(setting.id()))
                .findFirst();
    }

    private void judge(Setting<?> setting, String value, Answers answers, boolean isJudged) {
        Optional<Target> target = SetupForm.valid(answers, Settings.TARGET);
        if (target.filter(place -> !setting.targets().contains(place)).isPresent()) {
            problems.add(setting.flag(value), setting.refusalOn(target.get()));
        } else if (!isJudged) {
            problems.value(setting.flag(), value, setting::parse);
        }
    }
}
