package dev.appdb.engine;

import static dev.appdb.engine.ProcedureStep.APPLY;
import static dev.appdb.engine.ProcedureStep.APPROVE;
import static dev.appdb.engine.ProcedureStep.CHANGE_ACCESS;
import static dev.appdb.engine.ProcedureStep.CHECK_ROLES;
import static dev.appdb.engine.ProcedureStep.CONFIGURE;
import static dev.appdb.engine.ProcedureStep.DESTROY;
import static dev.appdb.engine.ProcedureStep.DRIFT;
import static dev.appdb.engine.ProcedureStep.END;
import static dev.appdb.engine.ProcedureStep.EXTENSIONS;
import static dev.appdb.engine.ProcedureStep.LIST_ACCESS;
import static dev.appdb.engine.ProcedureStep.LOCK;
import static dev.appdb.engine.ProcedureStep.PLAN;
import static dev.appdb.engine.ProcedureStep.PLAN_ACCESS;
import static dev.appdb.engine.ProcedureStep.PLAN_REMOVAL;
import static dev.appdb.engine.ProcedureStep.PLAN_ROLES;
import static dev.appdb.engine.ProcedureStep.STATUS;
import static dev.appdb.engine.ProcedureStep.UPDATE_ROLES;
import static dev.appdb.engine.ProcedureStep.VERIFY;

import dev.appdb.event.Step;
import java.util.List;
import java.util.Optional;

/**
 * A command's steps and gates in their order, declared here and nowhere else. The terminal performs them in memory
 * ({@link ProcedureRun}), the bot one stored row at a time.
 *
 * @param command the command's words, such as {@code roles check}
 */
public record Procedure(String command, List<ProcedureStep> steps) {

    /** All there are. {@code setup} is {@code configure} and {@code apply} under one approval. */
    public static final List<Procedure> ALL = List.of(
            of("setup", PLAN, APPROVE, LOCK, VERIFY, CONFIGURE, APPLY, UPDATE_ROLES, CHECK_ROLES),
            of("adopt", PLAN, APPROVE, LOCK, VERIFY, CONFIGURE, APPLY),
            of("configure", APPROVE, CONFIGURE),
            of("plan", PLAN),
            of("apply", PLAN, APPROVE, LOCK, VERIFY, APPLY, UPDATE_ROLES, CHECK_ROLES),
            of("roles plan", PLAN_ROLES),
            of("roles update", PLAN_ROLES, APPROVE, LOCK, VERIFY, UPDATE_ROLES, CHECK_ROLES),
            of("roles check", CHECK_ROLES),
            of("access list", LIST_ACCESS),
            of("access grant", PLAN_ACCESS, APPROVE, LOCK, VERIFY, CHANGE_ACCESS),
            // no lock: taking access away waits for no other run
            of("access revoke", PLAN_ACCESS, APPROVE, CHANGE_ACCESS),
            of("roles expect", APPROVE, CONFIGURE),
            of("status", STATUS),
            of("drift", DRIFT),
            of("extensions", EXTENSIONS),
            of("extensions set", APPROVE, CONFIGURE),
            of("extensions unset", APPROVE, CONFIGURE),
            of("destroy", PLAN_REMOVAL, APPROVE, DESTROY));

    public Procedure {
        steps = List.copyOf(steps);
    }

    private static Procedure of(String command, ProcedureStep... steps) {
        return new Procedure(command, List.of(steps));
    }

    /** The procedure of a command, if it has one. */
    public static Optional<Procedure> of(String command) {
        return ALL.stream().filter(each -> each.command.equals(command)).findFirst();
    }

    /** @throws IllegalArgumentException if the command has no procedure */
    public static Procedure require(String command) {
        return of(command).orElseThrow(() -> new IllegalArgumentException("no procedure for " + command));
    }

    /** The same without updating and checking the roles. */
    public Procedure withoutRoles() {
        return new Procedure(
                command,
                steps.stream()
                        .filter(step -> step != UPDATE_ROLES && step != CHECK_ROLES)
                        .toList());
    }

    /** The same from what comes after the approval, for what nobody has to agree to. */
    public Procedure withoutReview() {
        return new Procedure(command, steps.subList(steps.indexOf(APPROVE) + 1, steps.size()));
    }

    public boolean has(ProcedureStep step) {
        return steps.contains(step);
    }

    public ProcedureStep first() {
        return steps.get(0);
    }

    /**
     * The step after this one, or {@link ProcedureStep#END}.
     *
     * @throws IllegalArgumentException if this procedure does not have the step
     */
    public ProcedureStep after(ProcedureStep step) {
        int next = position(step) + 1;
        return next < steps.size() ? steps.get(next) : END;
    }

    /** True if one step comes before another; the end comes after all. */
    public boolean isBefore(ProcedureStep step, ProcedureStep other) {
        return position(step) < position(other);
    }

    private int position(ProcedureStep step) {
        int position = step == END ? steps.size() : steps.indexOf(step);
        if (position < 0) {
            throw new IllegalArgumentException(command + " has no step " + step);
        }
        return position;
    }

    /** The steps that a run's events report, so that progress knows its total. */
    public List<Step> reported() {
        return steps.stream().flatMap(step -> step.reported().stream()).toList();
    }
}
