package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.Confirmation;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.ConfigurationFiles;
import dev.appdb.engine.Procedure;
import dev.appdb.engine.ProcedureRun;
import dev.appdb.engine.Resolution;
import dev.appdb.engine.StepInput;
import dev.appdb.failure.CommandName;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.roles.Expectation;
import dev.appdb.roles.Expectations;
import dev.appdb.roles.May;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Declares what is there on purpose, so that checks accept it. */
@Command(
        name = "expect",
        description = {
            "Declare what a role may do, or that a schema is somebody else's, so that checks accept it and updates leave it.",
            "Writes infra/<APP>/appdb/<ENV>.json, and nothing in the database; `roles update` grants CONNECT to those that"
                    + " may connect.",
            "Declare again to change it; --remove ends it."
        })
public final class RolesExpectCommand extends DatabaseCommand {
    private static final String ROLE = "ROLE";

    @Parameters(arity = "0..1", paramLabel = ROLE, description = "The role.")
    String named = "";

    @Option(names = "--role", paramLabel = "NAME", description = "The role, the same as ROLE.")
    String role = "";

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "A schema of somebody else's software, in place of a role.")
    String schema = "";

    @Option(
            names = "--may",
            paramLabel = "RIGHT",
            split = ",",
            description = "What the role may do: connect, read, write, create, replicate, administer, act-as-app,"
                    + " act-as-migrator; dml-only for the app user. Separate several with commas.")
    List<String> may = new ArrayList<>();

    @Option(names = "--why", paramLabel = "REASON", description = "The reason, shown by every check.")
    String why = "";

    @Option(names = "--remove", description = "End the declaration.")
    boolean remove;

    @Option(names = "--yes", description = "Skip confirmations.")
    boolean yes;

    public RolesExpectCommand(ProcessContext context) {
        super(context, Subcommand.ROLES_EXPECT);
    }

    private String role() {
        return role.isEmpty() ? named : role;
    }

    @Override
    Remedy.Command again(DatabaseRequest request) {
        Remedy.Command command = super.again(request);
        command = schema.isEmpty() ? command.with("--role", role()) : command.with("--schema", schema);
        for (String right : may) {
            command = command.with("--may", right);
        }
        return why.isEmpty() ? command : command.with("--why", why);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        checkSubject(problems);
        if (!yes && !guide().present()) {
            problems.missing("--yes", console.whyNotAsked("to confirm on"));
        }
        Optional<Expectation> declared = remove ? Optional.empty() : declared(problems);
        Resolution resolution = resolve(problems);
        DatabaseRequest request = resolution.request();
        checkKnown(request.expected(), problems);
        Expectations expected = declared.map(request.expected()::with).orElseGet(() -> without(request.expected()));
        problems.throwIfAny();
        ConfigurationFiles files =
                ConfigurationFiles.ofRemembered(resolution.project(), request.withExpected(expected));
        return write(resolution, files);
    }

    private int write(Resolution resolution, ConfigurationFiles files) throws FailureException {
        Confirmation confirmation = new Confirmation(console, guide(), yes);
        Procedure procedure = Procedure.require(Subcommand.ROLES_EXPECT.words());
        return inRun(procedure, resolution, run -> {
            new ProcedureRun(procedure, run, files::changes, (plan, allowed) -> confirmation.approved(files))
                    .perform(StepInput.NONE);
            ObjectNode json = Console.object().put("result", "done").put("run", run.id());
            console.result("", json.set("files", Confirmation.json(files.changes())));
            Subcommand next = may.contains(May.CONNECT.label()) ? Subcommand.ROLES_UPDATE : Subcommand.ROLES_CHECK;
            console.say("Next: " + CommandName.with(next.words()) + " " + resolution.flagsOf(next));
        });
    }

    private void checkSubject(Problems problems) {
        if (!named.isEmpty() && !role.isEmpty() && !named.equals(role)) {
            problems.add("--role", "a role is named twice: name it once");
        }
        if (role().isEmpty() == schema.isEmpty()) {
            problems.add(ROLE + ", --schema", "name one role or one schema");
        }
        if (remove && !(may.isEmpty() && why.isEmpty())) {
            problems.add("--remove", "ends the whole declaration: leave out --may and --why");
        }
    }

    private Optional<Expectation> declared(Problems problems) {
        Set<May> rights = new TreeSet<>();
        may.forEach(label -> problems.value("--may", label, May::of).ifPresent(rights::add));
        if (schema.isEmpty() && may.isEmpty()) {
            problems.missing("--may", "what the role may do: some of " + May.labels());
        }
        if (!schema.isEmpty() && !may.isEmpty()) {
            problems.add("--may", "goes with a role only, not with --schema");
        }
        if (why.isBlank()) {
            problems.missing("--why", "the reason, for whoever reads the check's report");
        }
        if (!problems.found().isEmpty()) {
            return Optional.empty();
        }
        return problems.value(
                "--why",
                why,
                reason -> schema.isEmpty()
                        ? Expectation.ofRole(role(), rights, reason)
                        : Expectation.ofSchema(schema, reason));
    }

    private void checkKnown(Expectations known, Problems problems) {
        if (remove && without(known).equals(known)) {
            problems.add(
                    schema.isEmpty() ? ROLE : "--schema",
                    "\"" + role() + schema + "\" is not declared as expected: there is nothing to remove");
        }
    }

    private Expectations without(Expectations known) {
        return schema.isEmpty() ? known.withoutRole(role()) : known.withoutSchema(schema);
    }
}
