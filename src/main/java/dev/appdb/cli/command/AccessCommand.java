package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.ConsentCheck;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
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
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.process.ProcessUser;
import dev.appdb.request.DatabaseNames;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.Target;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.TemporaryAccess;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about temporary access of people. */
public final class AccessCommand {
    private AccessCommand() {}

    /** Only the word before {@code grant}, {@code list} and {@code revoke}. */
    @Command(name = "access", description = "Give people access to the database for a limited time.")
    public static final class Group extends CommandGroup {
        public Group(ProcessContext context) {
            super(context);
        }
    }

    /** The part that all have. */
    abstract static class Of extends DatabaseCommand {
        Of(ProcessContext context, Subcommand command) {
            super(context, command);
        }

        /** Changes a person's access in a run, which the journal keeps. */
        final int change(Resolution resolution, AccessRequest asked, boolean yes, String change)
                throws FailureException {
            Procedure procedure = Procedure.require(database.command().words());
            return inRun(procedure, resolution, run -> {
                ProcedureRun performed = new ProcedureRun(procedure, run, List::of, (plan, allowed) -> {
                    confirm(yes, change);
                    return new Approved(allowed, "");
                });
                performed.perform(StepInput.NONE.about(asked));
                AccessReport report =
                        performed.result(StepResult.Access.class).orElseThrow().report();
                console.result(report.changes(), json(report).put("run", run.id()));
                sayWhatDoesNotEnd(resolution.request(), asked, report);
            });
        }

        /** The end of a password is the server's; that of an IAM token is the policy's. */
        private void sayWhatDoesNotEnd(DatabaseRequest request, AccessRequest asked, AccessReport report) {
            if (asked.operation() == AccessRequest.Operation.GRANT
                    && report.login() == AccessReport.Login.IAM
                    && request.target() != Target.LOCAL) {
                console.say("Allow the person rds-db:connect on dbuser " + asked.user()
                        + " of the cluster, with a condition DateLessThan on aws:CurrentTime: VALID UNTIL does not end IAM"
                        + " tokens. Revoke the access when it is over.");
            }
        }

        /** Has a change confirmed, unless {@code --yes} was given. */
        final void confirm(boolean yes, String change) throws FailureException {
            if (yes) {
                return;
            }
            if (!guide().present()) {
                throw Failure.refused(
                                "not-confirmed",
                                "no changes were made",
                                console.whyNotAsked("to confirm on") + ": " + change,
                                Remedy.of("Read it, then add {}.", Remedy.option("--yes")))
                        .asException();
            }
            ConsentCheck.requireGiven(guide().confirm(change + "?"), "the change");
        }

        static ObjectNode json(AccessReport report) {
            ObjectNode json = Console.object().put("result", "done");
            json.set("changes", Console.tree(report.changes()));
            ArrayNode all = json.putArray("access");
            for (TemporaryAccess access : report.access()) {
                all.addObject()
                        .put("user", access.user())
                        .put("as", access.as())
                        .put("until", access.until())
                        .put("reason", access.reason())
                        .put("by", access.by())
                        .put("since", access.since())
                        .put("state", access.state().name().toLowerCase(Locale.ROOT));
            }
            return json;
        }
    }

    /** Grants access, or renews it. */
    @Command(
            name = "grant",
            description = {
                "Give a person a user of their own, with the rights of a reader or of the app, for a limited time.",
                "Safe to repeat: the time then begins anew."
            })
    public static final class Grant extends Of {
        @Parameters(paramLabel = "USER", arity = "0..1", description = "The person's user, such as jo.")
        @Nullable
        String user;

        @Option(
                names = "--as",
                paramLabel = "USER",
                description = "Role to act as: reader, app, or the name of a declared reader.")
        @Nullable
        String as;

        @Option(names = "--for", paramLabel = "TIME", description = "From 1m to 7d, such as 30m, 2h or 3d.")
        @Nullable
        String time;

        @Option(names = "--reason", paramLabel = "TEXT", description = "One line that access list and the check show.")
        @Nullable
        String reason;

        @Option(names = "--yes", description = "Skip the confirmation.")
        boolean yes;

        public Grant(ProcessContext context) {
            super(context, Subcommand.ACCESS_GRANT);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            require(problems, "USER", user, "the person's user, such as jo");
            require(problems, "--as", as, "reader or app");
            require(problems, "--reason", reason, "why the person needs access");
            require(problems, "--for", time, "a time from 1m to 7d, such as 2h");
            Optional<Duration> duration =
                    time == null ? Optional.empty() : problems.value("--for", time, AccessRequest::duration);
            Resolution resolution = resolve(problems);
            DatabaseNames names = resolution.request().names();
            Optional<String> rights = problems.value("--as", String.valueOf(as), names::accessUser);
            problems.throwIfAny();
            AccessRequest asked = problems.value(
                            "USER, --reason",
                            "",
                            ignored -> AccessRequest.grant(
                                    String.valueOf(user),
                                    String.valueOf(as),
                                    duration.orElseThrow(),
                                    String.valueOf(reason),
                                    granter(context.environment().get("USER"), ProcessUser.name(), ProcessUser.id())))
                    .orElse(AccessRequest.list());
            problems.throwIfAny();
            return change(
                    resolution,
                    asked,
                    yes,
                    "Let " + user + " log in to " + resolution.request().cluster() + " with the rights of "
                            + rights.orElseThrow() + " for " + time);
        }

        /**
         * The name of who grants it.
         *
         * @param variable of the shell
         * @param user of this process; a container's may have none
         */
        static String granter(@Nullable String variable, Optional<String> user, int id) {
            return Optional.ofNullable(variable)
                    .filter(name -> !name.isBlank())
                    .or(() -> user)
                    .orElse("user " + id + ", whose name is not known");
        }

        @Override
        boolean asks() {
            return guide().present() && !yes;
        }

        private static void require(Problems problems, String subject, @Nullable String value, String what) {
            if (value == null || value.isBlank()) {
                problems.missing(subject, what);
            }
        }
    }

    /** Lists the access that there is. */
    @Command(name = "list", description = "List who has temporary access, as whom, until when and why.")
    public static final class ListAll extends Of {
        public ListAll(ProcessContext context) {
            super(context, Subcommand.ACCESS_LIST);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            AccessReport report = read(Procedure.require("access list"), resolve(problems))
                    .result(StepResult.Access.class)
                    .orElseThrow()
                    .report();
            console.result(
                    report.access().stream().map(TemporaryAccess::sentence).toList(), json(report));
            if (report.access().isEmpty()) {
                console.say("no temporary access");
            }
            return ExitCode.DONE;
        }
    }

    /** Takes access away. */
    @Command(
            name = "revoke",
            description = {
                "Take a person's temporary access away: end their sessions, and drop their user.",
                "Safe to repeat."
            })
    public static final class Revoke extends Of {
        @Parameters(paramLabel = "USER", arity = "0..1", description = "The person's user.")
        @Nullable
        String user;

        @Option(names = "--yes", description = "Skip the confirmation.")
        boolean yes;

        public Revoke(ProcessContext context) {
            super(context, Subcommand.ACCESS_REVOKE);
        }

        @Override
        protected int execute(Problems problems) throws ProblemsException, FailureException {
            if (user == null) {
                problems.missing("USER", "the person's user");
            }
            Optional<AccessRequest> asked =
                    user == null ? Optional.empty() : problems.value("USER", user, AccessRequest::revoke);
            Resolution resolution = resolve(problems);
            return change(
                    resolution,
                    asked.orElseThrow(),
                    yes,
                    "End the access of " + user + " to " + resolution.request().cluster());
        }

        @Override
        boolean asks() {
            return guide().present() && !yes;
        }
    }
}
