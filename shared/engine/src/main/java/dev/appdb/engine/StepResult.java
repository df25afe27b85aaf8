package dev.appdb.engine;

import dev.appdb.plan.Plan;
import dev.appdb.project.FileChange;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import java.util.List;
import java.util.SortedMap;

/** The result of one step of a procedure. */
public sealed interface StepResult {

    /** @param files the changes to the project that belong to the plan */
    record Planned(Plan plan, List<FileChange> files) implements StepResult {}

    /** @param files all changes that were reviewed, also those that need no writing */
    record Configured(List<FileChange> files) implements StepResult {
        public List<FileChange> written() {
            return files.stream().filter(FileChange::isNeeded).toList();
        }
    }

    record Applied(Plan plan) implements StepResult {}

    record RolesUpdated(ManageReport report) implements StepResult {}

    record RolesChecked(CheckReport report) implements StepResult {}

    /**
     * @param report who has temporary access, and what was changed
     * @param target the target's name
     * @param connect the shell's command by which the person connects, without a password; empty where nobody was given access
     */
    record Access(AccessReport report, String target, String connect) implements StepResult {}

    record Status(TargetStatus status) implements StepResult {}

    record Drift(DriftReport report) implements StepResult {}

    /** @param declared the extensions of the project, by name, and whether they are on */
    record Extensions(SortedMap<String, Boolean> declared, List<AvailableExtension> offered) implements StepResult {}

    record Destroyed(Plan plan) implements StepResult {}
}
