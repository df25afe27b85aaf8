package dev.appdb.cli.command;

import dev.appdb.cli.console.Confirmation;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.StepInput;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.project.BackendSettings;
import dev.appdb.request.ExtensionSwitches;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the environment's backend file and remembers the environment's settings. */
@Command(
        name = "configure",
        description = {
            "Write <ENVIRONMENT>.s3.tfbackend for the app, and remember the environment's settings.",
            "Says where each value comes from. A bucket is never invented."
        })
public final class ConfigureCommand extends DatabaseCommand {
    @Option(
            names = "--overwrite",
            description = {
                "Change an existing backend file to what flags and accounts say.",
                "Keeps its other lines. Without it an existing file is left as it is."
            })
    boolean overwrite;

    @Option(names = "--yes", description = "Skip confirmations.")
    boolean yes;

    public ConfigureCommand(ProcessContext context) {
        super(context, Subcommand.CONFIGURE);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        if (!yes && !guide().present()) {
            problems.missing("--yes", console.whyNotAsked("to confirm on"));
        }
        Resolution resolution = resolve(problems);
        BackendSettings backend = BackendSettings.of(resolution.values());
        ConfigurationFiles files =
                ConfigurationFiles.of(resolution, overwrite ? backend.overwriting() : backend, ExtensionSwitches.NONE);
        Confirmation confirmation = new Confirmation(console, guide(), yes);
        return inRun(Procedure.require("configure"), resolution, run -> {
            new ProcedureRun(
                            Procedure.require("configure"),
                            run,
                            files::changes,
                            (plan, allowed) -> confirmation.approved(files))
                    .perform(StepInput.NONE);
            console.result(
                    "",
                    Console.object()
                            .put("result", "done")
                            .put("run", run.id())
                            .set("files", Confirmation.json(files.changes())));
        });
    }
}
