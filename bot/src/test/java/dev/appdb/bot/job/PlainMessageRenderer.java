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

/** Says things in as few words as a test needs. */
final class PlainMessageRenderer implements MessageRenderer {

    @Override
    public MessageContent run(RunView view) {
        return MessageContent.text(view.run().asked().command() + " "
                + view.run().environment() + ": "
                + view.run().state() + " " + view.run().step()
                + view.run().result().map(result -> " " + result).orElse("")
                + view.waitsFor()
                        .map(holder -> " waits for " + holder.run() + " of " + holder.requester())
                        .orElse("")
                + view.run().failure().map(failure -> " " + failure.code()).orElse("")
                + " approved by "
                + view.approvals().stream().map(approval -> approval.approver()).toList()
                + " events " + view.events().size());
    }

    @Override
    public Optional<Map<String, String>> outputs(RunView view) {
        return view.run().result().map(result -> Map.of("result", result.toString()));
    }

    @Override
    public List<MessageContent> stepDone(RunView view, ProcedureStep step) {
        return List.of(MessageContent.text(step.title() + " done"));
    }

    @Override
    public MessageContent reviewRequested(RunView view, boolean isReminder) {
        return MessageContent.text((isReminder ? "reminder of " : "review of ")
                + view.run().asked().command());
    }

    @Override
    public MessageContent checkChanged(
            CheckState state,
            Optional<CheckReport> report,
            Optional<Failure> failure,
            Map<Check.Severity, String> notify) {
        return MessageContent.text(state.environment() + " " + state.verdict() + " " + state.problems());
    }

    @Override
    public MessageContent digest(List<CheckState> states, List<Mute> mutes) {
        return MessageContent.text("digest of "
                + states.stream()
                        .map(state -> state.environment() + " " + state.verdict()
                                + state.pausedSince()
                                        .map(since -> " paused, checked " + state.checkedAt())
                                        .orElse(""))
                        .toList());
    }

    @Override
    public MessageContent fromOutside(MessageContent content) {
        return MessageContent.text(content.text() + " (invite me)");
    }

    @Override
    public MessageContent insteadOfChannel(MessageContent content) {
        return MessageContent.text(content.text() + " (the channel refuses it)");
    }
}
