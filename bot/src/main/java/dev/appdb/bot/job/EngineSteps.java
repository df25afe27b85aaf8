package dev.appdb.bot.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.bot.job.EnvironmentEngines.OpenEngine;
import dev.appdb.bot.store.RunChange;
import dev.appdb.bot.store.StoredJson;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.Outcome;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.StepResult;
import dev.appdb.engine.StepWork;
import dev.appdb.event.EventJson;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.plan.Plan;
import dev.appdb.project.FileChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Performs the engine's steps, with nothing written to the bot's database. Each is safe to repeat. */
final class EngineSteps {
    /** The engine's codes for a plan that no longer matches the changes to be made. */
    private static final Set<String> OUTDATED = Set.of("plan-outdated", "plan-stale", "roles-plan-changed");

    /** The field of a plan's result that has the notes about the project's files. */
    static final String FILE_NOTES = "fileNotes";

    private EngineSteps() {}

    static StepOutcome perform(StoredRun run, OpenEngine engine, Instant now) {
        try {
            StepOutcome outcome = attempt(run, engine, now);
            return new StepOutcome(
                    outcome.change().failing(run.failure().or(() -> engine.run().failure())),
                    outcome.result(),
                    outcome.configuration(),
                    outcome.needsNewEngine());
        } catch (FailureException e) {
            if (OUTDATED.contains(e.failure().code())
                    && run.step() != RunProcedure.of(run.asked()).first()) {
                return planAgain(run);
            }
            engine.run().fail(e.failure());
            return StepOutcome.withoutResult(RunChange.end(run, engine.run().result(), Optional.of(e.failure())));
        }
    }

    private static StepOutcome attempt(StoredRun run, OpenEngine engine, Instant now) throws FailureException {
        if (run.step() == ProcedureStep.VERIFY) {
            return verify(run, engine);
        }
        StepInput input = StepInput.NONE
                .withPlan(run.plan())
                .allowing(run.asked().allowed())
                .in(RunProcedure.mode(run.asked()))
                .waiting(RunProcedure.lockTimeout(run.asked()))
                .about(AccessOrder.of(run))
                .withRoles(RunProcedure.updatesRoles(run.asked().answers()))
                .probing(Boolean.parseBoolean(run.asked().answers().get("probe")));
        StepResult result = new StepWork(engine.run(), engine::changes).perform(run.step(), input);
        if (result instanceof StepResult.Planned planned) {
            return plan(run, engine, planned, now);
        }
        if (result instanceof StepResult.Configured configured) {
            return configure(run, engine, configured);
        }
        // Only now that the step is done is it known how the engine's run stands.
        return StepOutcome.of(next(run, engine), StoredJson.write(value(result)));
    }

    /** The result as it is stored, and read back by those who show it. */
    private static Object value(StepResult result) {
        if (result instanceof StepResult.Status status) {
            return status.status();
        } else if (result instanceof StepResult.Drift drift) {
            return drift.report();
        } else if (result instanceof StepResult.Applied applied) {
            return applied.plan();
        } else if (result instanceof StepResult.RolesUpdated updated) {
            return updated.report();
        } else if (result instanceof StepResult.RolesChecked checked) {
            return checked.report();
        }
        return result;
    }

    private static StepOutcome plan(StoredRun run, OpenEngine engine, StepResult.Planned planned, Instant now)
            throws FailureException {
        Plan plan = planned.plan();
        List<FileChange> changes = planned.files();
        String patch = patch(changes);
        ObjectNode result = EventJson.mapper().createObjectNode();
        result.set("plan", EventJson.mapper().valueToTree(plan));
        result.put("patch", patch);
        changes.stream()
                .filter(FileChange::isNeeded)
                .forEach(change -> result.withArray("files").add(change.path().toString()));
        if (run.step() == ProcedureStep.PLAN) {
            engine.notes().forEach(result.withArray(FILE_NOTES)::add);
        }
        String fingerprint =
                Fingerprint.of(plan, engine.database(), patch, run.asked().answers());
        if (run.approvalId().equals(Optional.of(fingerprint))) {
            // It would go round for ever: what was approved is the plan, and is refused as another one.
            throw unsteady(run);
        }
        return StepOutcome.of(
                afterPlan(run, engine, plan, patch.isEmpty())
                        .toApprove(
                                Optional.of(plan),
                                fingerprint,
                                now.plus(run.asked().approvalLasts())),
                result.toString());
    }

    /** A plan that the guardrails refuse, or that changes nothing, needs no approval. */
    private static RunChange afterPlan(StoredRun run, OpenEngine engine, Plan plan, boolean keepsFiles) {
        Procedure procedure = RunProcedure.of(run.asked());
        if (procedure.has(ProcedureStep.APPROVE)) {
            if (engine.run().permit(plan, run.asked().allowed()) instanceof Outcome.Failed<Plan> refused) {
                return RunChange.end(run, engine.run().result(), Optional.of(refused.failure()));
            }
            if (plan.isUpToDate() && keepsFiles) {
                return RunChange.to(run, procedure.after(ProcedureStep.APPROVE));
            }
        }
        return next(run, engine);
    }

    /** Between approving and now anything may have changed: then there is to be another plan, and another approval. */
    private static StepOutcome verify(StoredRun run, OpenEngine engine) throws FailureException {
        Plan approved = run.plan().orElseThrow();
        boolean isOfAccess = RunProcedure.of(run.asked()).has(ProcedureStep.PLAN_ACCESS);
        Plan now = (isOfAccess
                        ? engine.run().planAccess(AccessOrder.of(run))
                        : engine.run()
                                .planned(
                                        approved.id(), approved.database().map(part -> RunProcedure.mode(run.asked()))))
                .orThrow();
        boolean coversFiles = RunProcedure.of(run.asked()).has(ProcedureStep.PLAN);
        String fingerprint = Fingerprint.of(
                now,
                engine.database(),
                coversFiles ? patch(engine.changes()) : "",
                run.asked().answers());
        return run.approvalId().equals(Optional.of(fingerprint))
                ? StepOutcome.withoutResult(next(run, engine))
                : planAgain(run);
    }

    private static FailureException unsteady(StoredRun run) {
        return Failure.refused(
                        "plan-unsteady",
                        "did not run " + run.asked().command() + " of " + run.environment(),
                        "what it would change became another plan after the approval, and then the same again",
                        Remedy.of("Find out what else changes the database, and run the command again."))
                .asException();
    }

    /** Plans once more with another engine's run; people review the new plan. */
    private static StepOutcome planAgain(StoredRun run) {
        return StepOutcome.withoutResult(
                        RunChange.to(run, RunProcedure.of(run.asked()).first()))
                .withNewEngine();
    }

    private static StepOutcome configure(StoredRun run, OpenEngine engine, StepResult.Configured configured)
            throws FailureException {
        ObjectNode result = EventJson.mapper().createObjectNode().put("patch", patch(configured.files()));
        configured
                .written()
                .forEach(change -> result.withArray("files").add(change.path().toString()));
        return StepOutcome.of(next(run, engine), result.toString()).remembering(engine.configuration());
    }

    private static String patch(List<FileChange> changes) {
        return changes.stream().map(FileChange::diff).collect(Collectors.joining());
    }

    /** The next step, or the end, with what the engine's run came to. */
    private static RunChange next(StoredRun run, OpenEngine engine) {
        ProcedureStep next = RunProcedure.of(run.asked()).after(run.step());
        if (next != ProcedureStep.END) {
            return RunChange.to(run, next);
        }
        // A step before a take-over may have failed where this engine's run knows nothing of it.
        Optional<Failure> failure = run.failure().or(() -> engine.run().failure());
        RunResult result = engine.run().result();
        boolean failedBefore =
                run.failure().isPresent() && engine.run().failure().isEmpty();
        return RunChange.end(run, failedBefore ? RunResult.FAILED : result, failure);
    }
}
