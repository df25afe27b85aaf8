package dev.appdb.bot.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.bot.job.EnvironmentEngines.OpenEngine;
import dev.appdb.bot.store.RunChange;
import dev.appdb.bot.store.RunStep;
import dev.appdb.bot.store.StoredJson;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.Outcome;
import dev.appdb.event.EventJson;
import dev.appdb.event.RunResult;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.project.FileChange;
import dev.appdb.roles.AvailableExtension;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The steps that the engine does, with nothing written to the bot's database. Each is safe to repeat. */
final class EngineSteps {
    /** What the engine says when a plan is no longer what would be done. */
    private static final Set<String> OUTDATED = Set.of("plan-outdated", "plan-stale");

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
            if (OUTDATED.contains(e.failure().code()) && run.step() != RunStep.PLAN) {
                return StepOutcome.withoutResult(RunChange.to(run, RunStep.PLAN))
                        .withNewEngine();
            }
            engine.run().fail(e.failure());
            return StepOutcome.withoutResult(RunChange.end(run, engine.run().result(), Optional.of(e.failure())));
        }
    }

    private static StepOutcome attempt(StoredRun run, OpenEngine engine, Instant now) throws FailureException {
        return switch (run.step()) {
            case STATUS -> came(run, engine, engine.status());
            case DRIFT -> drift(run, engine);
            case EXTENSIONS -> came(run, engine, new Extensions(engine.declaredExtensions(), engine.extensions()));
            case PLAN -> plan(run, engine, now);
            case VERIFY -> verify(run, engine);
            case CONFIGURE -> configure(run, engine);
            case APPLY ->
                came(
                        run,
                        engine,
                        done(engine.run()
                                .apply(run.plan().orElseThrow(), run.asked().allowed())));
            case UPDATE_ROLES -> came(run, engine, done(engine.run().updateRoles()));
            case CHECK_ROLES ->
                came(
                        run,
                        engine,
                        done(engine.run()
                                .checkRoles(Boolean.parseBoolean(
                                        run.asked().answers().get("probe")))));
            case APPROVE, LOCK, END -> throw new IllegalStateException(run.step() + " is no step of the engine");
        };
    }

    /** A step that is done; only now is it known what the engine's run came to. */
    private static StepOutcome came(StoredRun run, OpenEngine engine, Object result) {
        return StepOutcome.of(next(run, engine), StoredJson.write(result));
    }

    private static StepOutcome drift(StoredRun run, OpenEngine engine) throws FailureException {
        var report = engine.drift();
        if (report.hasDrift()) {
            engine.run().found();
        }
        return came(run, engine, report);
    }

    private static StepOutcome plan(StoredRun run, OpenEngine engine, Instant now) throws FailureException {
        Plan plan = done(engine.run().plan());
        done(engine.run().permit(plan, run.asked().allowed()));
        List<FileChange> changes = engine.changes();
        String patch = patch(changes);
        ObjectNode result = EventJson.mapper().createObjectNode();
        result.set("plan", EventJson.mapper().valueToTree(plan));
        result.put("patch", patch);
        changes.stream()
                .filter(FileChange::isNeeded)
                .forEach(change -> result.withArray("files").add(change.path().toString()));
        return StepOutcome.of(
                next(run, engine)
                        .toApprove(
                                Optional.of(plan),
                                Fingerprint.of(
                                        plan.id(), plan, patch, run.asked().answers()),
                                now.plus(run.asked().approvalLasts())),
                result.toString());
    }

    /** Between approving and now anything may have changed: then there is to be another plan, and another approval. */
    private static StepOutcome verify(StoredRun run, OpenEngine engine) throws FailureException {
        Plan approved = run.plan().orElseThrow();
        Plan now = done(engine.run().planned(approved.id()));
        String fingerprint = Fingerprint.of(
                now.id(), now, patch(engine.changes()), run.asked().answers());
        return run.approvalId().equals(Optional.of(fingerprint))
                ? StepOutcome.withoutResult(next(run, engine))
                : StepOutcome.withoutResult(RunChange.to(run, RunStep.PLAN)).withNewEngine();
    }

    private static StepOutcome configure(StoredRun run, OpenEngine engine) throws FailureException {
        List<FileChange> changes = engine.changes();
        List<FileChange> written = done(engine.run().configure(changes));
        ObjectNode result = EventJson.mapper().createObjectNode().put("patch", patch(changes));
        written.forEach(change -> result.withArray("files").add(change.path().toString()));
        return StepOutcome.of(next(run, engine), result.toString()).remembering(engine.configuration());
    }

    private static String patch(List<FileChange> changes) {
        return changes.stream().map(FileChange::diff).collect(Collectors.joining());
    }

    /** The next step, or the end, with what the engine's run came to. */
    private static RunChange next(StoredRun run, OpenEngine engine) {
        RunStep next = Workflow.after(run.asked(), run.step());
        if (next != RunStep.END) {
            return RunChange.to(run, next);
        }
        // A step before a take-over may have failed where this engine's run knows nothing of it.
        Optional<Failure> failure = run.failure().or(() -> engine.run().failure());
        RunResult result = engine.run().result();
        boolean failedBefore =
                run.failure().isPresent() && engine.run().failure().isEmpty();
        return RunChange.end(run, failedBefore ? RunResult.FAILED : result, failure);
    }

    /** What is kept of the step {@link RunStep#EXTENSIONS}. */
    record Extensions(SortedMap<String, Boolean> declared, List<AvailableExtension> offered) {}

    private static <T> T done(Outcome<T> outcome) throws FailureException {
        return outcome.orThrow();
    }
}
