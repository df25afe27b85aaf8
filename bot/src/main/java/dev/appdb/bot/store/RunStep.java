package dev.appdb.bot.store;

/** The steps that a run of the bot can have; each command has some of them, in this order. Each is safe to repeat. */
public enum RunStep {
    STATUS("Status"),
    DRIFT("Drift"),
    EXTENSIONS("Extensions"),
    PLAN("Plan"),
    APPROVE("Approval"),
    LOCK("Wait for other runs"),
    /** Looks that what was approved is still exactly what would be done. */
    VERIFY("Plan is still the same"),
    CONFIGURE("Configure"),
    APPLY("Apply"),
    UPDATE_ROLES("Update roles"),
    CHECK_ROLES("Check roles"),
    END("End");

    private final String title;

    RunStep(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
