package dev.appdb.bot.command;

import dev.appdb.form.Question;
import dev.appdb.form.Validator;
import dev.appdb.roles.AccessRequest;
import dev.appdb.setting.Settings;

/** Something that a command can't do without; where it is missing, the person is asked. */
public enum Argument {
    RUN_AND_PLAN("run-and-plan", "a run and its plan"),
    USER("access-user", "the person's user"),
    APP(Settings.APP_NAME.id(), "an app"),
    ENVIRONMENT(Settings.ENVIRONMENT.id(), "an environment"),
    AS("access-as", "a user whose rights the person gets"),
    TIME("access-time", "a time, such as 2h"),
    UNTIL("until", "an end, such as 2h"),
    REASON("reason", "a reason"),
    /** The reason that the database keeps too, which is shorter. */
    ACCESS_REASON("access-reason", "a reason");

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

    static Question user() {
        return Question.text(
                USER.id,
                "User",
                "The person's own user in the database, such as jo",
                "USER",
                Validator.constructs(AccessRequest::revoke));
    }

    static Question rights() {
        return Question.text(
                AS.id,
                "With the rights of",
                "reader, app, or a reader's name",
                Flag.AS.word(),
                Validator.constructs(BotCommand::checkRights));
    }

    static Question time() {
        return Question.text(
                TIME.id,
                "For",
                "From 1m to 7d, such as 30m, 2h or 3d; counted from the request",
                Flag.FOR.word(),
                Validator.constructs(AccessRequest::duration));
    }

    static Question accessReason() {
        return Question.text(
                ACCESS_REASON.id,
                "Reason",
                "Shown to the approvers, in the audit log and by the checks",
                Flag.REASON.word(),
                Validator.constructs(BotCommand::checkAccessReason));
    }

    static Question runAndPlan() {
        return Question.text(
                RUN_AND_PLAN.id,
                "Run and plan",
                "Both are in the run's message, such as 20261123-151204-7f3a9c appdb-0123456789abcdef",
                "RUN PLAN",
                Validator.constructs(Reviewed::of));
    }

    static Question reason() {
        return Question.text(
                REASON.id,
                "Reason",
                "Shown in the channel and in the audit log",
                Flag.REASON.word(),
                Validator.constructs(BotCommand::checkReason));
    }
}
