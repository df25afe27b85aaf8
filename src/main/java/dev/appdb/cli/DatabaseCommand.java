package dev.appdb.cli;

import dev.appdb.engine.Progress;
import dev.appdb.engine.Run;
import dev.appdb.engine.TargetPorts;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.project.BackendSettings;
import dev.appdb.project.Project;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** What the commands about one database share: which one it is, its target, and the run that does the work. */
abstract class DatabaseCommand extends AppdbCommand {
    @Mixin
    final DatabaseOptions database = new DatabaseOptions();

    DatabaseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    final void check(Problems problems) {
        ProjectFolder.check(surroundings, database.project, problems);
    }

    final Project project() {
        return ProjectFolder.project(surroundings, database.project);
    }

    final Resolution resolve(Problems problems) throws ProblemsException, FailureException {
        return new RequestResolver(project(), surroundings.environment(), problems).named(database);
    }

    final TargetPorts ports(Resolution resolution) {
        return wiring(resolution).ports(resolution.request().target());
    }

    /** Where the Terraform state is, as far as this command has flags for it. */
    BackendSettings backend() {
        return BackendSettings.NONE;
    }

    /** Whether this command removes backups, too. */
    boolean deletesBackups() {
        return false;
    }

    final Wiring wiring(Resolution resolution) {
        return new Wiring(
                surroundings,
                resolution.project(),
                new AwsFlags(backend(), database.roleArn, database.alarmTopic, deletesBackups()));
    }

    /**
     * Does work in a run, which ends with the work, or as interrupted when the process is.
     *
     * @return the exit code that the run's result has
     */
    final int inRun(String command, Resolution resolution, Optional<String> resumes, Work work)
            throws FailureException {
        Run run = wiring(resolution)
                .engine(resolution.request().target())
                .begin(command, resolution.request(), resolution.flags(), resumes, console.events());
        Interruptions.Watch watch = surroundings.interruptions().watch(() -> interrupted(run, resolution));
        try (watch;
                run) {
            perform(work, run);
        }
        return ended(run);
    }

    private static void perform(Work work, Run run) {
        try {
            work.perform(run);
        } catch (FailureException e) {
            run.fail(e.failure());
        } catch (RuntimeException e) {
            run.fail(Bug.failure(e));
            throw e;
        }
    }

    final int inRun(String command, Resolution resolution, Work work) throws FailureException {
        return inRun(command, resolution, Optional.empty(), work);
    }

    private int ended(Run run) {
        if (console.json()) {
            // In text the run's last event has said it.
            run.failure().ifPresent(failure -> console.failure(failure, run.id()));
        }
        return ExitCode.of(run.result());
    }

    private void interrupted(Run run, Resolution resolution) {
        run.fail(Failure.interrupted(
                spec.qualifiedName() + " was interrupted",
                "the process was asked to end",
                ports(resolution).deployer().afterInterruption(resolution.request())));
        run.close();
        if (console.json()) {
            run.failure().ifPresent(failure -> console.failure(failure, run.id()));
        }
    }

    /** Progress outside a run: notes only. */
    final Progress quietly() {
        return new Progress() {
            @Override
            public void resource(String type, String name, ResourceState state, String detail) {
                // What a command does in passing is not worth a line.
            }

            @Override
            public void note(Level level, String text) {
                console.say((level == Level.WARNING ? "warning: " : "") + text);
            }
        };
    }

    /** What is done in a run. */
    interface Work {
        void perform(Run run) throws FailureException;
    }
}
