package dev.appdb.engine;

import dev.appdb.event.Step;
import java.util.Optional;

/**
 * The steps that procedures are made of. Each is safe to repeat. Their names are stored with the runs of the bot, so none
 * is ever renamed.
 */
public enum ProcedureStep {
    STATUS("Status"),
    DRIFT("Drift"),
    EXTENSIONS("Extensions"),
    PLAN("Plan", Step.PLAN),
    PLAN_REMOVAL("Plan", Step.PLAN),
    /** The plan of the database alone. */
    PLAN_ROLES("Plan", Step.PLAN),
    /** The plan of giving or taking a person's temporary access. */
    PLAN_ACCESS("Plan", Step.PLAN),
    LIST_ACCESS("Temporary access"),
    CHANGE_ACCESS("Temporary access", Step.ACCESS),
    /** A gate: people agree to the files and the plan that they were shown, or to the command where there is no plan. */
    APPROVE("Approval"),
    /** A gate: no other run changes the same environment. */
    LOCK("Wait for other runs"),
    /** A gate: what was approved is still exactly what would be done, and the guardrails permit it. */
    VERIFY("Plan is still the same"),
    CONFIGURE("Configure", Step.CONFIGURE),
    APPLY("Apply", Step.APPLY),
    UPDATE_ROLES("Update roles", Step.UPDATE_ROLES),
    CHECK_ROLES("Check roles", Step.CHECK_ROLES),
    DESTROY("Destroy", Step.DESTROY),
    /** No step, but the place after the last one. */
    END("End");

    private final String title;
    private final Optional<Step> reported;

    ProcedureStep(String title) {
        this.title = title;
        this.reported = Optional.empty();
    }

    ProcedureStep(String title, Step reported) {
        this.title = title;
        this.reported = Optional.of(reported);
    }

    public String title() {
        return title;
    }

    /** The step as a run's events name it; empty for gates and for what only reads. */
    public Optional<Step> reported() {
        return reported;
    }

    /** True if the front end decides here whether the procedure goes on. */
    public boolean isGate() {
        return this == APPROVE || this == LOCK || this == VERIFY;
    }
}
