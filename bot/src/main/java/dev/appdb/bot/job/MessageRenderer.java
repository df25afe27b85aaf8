package dev.appdb.bot.job;

import dev.appdb.bot.store.CheckState;
import dev.appdb.bot.store.Mutes.Mute;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.failure.Failure;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders the bot's messages for Slack. Pure. */
public interface MessageRenderer {

    /** A run's one message, as things stand. */
    MessageContent run(RunView view);

    /** The outputs of the workflow's step that asked for a run; empty if it did not come to any. */
    Optional<Map<String, String>> outputs(RunView view);

    /** The messages for the thread of a run's message when a step is done; none for a step that needs no message. */
    List<MessageContent> stepDone(RunView view, ProcedureStep step);

    /**
     * The request to those who must review a waiting run's plan, whom it mentions.
     *
     * @param isReminder true if they were asked before
     */
    MessageContent reviewRequested(RunView view, boolean isReminder);

    /**
     * A scheduled check found something else than what was posted last.
     *
     * @param report what was found; empty if it could not be checked
     * @param failure why it could not be checked
     * @param notify who is mentioned, by the severity of what is new
     */
    MessageContent checkChanged(
            CheckState state,
            Optional<CheckReport> report,
            Optional<Failure> failure,
            Map<Check.Severity, String> notify);

    /** The summary of all environments that are checked by schedule. */
    MessageContent digest(List<CheckState> states, List<Mute> mutes);

    /** The same, with how to invite the bot, for a channel that it is no member of. */
    MessageContent fromOutside(MessageContent content);

    /** The same, with the reason why it comes directly: the channel of the configuration refuses it. */
    MessageContent insteadOfChannel(MessageContent content);
}
