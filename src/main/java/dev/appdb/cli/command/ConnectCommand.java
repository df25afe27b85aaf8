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
import dev.appdb.failure.ShellWord;
import dev.appdb.failure.Subcommand;
import dev.appdb.process.ChildEnvironment;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ServerUrl;
import dev.appdb.tui.line.Terminals;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs psql against the database, or says how to. */
@Command(name = "connect", description = "Run psql as one of the database's users, or print the command.")
public final class ConnectCommand extends DatabaseCommand {
    private static final String PASSWORD = "PGPASSWORD";

    @Option(
            names = "--as",
            paramLabel = "USER",
            description =
                    "User to connect as: app, migrator, a declared reader, postgres (the master user), or a person with temporary"
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
            console.document(parameters.commandLine(), json(parameters));
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
        json.set("variables", Console.tree(parameters.environment()));
        parameters.password().ifPresent(password -> json.put("password_command", password.command()));
        return json;
    }

    private static int run(ConnectionParameters parameters) throws FailureException {
        Optional<ConnectionPassword> password = parameters.password();
        Optional<String> fetched = password.isPresent() ? password.get().fetch() : Optional.empty();
        ProcessBuilder psql = password.isPresent() && fetched.isEmpty()
                ? afterAws(password.get().command(), parameters)
                : ChildEnvironment.limitToPsql(new ProcessBuilder(parameters.psql()));
        if (password.isEmpty() && !parameters.environment().containsKey("PGPASSFILE")) {
            // The person's own, for the person's own login; of another user there is a file.
            Optional.ofNullable(System.getenv(PASSWORD))
                    .ifPresent(value -> psql.environment().put(PASSWORD, value));
        }
        psql.environment().putAll(parameters.environment());
        fetched.ifPresent(value -> psql.environment().put(PASSWORD, value));
        return waitFor(psql.inheritIO());
    }

    /** A password that only a command gets at is handed over by a shell, so that it passes through no other process. */
    private static ProcessBuilder afterAws(String passwordCommand, ConnectionParameters parameters) {
        ProcessBuilder shell = ChildEnvironment.limitToPsqlAfterAws(new ProcessBuilder());
        String credentials = shell.environment().keySet().stream()
                .filter(ChildEnvironment::isOfAws)
                .filter(name -> name.matches("[A-Z0-9_]+"))
                .sorted()
                .collect(Collectors.joining(" "));
        String psql = parameters.psql().stream().map(ShellWord::quote).collect(Collectors.joining(" "));
        return shell.command(
                "sh",
                "-c",
                PASSWORD + "=\"$(" + passwordCommand + ")\" && export " + PASSWORD
                        + (credentials.isEmpty() ? "" : " && unset " + credentials)
                        + " && exec " + psql);
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
