package dev.appdb.bot.command;

import dev.appdb.setting.Settings;
import dev.appdb.form.Question;
import dev.appdb.form.Validator;

/** Something that a command can't do without; where it is missing, the person is asked. */
public enum Argument {
    RUN_AND_PLAN("run-and-plan", "the run and its plan"),
    APP(Settings.APP_NAME.id(), "the app"),
    ENVIRONMENT(Settings.ENVIRONMENT.id(), "the environment"),
    UNTIL("until", "until when, such as 2h"),
    REASON("reason", "the reason");

    private final String id;
    private final String description;

    Argument(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** The key of this argument among a form's answers. */
    public String id() {
        return id;
    }

    /** A few words for a person, with an article. */
    public String description() {
        return description;
    }

    /** The question that asks for it, where it is none of the set-up form's. */
    static Question until() {
        return Question.text(UNTIL.id, "Until when", Until.FORMS, Flag.UNTIL.word(), Validator.constructs(Until::new));
    }

    static Question runAndPlan() {
        return Question.text(
                RUN_AND_PLAN.id,
                "Run and plan",
                "as the run's message shows them, such as 20261123-151204-7f3a9c appdb-0123456789abcdef",
                "RUN PLAN",
                Validator.constructs(Reviewed::of));
    }

    static Question reason() {
        return Question.text(
                REASON.id,
                "Reason",
                "why; everybody in the channel and the audit log sees it",
                Flag.REASON.word(),
                Validator.constructs(BotCommand::checkReason));
    }
}
