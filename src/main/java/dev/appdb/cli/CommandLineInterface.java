package dev.appdb.cli;

import dev.appdb.cli.command.AppdbCommand;
import dev.appdb.cli.command.CommandGroup;
import dev.appdb.cli.command.ParseErrors;
import dev.appdb.cli.console.BugReport;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.tui.line.Terminals;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** All commands, put together; parses a command line and runs it. */
final class CommandLineInterface {
    private static final Set<String> VERSION = Set.of("--version", "-V");

    private static final Set<String> HELP = Set.of("--help", "-h");

    private CommandLineInterface() {}

    /** Runs a command line and gives its exit code. */
    static int run(ProcessContext context, String... arguments) {
        if (arguments.length == 1 && VERSION.contains(arguments[0])) {
            context.out().println(Version.text()); // as picocli would say it, which takes longer to load than this
            return ExitCode.DONE;
        }
        boolean isGuided = arguments.length == 0 && isGuided(context);
        CommandLine line = Commands.ALL.line(context, isGuided ? List.of("setup") : List.of(arguments));
        everywhere(line);
        if (Stream.of(arguments).anyMatch(HELP::contains) || arguments.length == 0) {
            HelpPage.fit(line, context.streams().columns().getAsInt());
        }
        line.setExpandAtFiles(false); // a word that begins with @ is a word
        line.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
        return line.execute(arguments);
    }

    /** Returns true if the command without arguments is the guided setup: on a terminal. */
    private static boolean isGuided(ProcessContext context) {
        return Terminals.interactive(context.environment(), context.streams());
    }

    /** Configures a command and all its subcommands alike. */
    static void everywhere(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.versionProvider(() -> new String[] {Version.text()});
        HelpPage.of(spec);
        ParseErrors.letPass(line);
        line.setExecutionExceptionHandler((bug, command, parsed) -> {
            if (command.getCommand() instanceof AppdbCommand ours) {
                ours.reportBug(bug);
            } else {
                BugReport.print(bug, command.getErr());
            }
            return ExitCode.FAILED;
        });
        line.getSubcommands().values().forEach(CommandLineInterface::everywhere);
    }

    /** The command without a word after it. */
    @Command(
            name = "appdb",
            addMethodSubcommands = false,
            description = {
                "Set up an application's PostgreSQL database, and keep it right.",
                "Alone on a terminal it is `appdb setup`, which asks for what it needs."
            },
            footerHeading = "%nExit codes:%n",
            footer = {
                "    0  done",
                "    1  failed",
                "    2  wrong or missing input; every problem is named at once",
                "    3  a check or plan found something: a failed check, pending changes, drift",
                "    4  refused by a guardrail, a policy, or you",
                "  130  interrupted"
            })
    public static final class Root extends CommandGroup {
        private final ProcessContext context;

        public Root(ProcessContext context) {
            super(context);
            this.context = context;
        }

        /** On a terminal the command alone is the guided set-up. */
        @Override
        public Integer call() {
            CommandLine setup = spec.subcommands().get("setup");
            return isGuided(context) && setup != null ? setup.execute() : super.call();
        }
    }
}
