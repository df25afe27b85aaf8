package dev.appdb.cli;

import dev.appdb.engine.ProvisioningEngine;
import dev.appdb.engine.RunIds;
import dev.appdb.engine.RunJournal;
import dev.appdb.engine.TargetPorts;
import dev.appdb.journal.FileRunJournal;
import dev.appdb.local.LocalTarget;
import dev.appdb.project.Project;
import dev.appdb.request.Target;
import dev.appdb.server.ServerTarget;
import java.nio.file.Path;

/** The one place that constructs adapters and puts the engine together. */
final class Wiring {
    private final Surroundings surroundings;
    private final Project project;

    Wiring(Surroundings surroundings, Project project) {
        this.surroundings = surroundings;
        this.project = project;
    }

    ProvisioningEngine engine(Target target) {
        return new ProvisioningEngine(
                project,
                ports(target),
                journal(),
                surroundings.clock(),
                new RunIds(surroundings.clock(), surroundings.random()));
    }

    RunJournal journal() {
        return new FileRunJournal(folder());
    }

    TargetPorts ports(Target target) {
        return switch (target) {
            case LOCAL -> new LocalTarget(folder().resolve("local")).ports();
            case SERVER -> new ServerTarget(surroundings.environment()).ports();
        };
    }

    /** What appdb keeps for itself in a project; it ignores itself in git. */
    private Path folder() {
        return project.directory().resolve(".appdb");
    }
}
