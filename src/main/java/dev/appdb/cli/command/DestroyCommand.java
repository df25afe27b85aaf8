package dev.appdb.cli.command;

import dev.appdb.cli.console.Confirmation;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.ProcedureRun.Approved;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.StepResult;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes the database, once its name was typed. */
@Command(
        name = "destroy",
        description = {
            "Remove the database and its data, after its cluster's name was typed or given with --confirm.",
            "Of an adopted database only the role manager's stack is removed, and no data.",
            "The files under infra/ stay: they are yours to remove."
        })
public final class DestroyCommand extends DatabaseCommand {
    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "The cluster's name, to confirm without a terminal.")
    @Nullable
    String confirm;

    @Option(
            names = "--delete-backups",
            description = "With --target aws: remove the weekly backups, too. Without, they and their vault stay.")
    boolean deleteBackups;

    public DestroyCommand(ProcessContext context) {
        super(context, Subcommand.DESTROY);
    }

    @Override
    boolean deletesBackups() {
        return deleteBackups;
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        if (confirm == null && !guide().present()) {
            problems.missing("--confirm", console.whyNotAsked("to type the cluster's name on"));
        }
        Resolution resolution = resolve(problems);
        if (deleteBackups && resolution.request().target() != Target.AWS) {
            problems.add("--delete-backups", "goes with --target aws only: there are no backups elsewhere");
            problems.throwIfAny();
        }
        return inRun(Procedure.require("destroy"), resolution, run -> {
            ProcedureRun procedure = new ProcedureRun(
                    Procedure.require("destroy"), run, List::of, (plan, allowed) -> approved(plan.orElseThrow()));
            procedure.perform(StepInput.NONE);
            Plan plan = procedure
                    .result(StepResult.Destroyed.class)
                    .map(StepResult.Destroyed::plan)
                    .orElseThrow();
            console.result(
                    ended(resolution.request(), plan.isUpToDate()),
                    Console.object().put("result", "done").put("run", run.id()).put("changed", !plan.isUpToDate()));
        });
    }

    private static String ended(DatabaseRequest request, boolean isAbsent) {
        if (request.aurora().adopted().isPresent()) {
            return isAbsent
                    ? "there is no role manager of " + request.cluster()
                    : "the role manager of " + request.cluster() + " is destroyed; the database is as it was";
        }
        return isAbsent ? "there is no " + request.cluster() : request.cluster() + " is destroyed";
    }

    private Approved approved(Plan plan) throws FailureException {
        new Confirmation(console, guide(), false).show(plan);
        return new Approved(Set.of(), plan.isUpToDate() ? "" : confirm != null ? confirm : typedName());
    }

    private String typedName() throws FailureException {
        Optional<String> typed = guide().typed("Type the cluster's name to destroy it");
        if (typed.isEmpty()) {
            throw Failure.interrupted(
                            "no changes were made",
                            "you cancelled at the cluster's name",
                            "Type it, or give it with {--confirm}.")
                    .asException();
        }
        return typed.orElse("");
    }
}
