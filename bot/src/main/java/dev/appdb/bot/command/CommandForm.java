package dev.appdb.bot.command;

import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.Question;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import dev.appdb.setting.SetupForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The form that asks for what a command lacks. */
public final class CommandForm {
    private CommandForm() {}

    /** The questions for these arguments, those of the set-up form where it has them. */
    public static Form of(Set<Argument> missing, SetupFacts facts) {
        List<Question> naming = SetupForm.naming(facts).questions();
        List<Question> questions = new ArrayList<>();
        for (Argument argument : missing) {
            switch (argument) {
                case APP, ENVIRONMENT ->
                    naming.stream()
                            .filter(question -> question.id().equals(argument.id()))
                            .forEach(questions::add);
                case RUN_AND_PLAN -> questions.add(Argument.runAndPlan());
                case USER -> questions.add(Argument.user());
                case AS -> questions.add(Argument.rights());
                case TIME -> questions.add(Argument.time());
                case ACCESS_REASON -> questions.add(Argument.accessReason());
                case UNTIL -> questions.add(Argument.until());
                case REASON -> questions.add(Argument.reason());
            }
        }
        return new Form(questions);
    }

    /**
     * The command with what was answered. Set-up keeps of what was typed what its form does not ask, and says which
     * extensions are switched, since who approves it reads it; the other answers stand for the rest.
     *
     * @throws IllegalArgumentException if an answer is not valid, which the form's validators would have said
     */
    public static Parsed completed(BotCommand soFar, Answers answers) {
        BotCommand command = soFar.name() == CommandName.SETUP ? soFar.withoutAnswers() : soFar;
        for (Argument argument : Argument.values()) {
            if (answers.value(argument.id()).isPresent()) {
                command = command.with(argument, answers.value(argument.id()).orElseThrow());
            }
        }
        if (soFar.name() == CommandName.SETUP) {
            command = command.with(
                    ExtensionSwitches.of(answers.value(Settings.EXTENSIONS.id()).orElse("")));
        }
        return command.judged();
    }
}
