package dev.appdb.cli.command;

import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.Resolution;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import dev.appdb.setting.Settings;
import picocli.CommandLine.Command;

/** Stops a local database. */
@Command(name = "stop", description = "Stop a local database. Its data stays; apply starts it again.")
public final class StopCommand extends DatabaseCommand {
    public StopCommand(ProcessContext context) {
        super(context, Subcommand.STOP);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        Resolution resolution = ofLocal(resolve(problems));
        boolean wasRunning = ports(resolution).deployer().stop(resolution.request(), quietly());
        String cluster = resolution.request().cluster();
        console.result(
                wasRunning ? cluster + " is stopped" : cluster + " was not running",
                Console.object().put("result", "done").put("changed", wasRunning));
        return ExitCode.DONE;
    }

    /** The local database of an environment that has one, though another target is the one that all share. */
    private Resolution ofLocal(Resolution resolution) throws ProblemsException, FailureException {
        DatabaseRequest request = resolution.request();
        boolean isMeant = request.target() != Target.LOCAL
                && database.value(Settings.TARGET).isEmpty()
                && resolution.project().hasLocal(request.app(), request.environment());
        return isMeant ? resolve(new Problems(), Target.LOCAL) : resolution;
    }
}
