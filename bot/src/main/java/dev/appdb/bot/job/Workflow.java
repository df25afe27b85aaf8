package dev.appdb.bot.job;

import dev.appdb.bot.store.NewRun;
import dev.appdb.bot.store.RunStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which steps each command has. */
final class Workflow {
    private static final Map<String, List<RunStep>> STEPS = Map.of(
            "status", List.of(RunStep.STATUS),
            "drift", List.of(RunStep.DRIFT),
            "extensions", List.of(RunStep.EXTENSIONS),
            "plan", List.of(RunStep.PLAN),
            "apply",
                    List.of(
                            RunStep.PLAN,
                            RunStep.APPROVE,
                            RunStep.LOCK,
                            RunStep.VERIFY,
                            RunStep.APPLY,
                            RunStep.UPDATE_ROLES,
                            RunStep.CHECK_ROLES),
            "setup",
                    List.of(
                            RunStep.PLAN,
                            RunStep.APPROVE,
                            RunStep.LOCK,
                            RunStep.VERIFY,
                            RunStep.CONFIGURE,
                            RunStep.APPLY,
                            RunStep.UPDATE_ROLES,
                            RunStep.CHECK_ROLES),
            "roles check", List.of(RunStep.CHECK_ROLES),
            "roles update", List.of(RunStep.APPROVE, RunStep.LOCK, RunStep.UPDATE_ROLES, RunStep.CHECK_ROLES));

    private Workflow() {}

    /**
     * The steps of what was asked for, in their order.
     *
     * @throws IllegalArgumentException if the command is none that makes a run
     */
    static List<RunStep> of(NewRun asked) {
        List<RunStep> steps = STEPS.get(asked.command());
        if (steps == null) {
            throw new IllegalArgumentException("no run is made for " + asked.command());
        }
        // Whoever types `roles update` has confirmed it; there is no plan that they could not have known.
        List<RunStep> needed = new ArrayList<>(steps);
        if (!steps.contains(RunStep.PLAN) && asked.approvals() == 0) {
            needed.remove(RunStep.APPROVE);
        }
        return List.copyOf(needed);
    }

    /** The step after this one. */
    static RunStep after(NewRun asked, RunStep step) {
        List<RunStep> steps = of(asked);
        int index = steps.indexOf(step);
        return index + 1 < steps.size() ? steps.get(index + 1) : RunStep.END;
    }
}
