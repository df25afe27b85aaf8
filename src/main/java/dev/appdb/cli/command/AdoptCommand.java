package dev.appdb.cli.command;

import dev.appdb.cli.console.Confirmation;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.StepResult;
import dev.appdb.failure.CommandName;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.form.Answers;
import dev.appdb.plan.Plan;
import dev.appdb.plan.Risk;
import dev.appdb.project.BackendSettings;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ExtensionSwitches;
import dev.appdb.request.Target;
import dev.appdb.setting.DeploymentSettings;
import dev.appdb.setting.Settings;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a role manager beside a database of somebody else. */
@Command(
        name = "adopt",
        description = {
            "Put a role manager beside a cluster of Aurora PostgreSQL, or an instance of RDS for PostgreSQL, that another"
                    + " tool made, and change nothing of the cluster.",
            "A stack of its own gets the function with its role, log group and security group. Afterwards plan, apply,"
                    + " roles, connect and the bot work for the database; destroy removes only that stack.",
            "Shows what it found, and where, before it asks."
        })
public final class AdoptCommand extends DatabaseCommand {
    @Option(names = "--role-manager", description = "Required: only the role manager is added.")
    boolean roleManager;

    @Option(
            names = "--allow-ingress",
            description =
                    "Let the stack add a rule for the role manager to a security group of the cluster, and of the VPC"
                            + " endpoint of Secrets Manager, where none lets it in.")
    boolean ingress;

    @Option(names = "--yes", description = "Skip confirmations.")
    boolean yes;

    public AdoptCommand(ProcessContext context) {
        super(context, Subcommand.ADOPT);
    }

    @Override
    boolean asks() {
        return guide().present() && !yes;
    }

    @Override
    Remedy.Command again(DatabaseRequest request) {
        return super.again(request).with("--role-manager");
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        if (!roleManager) {
            problems.missing("--role-manager", "appdb takes over nothing else of a cluster that it did not deploy");
        }
        if (!yes && !guide().present()) {
            problems.missing("--yes", console.whyNotAsked("to confirm on"));
        }
        Resolution resolution = resolution(problems);
        ConfigurationFiles files =
                ConfigurationFiles.of(resolution, BackendSettings.of(resolution.values()), ExtensionSwitches.NONE);
        Confirmation confirmation = new Confirmation(console, guide(), yes);
        Procedure adopt = Procedure.require("adopt");
        return inRun(adopt, resolution, run -> {
            ProcedureRun procedure = new ProcedureRun(adopt, run, files::changes, (plan, allowed) -> {
                confirmation.approved(files);
                return confirmation.approved(plan.orElseThrow(), allowed);
            });
            procedure.perform(StepInput.NONE
                    .withRoles(false)
                    .allowing(ingress ? Set.of(Risk.OTHERS_GROUP.permission()) : Set.of()));
            show(
                    resolution,
                    procedure.result(StepResult.Applied.class).orElseThrow().plan(),
                    run.id(),
                    files);
        });
    }

    /** The database of the cluster that is named, that was adopted before, or that has the name of app and environment. */
    private Resolution resolution(Problems problems) throws ProblemsException, FailureException {
        String only = "must be aws: only there is a role manager of its own";
        Answers given = onAws(problems, only);
        Resolution named = resolver(problems).named(Subcommand.ADOPT, given).from(database.project);
        if (named.value(DeploymentSettings.CLUSTER).isPresent()) {
            return named;
        }
        return resolver(new Problems())
                .named(
                        Subcommand.ADOPT,
                        given.with(
                                DeploymentSettings.CLUSTER.id(),
                                named.request().cluster(),
                                DeploymentSettings.CLUSTER.flag()))
                .from(database.project);
    }

    private Answers onAws(Problems problems, String refusal) {
        Answers given = database.given();
        database.value(Settings.TARGET)
                .filter(target -> !target.equals(Target.AWS.toString()))
                .ifPresent(other -> problems.add(Settings.TARGET.flag(), refusal));
        return given.with(Settings.TARGET.id(), Target.AWS.toString(), Settings.TARGET.flag());
    }

    private void show(Resolution resolution, Plan plan, String runId, ConfigurationFiles files) {
        String database = resolution.request().cluster();
        boolean changed = files.isNeeded() || !plan.changes().isEmpty();
        console.result(
                plan.changes().isEmpty()
                        ? "the role manager of " + database + " is up to date"
                        : "the role manager of " + database + " is deployed",
                Console.object()
                        .put("result", "done")
                        .put("run", runId)
                        .put("changed", changed)
                        .set("plan", Console.tree(plan)));
        console.say("Nothing was changed in the database. See what is missing: "
                + CommandName.with("roles plan ")
                + resolution.namingFlags());
    }
}
