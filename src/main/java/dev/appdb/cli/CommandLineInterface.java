package dev.appdb.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands, put together; parses a command line and runs it. */
final class CommandLineInterface {
    private CommandLineInterface() {}

    /** Runs a command line and gives its exit code. */
    static int run(Surroundings surroundings, String... arguments) {
        CommandLine line = of(surroundings);
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        return line.execute(arguments);
    }

    static CommandLine of(Surroundings surroundings) {
        CommandLine line = new CommandLine(new Root())
                .addSubcommand(new SetupCommand(surroundings))
                .addSubcommand(new ConfigureCommand(surroundings))
                .addSubcommand(new CommandLine(new ExtensionsCommand.Group())
                        .addSubcommand(new ExtensionsCommand.ListAll(surroundings))
                        .addSubcommand(new ExtensionsCommand.Set(surroundings)))
                .addSubcommand(new PlanCommand(surroundings))
                .addSubcommand(new ApplyCommand(surroundings))
                .addSubcommand(new TemplateCommand(surroundings))
                .addSubcommand(new CommandLine(new RolesCommand.Group())
                        .addSubcommand(new RolesCommand.Update(surroundings))
                        .addSubcommand(new RolesCommand.Check(surroundings)))
                .addSubcommand(new ConnectCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new DriftCommand(surroundings))
                .addSubcommand(new StopCommand(surroundings))
                .addSubcommand(new DestroyCommand(surroundings))
                .addSubcommand(new CommandLine(new RunsCommand.Group())
                        .addSubcommand(new RunsCommand.ListRuns(surroundings))
                        .addSubcommand(new RunsCommand.Show(surroundings)))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new IamPolicyCommand(surroundings))
                .addSubcommand(new Completion());
        everywhere(line);
        return line;
    }

    /** What is the same for a command and all below it. */
    private static void everywhere(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.versionProvider(new Version());
        spec.usageMessage().showDefaultValues(false).sortOptions(false).width(100);
        if (line.getSubcommands().isEmpty()) {
            // Unknown words are named together with everything else that is wrong, by the command itself.
            line.setUnmatchedArgumentsAllowed(true);
            line.setUnmatchedOptionsArePositionalParams(false);
        }
        line.setParameterExceptionHandler(CommandLineInterface::wrongWords);
        line.setExecutionExceptionHandler((bug, command, parsed) -> {
            if (command.getCommand() instanceof AppdbCommand ours && ours.console.json()) {
                ours.console.failure(Bug.failure(bug), null);
            } else {
                Bug.tell(bug, command.getErr());
            }
            return ExitCode.FAILED;
        });
        line.getSubcommands().values().forEach(CommandLineInterface::everywhere);
    }

    private static int wrongWords(ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        if (Console.isAskedForJson(List.of(arguments))) {
            line.getOut().println(Console.notUnderstood(String.valueOf(e.getMessage())));
            return ExitCode.INPUT;
        }
        line.getErr().println("appdb: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr());
        line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.INPUT;
    }

    /** A word that needs another one after it: alone it shows which there are. */
    abstract static class Group implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
        CommandSpec spec;

        @Override
        public Integer call() {
            if (Console.isAskedForJson(spec.commandLine().getParseResult().originalArgs())) {
                spec.commandLine().getOut().println(Console.notUnderstood("another word is missing"));
                return ExitCode.INPUT;
            }
            spec.commandLine().usage(spec.commandLine().getErr());
            return ExitCode.INPUT;
        }
    }

    /** The command without a word after it. */
    @Command(
            name = "appdb",
            description = "Gives an application its database, properly, the first time, and keeps it proper.",
            footerHeading = "%nExit codes:%n",
            footer = {
                "    0  done",
                "    1  failed",
                "    2  wrong or missing input; every problem is named at once",
                "    3  a check or plan found something: a failed check, pending changes, drift",
                "    4  refused by a guardrail, a policy, or you",
                "  130  interrupted"
            })
    static final class Root extends Group {}

    /** Prints the completion script. */
    @Command(
            name = "completion",
            description = "Print the completion script for bash and zsh: source <(appdb completion)")
    static final class Completion implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
        CommandSpec spec;

        @Override
        public void run() {
            CommandLine root = spec.root().commandLine();
            spec.commandLine().getOut().println(AutoComplete.bash("appdb", root));
        }
    }
}
