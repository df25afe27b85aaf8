package dev.appdb.engine;

import dev.appdb.failure.FailureException;
import dev.appdb.plan.Plan;
import dev.appdb.roles.UpdateMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A procedure performed at once and in memory, as the terminal does it. */
public final class ProcedureRun {
    private final Procedure procedure;
    private final Run run;
    private final StepWork work;
    private final Approval approval;
    private final List<StepResult> results = new ArrayList<>();

    public ProcedureRun(Procedure procedure, Run run, StepWork.Files files, Approval approval) {
        this.procedure = procedure;
        this.run = run;
        this.work = new StepWork(run, files);
        this.approval = approval;
    }

    /** The gate {@link ProcedureStep#APPROVE}. */
    @FunctionalInterface
    public interface Approval {

        /** Whoever types the command has approved it. */
        Approval BY_COMMAND = (plan, allowed) -> new Approved(allowed, "");

        /**
         * Has people agree to what they are shown.
         *
         * @param plan what is to be applied or destroyed, where the procedure has a plan
         * @param allowed what the command allows already
         * @throws FailureException if they do not agree
         */
        Approved ask(Optional<Plan> plan, Set<String> allowed) throws FailureException;
    }

    /**
     * The approval of what was shown.
     *
     * @param allowed the names and risks that the guardrails are to let pass
     * @param confirmed the cluster's name, where it was to be typed; else empty
     * @param isAdditive whether nothing is approved yet: a plan that only creates and grants is to be made and shown instead
     */
    public record Approved(Set<String> allowed, String confirmed, boolean isAdditive) {

        public Approved(Set<String> allowed, String confirmed) {
            this(allowed, confirmed, false);
        }

        /** The wish to see the plan that only creates and grants. */
        public static Approved additively(Set<String> allowed) {
            return new Approved(allowed, "", true);
        }
    }

    /**
     * Performs all steps; with the first that fails it ends.
     *
     * <p>Nothing is written before the gates are passed: a plan that is declined or not permitted leaves everything,
     * the files too, as it was.
     */
    public void perform(StepInput given) throws FailureException {
        StepInput input = given;
        for (ProcedureStep step : procedure.steps()) {
            input = step.isGate() ? pass(step, input) : perform(step, input);
        }
    }

    private StepInput pass(ProcedureStep gate, StepInput input) throws FailureException {
        switch (gate) {
            case APPROVE -> {
                Optional<Plan> plan = input.plan();
                Set<String> allowed = input.allowed();
                Approved approved = run.awaiting(() -> approval.ask(plan, allowed));
                if (approved.isAdditive()) {
                    return pass(gate, perform(planning(), input.in(UpdateMode.ADDITIVE)));
                }
                return input.allowing(approved.allowed()).withConfirmed(approved.confirmed());
            }
            case VERIFY ->
                run.permit(input.plan().orElseThrow(), input.allowed()).orThrow();
            // Each target locks itself while it applies, and refuses a plan that no longer holds.
            default -> {}
        }
        return input;
    }

    /** The step that makes the plan. */
    private ProcedureStep planning() {
        return procedure.steps().get(0);
    }

    private StepInput perform(ProcedureStep step, StepInput input) throws FailureException {
        StepResult result = work.perform(step, input);
        results.add(result);
        return result instanceof StepResult.Planned planned ? input.withPlan(Optional.of(planned.plan())) : input;
    }

    /** The result of the step that has results of this kind; empty if it was not performed. */
    public <T extends StepResult> Optional<T> result(Class<T> kind) {
        return results.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
