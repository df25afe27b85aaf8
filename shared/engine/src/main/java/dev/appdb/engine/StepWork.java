package dev.appdb.engine;

import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.project.FileChange;
import dev.appdb.roles.UpdateMode;
import java.util.List;
import java.util.Optional;

/** The work of each step, said once for all front ends. Gates are no work: the front end passes them. */
public final class StepWork {
    private final Run run;
    private final Files files;

    /** @param files the changes to the project, worked out when a step asks for them */
    public StepWork(Run run, Files files) {
        this.run = run;
        this.files = files;
    }

    /** The changes to the project that a procedure's files need. */
    @FunctionalInterface
    public interface Files {
        List<FileChange> changes() throws FailureException;
    }

    /**
     * Performs one step.
     *
     * @throws FailureException if it failed; the run has taken note of it
     * @throws IllegalArgumentException if the step is a gate or the end
     */
    public StepResult perform(ProcedureStep step, StepInput input) throws FailureException {
        return switch (step) {
            case STATUS -> new StepResult.Status(run.status());
            case DRIFT -> drift();
            case EXTENSIONS -> new StepResult.Extensions(run.declaredExtensions(), run.offeredExtensions());
            case PLAN -> new StepResult.Planned(plan(input), files.changes());
            case PLAN_ROLES ->
                new StepResult.Planned(
                        (input.planId().isPresent()
                                        ? run.planned(input.planId().get(), Optional.of(input.mode()))
                                        : run.planRoles(input.mode()))
                                .orThrow(),
                        List.of());
            case PLAN_ACCESS ->
                new StepResult.Planned(run.planAccess(input.access()).orThrow(), List.of());
            case LIST_ACCESS -> run.listAccess();
            case CHANGE_ACCESS -> run.changeAccess(input.access()).orThrow();
            case PLAN_REMOVAL -> new StepResult.Planned(run.planDestroy().orThrow(), List.of());
            case CONFIGURE -> configure();
            case APPLY ->
                new StepResult.Applied(
                        run.apply(input.plan().orElseThrow(), input.allowed()).orThrow());
            case UPDATE_ROLES ->
                new StepResult.RolesUpdated(
                        run.updateRoles(input.updateOptions()).orThrow());
            case CHECK_ROLES ->
                new StepResult.RolesChecked(run.checkRoles(input.probe()).orThrow());
            case DESTROY -> destroy(input.plan().orElseThrow(), input.confirmed());
            case APPROVE, LOCK, VERIFY, END -> throw new IllegalArgumentException(step + " is no work");
        };
    }

    private Plan plan(StepInput input) throws FailureException {
        Optional<UpdateMode> database = input.withRoles() ? Optional.of(input.mode()) : Optional.empty();
        return (input.planId().isPresent() ? run.planned(input.planId().get(), database) : run.plan(database))
                .orThrow();
    }

    /** Confirms a removal, unless there is nothing to remove. */
    private StepResult destroy(Plan plan, String confirmed) throws FailureException {
        return new StepResult.Destroyed(
                plan.isUpToDate() ? plan : run.destroy(plan, confirmed).orThrow());
    }

    private StepResult drift() throws FailureException {
        DriftReport report = run.drift();
        if (report.hasDrift()) {
            run.found();
        }
        return new StepResult.Drift(report);
    }

    private StepResult configure() throws FailureException {
        List<FileChange> changes = files.changes();
        run.configure(changes).orThrow();
        return new StepResult.Configured(changes);
    }
}
