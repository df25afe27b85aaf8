package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.ProcedureRun.Approval;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.StepResult;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands that invoke the role manager. */
public final class RolesCommand {
    private RolesCommand() {}

    /** Only the word before {@code update} and {@code check}. */
    @Command(name = "roles", description = "Update or check the users, schema, privileges and extensions.")
    public static final class Group extends CommandGroup {
        public Group(ProcessContext context) {
            super(context);
        }
    }

    /** Makes roles, schema, privileges and extensions as configured. */
    @Command(
            name = "update",
            description = {
                "Make users, schema, privileges and extensions as configured, check them, and print the roles as JSON.",
                "Safe to repeat: where all is as configured nothing changes.",
                "Exits with 3 when a critical check fails."
            })
    public static final class Update extends DatabaseCommand {
        public Update(ProcessContext context) {
            super(context, Subcommand.ROLES_UPDATE);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            return inRun(Procedure.require("roles update"), resolve(problems), run -> {
                ProcedureRun procedure =
                        new ProcedureRun(Procedure.require("roles update"), run, List::of, Approval.BY_COMMAND);
                procedure.perform(StepInput.NONE);
                ManageReport report = procedure
                        .result(StepResult.RolesUpdated.class)
                        .orElseThrow()
                        .report();
                ObjectNode json = (ObjectNode) Console.parsed(report.roles().toJson());
                addFailures(json, run);
                console.result(report.roles().toJson(), json);
            });
        }
    }

    /** Looks whether all is as declared. */
    @Command(
            name = "check",
            description = {
                "Check that users, schema, privileges and extensions are as configured. Read-only.",
                "Exits with 3 when a critical check fails."
            })
    public static final class Check extends DatabaseCommand {
        @Option(
                names = "--probe",
                description = "Also try it: create, read, write and be refused, in a transaction that is rolled back.")
        boolean probe;

        public Check(ProcessContext context) {
            super(context, Subcommand.ROLES_CHECK);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            Resolution resolution = resolve(problems);
            return inRun(Procedure.require("roles check"), resolution, run -> {
                ProcedureRun procedure =
                        new ProcedureRun(Procedure.require("roles check"), run, List::of, Approval.BY_COMMAND);
                procedure.perform(StepInput.NONE.probing(probe));
                CheckReport report = addressed(procedure
                        .result(StepResult.RolesChecked.class)
                        .orElseThrow()
                        .report());
                console.report(String.join("\n", console.checkLines(report)), report::toJson);
            });
        }
    }
}
