package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.CheckDocument;
import dev.appdb.cli.console.CheckJunit;
import dev.appdb.cli.console.CheckMarkdown;
import dev.appdb.cli.console.Confirmation;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.option.JournalOption;
import dev.appdb.cli.option.OutputOptions;
import dev.appdb.cli.option.RightsOptions;
import dev.appdb.engine.CheckProgress;
import dev.appdb.engine.FleetCheck;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.ProcedureRun.Approval;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.Run;
import dev.appdb.engine.StepInput;
import dev.appdb.engine.StepResult;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.ManageReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
                "Make users, schema, privileges and extensions as configured, check them, and print the roles: in a"
                        + " table on a terminal, as JSON elsewhere.",
                "Safe to repeat: where all is as configured nothing changes.",
                "Exits with 3 when a critical check fails."
            })
    public static final class Update extends DatabaseCommand {
        @Option(
                names = "--yes",
                description = "Skip the confirmation. Never takes rights from roles that are not named.")
        boolean yes;

        @Mixin
        final RightsOptions rights = new RightsOptions();

        @Option(
                names = "--plan",
                paramLabel = "ID",
                description =
                        "Make exactly the changes of this plan, as `appdb roles plan` has shown it; refused if the"
                                + " database changed since.")
        @Nullable
        String planId;

        @Mixin
        final JournalOption journal = new JournalOption();

        public Update(ProcessContext context) {
            super(context, Subcommand.ROLES_UPDATE);
        }

        @Override
        boolean keepsRuns() {
            return journal.keeps();
        }

        @Override
        boolean asks() {
            return guide().present() && !yes;
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            Duration longest = rights.lockTimeout(problems);
            Resolution resolution = resolve(problems);
            Confirmation confirmation = new Confirmation(console, guide(), yes);
            return inRun(Procedure.require("roles update"), resolution, run -> {
                ProcedureRun procedure = new ProcedureRun(
                        Procedure.require("roles update"),
                        run,
                        List::of,
                        (plan, allowed) -> confirmation.approved(plan.orElseThrow(), allowed));
                procedure.perform(StepInput.NONE
                        .withPlanId(Optional.ofNullable(planId))
                        .in(rights.mode())
                        .waiting(longest)
                        .allowing(rights.allowed()));
                ManageReport report = procedure
                        .result(StepResult.RolesUpdated.class)
                        .orElseThrow()
                        .report();
                ObjectNode json = (ObjectNode) Console.parsed(report.roles().toJson());
                json.put("verdict", run.result().toString());
                addFailures(json, run);
                console.document(console.roles(report.roles()), json);
            });
        }
    }

    /** Looks whether all is as declared. */
    @Command(
            name = "check",
            description = {
                "Check that users, schema, privileges and extensions are as configured. Read-only.",
                "Exits with 3 when a critical check fails, or as --fail-on says.",
                "Prints the verdict, what is wrong, what breaks, and how to fix it; --verbose lists what passed and what does not apply, too.",
                "--output json, junit or markdown is for scripts, CI servers and tickets.",
                "With --all, one line for each database as it is checked, then the verdict, the counts, and what failed; --verbose lists what passed in each, too."
                        + " Exits with 3 when a critical check failed anywhere, else with 1 when a database is unknown:"
                        + " it could not be checked."
            })
    public static final class Check extends DatabaseCommand {
        static final String JUNIT = "junit";

        @Option(
                names = "--probe",
                description = "Also try it: create, read, write and be refused, in a transaction that is rolled back.")
        boolean probe;

        @Option(
                names = "--fail-on",
                paramLabel = "SEVERITY",
                description = "Exit with 3 for critical findings (default), also for a warning, or never.")
        String failOn = "critical";

        @Mixin
        final FleetOptions fleet = new FleetOptions();

        @Mixin
        final JournalOption journal = new JournalOption();

        private Optional<CheckReport> checked = Optional.empty();

        public Check(ProcessContext context) {
            super(context, Subcommand.ROLES_CHECK);
            output.alsoTakes(JUNIT, OutputOptions.MARKDOWN);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            FailOn failing = FailOn.of(failOn, problems);
            if (fleet.isAsked(database)) {
                FleetOptions.Choice choice = fleet.choice(database, problems);
                FleetCheck.Manner manner = new FleetCheck.Manner(probe, fleet.wakePaused);
                return new RolesCheckAll(this, choice, manner, output.verbose, failing, output.format()).run();
            }
            fleet.refuseAlone(problems);
            Resolution resolution = resolve(problems);
            int exit = inRun(Procedure.require("roles check"), resolution, run -> {
                ProcedureRun procedure =
                        new ProcedureRun(Procedure.require("roles check"), run, List::of, Approval.BY_COMMAND);
                procedure.perform(StepInput.NONE.probing(probe));
                CheckReport report = addressed(procedure
                        .result(StepResult.RolesChecked.class)
                        .orElseThrow()
                        .report());
                checked = Optional.of(report);
                // Two checks may be made within a second.
                Instant now = context.clock().instant().truncatedTo(ChronoUnit.MILLIS);
                CheckProgress progress = wiring(resolution)
                        .checks(keepsRuns())
                        .after(
                                resolution.request().app().value(),
                                resolution.request().environment().value(),
                                report,
                                now);
                CheckDocument document =
                        new CheckDocument(resolution.request(), report, progress, now.truncatedTo(ChronoUnit.SECONDS));
                console.document(text(document, failing), document::json);
            });
            boolean isMade = exit == ExitCode.DONE || exit == ExitCode.FOUND;
            return isMade ? checked.map(failing::exitCode).orElse(exit) : exit;
        }

        @Override
        boolean keepsRuns() {
            return journal.keeps();
        }

        @Override
        boolean onlyReads() {
            return true;
        }

        private String text(CheckDocument document, FailOn failing) {
            if (console.json()) {
                return "";
            } else if (output.is(JUNIT)) {
                return CheckJunit.of(document, failing::counts);
            } else if (output.is(OutputOptions.MARKDOWN)) {
                return CheckMarkdown.of(document);
            }
            return String.join("\n", console.checkLines(document.report(), document.progress(), output.verbose));
        }

        /** A check that could not be made is an error in JUnit XML, so that no CI server takes it for passed. */
        @Override
        void afterwards(Run run, Resolution resolution) {
            if (output.is(JUNIT) && checked.isEmpty()) {
                run.failure()
                        .ifPresent(failure -> console.text(CheckJunit.of(
                                resolution.request(), context.clock().instant(), addressed(failure))));
            }
        }
    }
}
