package dev.appdb.bot.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.store.RunChange;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StaleClaimException;
import dev.appdb.bot.store.Store;
import dev.appdb.bot.store.StoreException;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Goes on with one run, step by step. What a step came to, the next step, what Slack is to show and the job that goes on
 * are kept in one transaction: killed anywhere, another replica repeats at most the one step that was under way.
 */
final class RunJob {
    /** A bug that happens as often as this will happen again. */
    private static final int TRIES = 3;

    private final Store store;
    private final Jobs jobs;
    private final EnvironmentEngines engines;
    private final RunTransitions transitions;
    private final JobMetrics metrics;
    private final String replica;

    RunJob(Store store, JobParts parts, String replica) {
        this.store = store;
        this.jobs = parts.jobs();
        this.engines = parts.engines();
        this.transitions = new RunTransitions(jobs, parts.renderer());
        this.metrics = parts.metrics();
        this.replica = replica;
    }

    CompletionHandler<Void> execute(TaskInstance<Void> job, ExecutionContext context) {
        Optional<StoredRun> claimed =
                store.within(transaction -> transaction.runs().claim(Jobs.subject(job.getId()), job.getId(), replica));
        if (claimed.isEmpty()) {
            return new OnCompleteRemove<>();
        }
        try {
            boolean finished =
                    goOn(claimed.get(), () -> context.getSchedulerState().isShuttingDown());
            jobs.wake();
            // Whoever is stopping hands over: the job stays, due now, and with it the claim.
            return finished
                    ? new OnCompleteRemove<>()
                    : (complete, operations) ->
                            operations.reschedule(complete, store.clock().instant());
        } catch (StaleClaimException takenOver) {
            // The job's row belongs to another replica now, and is not to be touched.
            return (complete, operations) -> {};
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException bug) {
            if (context.getExecution().consecutiveFailures + 1 < TRIES) {
                throw bug;
            }
            keep(claimed.get(), bugOf(claimed.get(), bug));
            return new OnCompleteRemove<>();
        }
    }

    /** @return false if it was stopped between two steps, with more to do */
    private boolean goOn(StoredRun claimed, BooleanSupplier stopping) {
        StoredRun run = claimed;
        try (RunSession session = new RunSession(store, jobs, engines, claimed)) {
            do {
                if (stopping.getAsBoolean()) {
                    return false;
                }
                StepOutcome outcome = perform(run, session);
                run = keep(run, outcome);
                if (outcome.needsNewEngine()) {
                    session.completed();
                    session.closeEngine();
                    return restart(run);
                }
            } while (run.state() == RunState.READY);
            session.completed();
            return true;
        }
    }

    private StoredRun keep(StoredRun before, StepOutcome outcome) {
        StoredRun after = store.within(transaction -> transitions.apply(transaction, before, outcome));
        after.result().ifPresent(result -> metrics.run(after.asked().command(), result.toString()));
        return after;
    }

    /** The run goes on with another engine's run, by a job of its own, and this one's claim ends. */
    private boolean restart(StoredRun run) {
        store.perform(transaction -> {
            StoredRun locked = transaction.runs().require(run);
            transaction.runs().unclaim(locked.id());
            jobs.run(transaction, locked.id());
        });
        return true;
    }

    private StepOutcome perform(StoredRun run, RunSession session) {
        if (RunProcedure.lacksPlan(run)) {
            return StepOutcome.withoutResult(
                            RunChange.to(run, RunProcedure.of(run.asked()).first()))
                    .withNewEngine();
        }
        if (run.step() == ProcedureStep.APPROVE || run.step() == ProcedureStep.LOCK) {
            // Decided inside the transaction that keeps it.
            return StepOutcome.withoutResult(RunChange.to(run, run.step()));
        }
        if (AccessOrder.isOf(run, CommandName.ACCESS_GRANT)
                && run.step() == ProcedureStep.CHANGE_ACCESS
                && store.within(transaction ->
                        transaction.runs().isRevoked(run, AccessOrder.of(run).user()))) {
            return StepOutcome.withoutResult(RunChange.end(run, RunResult.REFUSED, Optional.of(revoked(run))));
        }
        try {
            return EngineSteps.perform(run, session.engine(), store.clock().instant());
        } catch (FailureException e) {
            return StepOutcome.withoutResult(RunChange.end(run, resultOf(e.failure()), Optional.of(e.failure())));
        }
    }

    private static Failure revoked(StoredRun run) {
        String user = AccessOrder.of(run).user();
        return Failure.refused(
                "access-revoked",
                "did not give " + user + " access to " + run.environment(),
                "the access of " + user + " has been revoked since it was asked for",
                "Ask for it again.");
    }

    private static RunResult resultOf(Failure failure) {
        return switch (failure.kind()) {
            case REFUSED -> RunResult.REFUSED;
            case INTERRUPTED -> RunResult.INTERRUPTED;
            case FAILED, INPUT -> RunResult.FAILED;
        };
    }

    private static StepOutcome bugOf(StoredRun run, RuntimeException bug) {
        return StepOutcome.withoutResult(RunChange.end(
                run,
                RunResult.FAILED,
                Optional.of(Failure.failed(
                        "bug",
                        "could not do the step \"" + run.step().title() + "\" of " + run.environment(),
                        "the bot has a defect (" + bug.getClass().getSimpleName() + ")",
                        Remedy.of(
                                "Check the bot's log and report it; {} shows the state of the database.",
                                Subcommand.STATUS.about(
                                        run.environment().app().value(),
                                        run.environment().environment().value()))))));
    }
}
