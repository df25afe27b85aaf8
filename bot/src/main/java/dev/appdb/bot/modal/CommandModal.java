package dev.appdb.bot.modal;

import com.slack.api.model.view.View;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandForm;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.command.Parsed;
import dev.appdb.form.Answers;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import dev.appdb.setting.SetupForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The modal of a command: the set-up form filled with what was typed, or the questions for what a command lacks. The view
 * carries the command in its private metadata, so that any replica can go on with it.
 */
public final class CommandModal {
    /** The questions on whose answers others depend, or whose answers are looked at: Slack sends each change of these. */
    public static final Set<String> DECIDING_QUESTIONS = Set.of(
            Settings.APP_NAME.id(),
            Settings.ENVIRONMENT.id(),
            Settings.TARGET.id(),
            Settings.SERVER_URL.id(),
            Settings.REGION.id());

    private final BotCommand command;
    private final FormModal modal;

    private CommandModal(BotCommand command, FormModal modal) {
        this.command = command;
        this.modal = modal;
    }

    /** The modal for a command that is set-up or lacks something. */
    public static CommandModal of(BotCommand command, SetupFacts facts) {
        String words = command.name().words();
        FormModal modal = command.name() == CommandName.SETUP
                ? new FormModal(
                        "Set up a database",
                        "Plan",
                        "This form changes nothing. You review the plan first.",
                        "The bot's policy lets you choose no target for this database. Name another app or"
                                + " environment, or ask the bot's operators for a rule.",
                        SetupForm.of(facts),
                        DECIDING_QUESTIONS)
                : new FormModal(
                        BotCommand.SLASH + " " + words,
                        "Continue",
                        "Or type: " + command.name().usage(),
                        "There is nothing to choose from.",
                        CommandForm.of(command.missing(), facts),
                        Set.of(Settings.APP_NAME.id()));
        return new CommandModal(command, modal);
    }

    /** The modal that a view is one of, from its private metadata; empty if it is none of ours. */
    public static Optional<CommandModal> of(View view, SetupFacts facts) {
        Parsed parsed = view.getPrivateMetadata() == null
                ? CommandText.parse("")
                : CommandText.parse(view.getPrivateMetadata());
        if (parsed instanceof Parsed.Unclear || !FormModal.CALLBACK_ID.equals(view.getCallbackId())) {
            return Optional.empty();
        }
        return Optional.of(
                of(parsed instanceof Parsed.Incomplete incomplete ? incomplete.soFar() : (BotCommand) parsed, facts));
    }

    public BotCommand command() {
        return command;
    }

    /** The view to open. */
    public View view() {
        return modal.view(known(), command.text());
    }

    /** The view after an answer on which others depend, for {@code views.update}. */
    public View updated(View view) {
        return updated(view, "");
    }

    /**
     * The same with a notice above the questions.
     *
     * @param notice what was found at the place that the answers name; may be empty
     */
    public View updated(View view, String notice) {
        return modal.view(modal.answers(known(), view), command.text(), notice);
    }

    /** The answers that a view has now, with those that it suggests. */
    public Answers suggested(View view) {
        return modal.suggested(known(), view);
    }

    /** The errors of a submitted view whose answers can't stand, at the first of these questions that it has. */
    public Map<String, String> errors(View view, List<String> questions, String text) {
        return modal.errors(view, questions, text);
    }

    /** Reads the submitted view; complete answers of a setup are the whole form's. */
    public Submission submitted(View view) {
        return modal.submitted(known(), view);
    }

    /** The command with complete answers; those of a set-up that are no names stand beside it. */
    public Parsed completed(Answers answers) {
        return CommandForm.completed(command, answers);
    }

    private Answers known() {
        return command.answers();
    }
}
