package dev.appdb.event;

import java.util.Locale;

/** The steps that a run is made of; each is safe to repeat. */
public enum Step {
    CONFIGURE("Configure"),
    PLAN("Plan"),
    APPLY("Apply"),
    UPDATE_ROLES("Update roles"),
    CHECK_ROLES("Check roles"),
    ACCESS("Access"),
    DESTROY("Destroy");

    private final String title;

    Step(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
