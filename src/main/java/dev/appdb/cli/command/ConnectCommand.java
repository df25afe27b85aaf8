package dev.appdb.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.ConnectionParameters;
import dev.appdb.engine.ConnectionPassword;
import dev.appdb.engine.Resolution;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ServerUrl;
import dev.appdb.tui.line.Terminals;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs psql against the database, or says how to. */
@Command(name = "connect", description = "Run psql as one of the database's users, or print the command.")
public final class ConnectCommand extends DatabaseCommand {
    @Option(
            names = "--as",
            paramLabel = "USER",
            description = "app, migrator, a declared reader, postgres (the master user), or a person with temporary"
                    + " access.")
    @Nullable
    String as;

    @Option(names = "--print", description = "Print the command instead of running it. It has no password in it.")
    boolean print;

    public ConnectCommand(ProcessContext context) {
        super(context, Subcommand.CONNECT);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        if (as == null) {
            problems.missing("--as", "app, migrator, postgres or a declared reader");
        }
        Resolution resolution = resolve(problems);
        String user = new NamedUser(this, resolution, users(resolution.request())).of("--as", String.valueOf(as));
        ConnectionParameters parameters = ports(resolution).connector().parameters(resolution.request(), user);
        if (print) {
            console.result(parameters.commandLine(), json(parameters));
            return ExitCode.DONE;
        }
        return run(parameters);
    }

    private static Map<String, String> users(DatabaseRequest request) {
        Map<String, String> users = new LinkedHashMap<>();
        users.put("app", request.names().appUser());
        users.put("migrator", request.names().migratorUser());
        users.put("postgres", request.serverUrl().map(ServerUrl::user).orElse("postgres"));
        request.names().users().forEach(users::putIfAbsent);
        return users;
    }

    /** Prints the connection; a password is in it only as the command that prints it. */
    private static ObjectNode json(ConnectionParameters parameters) {
        ObjectNode json = Console.object()
                .put("host", parameters.host())
                .put("port", parameters.port())
                .put("database", parameters.database())
                .put("user", parameters.user());
        json.set("environment", Console.tree(parameters.environment()));
        parameters.password().ifPresent(password -> json.put("password_command", password.command()));
        return json;
    }

    private static int run(ConnectionParameters parameters) throws FailureException {
        Optional<ConnectionPassword> password = parameters.password();
        Optional<String> fetched = password.isPresent() ? password.get().fetch() : Optional.empty();
        // What only a command gets at, a shell hands over, so that it passes through no other process.
        ProcessBuilder psql = password.isPresent() && fetched.isEmpty()
                ? new ProcessBuilder("sh", "-c", parameters.commandLine())
                : new ProcessBuilder(parameters.psql());
        psql.inheritIO();
        if (parameters.environment().containsKey("PGPASSFILE")) {
            // The one of this process is the master's, and would win over the file.
            psql.environment().remove("PGPASSWORD");
        }
        psql.environment().putAll(parameters.environment());
        fetched.ifPresent(value -> psql.environment().put("PGPASSWORD", value));
        return waitFor(psql);
    }

    private static int waitFor(ProcessBuilder psql) throws FailureException {
        try {
            Process started = psql.start();
            Runnable undo = Terminals.leavingInterruptsToAChild();
            try {
                return started.waitFor();
            } finally {
                undo.run();
            }
        } catch (IOException e) {
            throw Failure.failed(
                            "psql-missing",
                            "could not run psql",
                            Optional.ofNullable(e.getMessage()).orElse("it can't be started"),
                            "Install PostgreSQL's client, or connect with another one by what {--print} shows.")
                    .asException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }
}
