package dev.appdb.bot.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.message.Asked;
import dev.appdb.bot.store.Approvals.Approval;
import dev.appdb.bot.store.Locks.Holder;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredJson;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.Transaction;
import dev.appdb.engine.CheckProgress;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.engine.RunRecord;
import dev.appdb.event.EventHeader;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.event.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a run's message shows, read in one transaction.
 *
 * @param results what the steps came to, as JSON
 * @param progress the difference of its check from those before it
 * @param events all of the engine's events, through all the times that the run was gone on with
 * @param approvals what was said to the plan that counts
 * @param approvedBefore whether an earlier plan was approved, and is no longer what would be done
 * @param waitsFor the run that changes the environment now, if this one has to wait for it
 * @param names of everybody who has to do with it, by id
 */
public record RunView(
        StoredRun run,
        Map<ProcedureStep, String> results,
        CheckProgress progress,
        List<RunEvent> events,
        List<Approval> approvals,
        boolean approvedBefore,
        Optional<Holder> waitsFor,
        Map<String, String> names) {

    static Optional<RunView> of(Transaction transaction, String id) {
        return transaction.runs().find(id).map(run -> of(transaction, run));
    }

    private static RunView of(Transaction transaction, StoredRun run) {
        List<Approval> approvals = run.approvalId()
                .map(plan -> transaction.approvals().of(run.id(), plan))
                .orElse(List.of());
        Optional<Holder> holder =
                transaction.locks().holder(run).filter(other -> !other.run().equals(run.id()));
        Map<String, String> names = new HashMap<>();
        List<String> people = new ArrayList<>(List.of(run.asked().requester()));
        approvals.forEach(approval -> people.add(approval.approver()));
        holder.ifPresent(other -> people.add(other.requester()));
        run.asked().requirements().forEach(each -> people.addAll(each.from()));
        people.forEach(user -> names.put(user, transaction.names().of(user)));
        boolean approvedBefore = run.approvalId()
                .map(plan -> transaction.approvals().ofAnotherPlan(run.id(), plan))
                .orElse(false);
        return new RunView(
                run,
                transaction.results().of(run.id()),
                transaction.results().progress(run.id()),
                transaction.events().of(run.id()),
                approvals,
                approvedBefore,
                holder,
                names);
    }

    String name(String user) {
        return names.getOrDefault(user, user);
    }

    /** The approvals that each rule asks for, and those that it has. */
    List<ApprovalProgress> requirements() {
        return ApprovalProgress.of(run, approvals);
    }

    /** The names of those whose approval counts so far. */
    List<String> approvedBy() {
        return approvals.stream()
                .filter(Approval::approved)
                .map(approval -> name(approval.approver()))
                .toList();
    }

    /** The requester, the time, and the approvers. */
    Asked asked() {
        List<String> approved = run.asked().needsOthers() ? approvedBy() : List.of();
        return new Asked(name(run.asked().requester()), run.createdAt(), approved);
    }

    /** The duration of an engine step's last execution; empty if it did not end. */
    Optional<Duration> took(Step step) {
        return events.stream()
                .filter(event -> event instanceof RunEvent.StepFinished finished && finished.step() == step)
                .map(event -> ((RunEvent.StepFinished) event).took())
                .reduce((earlier, later) -> later);
    }

    /** The command that asked for the run, as it was typed. */
    BotCommand command() {
        return CommandText.parse(run.asked().typed()) instanceof BotCommand command
                ? command
                : BotCommand.of(
                        CommandName.of(run.asked().command()).orElse(CommandName.STATUS),
                        run.environment().app(),
                        run.environment().environment());
    }

    /** The run that this one waits for; empty if it waits for none. */
    Optional<String> waitingFor() {
        return waitsFor.filter(holder -> run.state() == RunState.QUEUED)
                .map(holder -> "run " + holder.run() + " (" + holder.command() + ") of " + name(holder.requester()));
    }

    /** The result, or the run, approval or turn that it waits for. */
    String state() {
        return run.result().map(RunResult::toString).orElseGet(() -> switch (run.state()) {
            case WAITING -> "waiting for approval";
            case QUEUED -> "waiting for " + waitingFor().orElse("another run");
            case READY, ENDED -> "not finished";
        });
    }

    /** The sources and warnings that belong to the files of the plan, as they were when it was made. */
    List<String> fileNotes() {
        List<String> notes = new ArrayList<>();
        Optional.ofNullable(results.get(ProcedureStep.PLAN))
                .map(json -> StoredJson.read(json, JsonNode.class))
                .ifPresent(planned -> planned.path(EngineSteps.FILE_NOTES).forEach(note -> notes.add(note.asText())));
        return notes;
    }

    /** The events as those of one run: it began once, and ends when the bot's run does. */
    public List<RunEvent> story() {
        List<RunEvent> story = new ArrayList<>();
        for (RunEvent event : events) {
            boolean isLaterBeginning = event instanceof RunEvent.RunStarted && !story.isEmpty();
            if (!isLaterBeginning && !(event instanceof RunEvent.RunFinished)) {
                story.add(event);
            }
        }
        if (!story.isEmpty() && run.hasEnded()) {
            EventHeader last = story.get(story.size() - 1).header();
            story.add(new RunEvent.RunFinished(
                    new EventHeader(
                            last.runId(), last.sequence() + 1, run.endedAt().orElseThrow()),
                    run.result().orElseThrow(),
                    run.failure(),
                    Duration.between(run.createdAt(), run.endedAt().orElseThrow())));
        }
        return story;
    }

    /** The run as the engine's journal would have it; empty while the engine has done nothing. */
    public Optional<RunRecord> record() {
        List<RunEvent> story = story();
        return !story.isEmpty() && story.get(0) instanceof RunEvent.RunStarted started
                ? Optional.of(new RunRecord(run.id(), started, story))
                : Optional.empty();
    }
}
