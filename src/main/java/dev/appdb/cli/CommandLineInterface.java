package dev.appdb.cli;

import dev.appdb.tui.line.Terminals;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
        CommandLine line = new CommandLine(new Root(surroundings))
                .addSubcommand(new SetupCommand(surroundings))
                .addSubcommand(new ConfigureCommand(surroundings))
                .addSubcommand(new CommandLine(new ExtensionsCommand.Group(surroundings))
                        .addSubcommand(new ExtensionsCommand.ListAll(surroundings))
                        .addSubcommand(new ExtensionsCommand.Set(surroundings)))
                .addSubcommand(new PlanCommand(surroundings))
                .addSubcommand(new ApplyCommand(surroundings))
                .addSubcommand(new TemplateCommand(surroundings))
                .addSubcommand(new CommandLine(new RolesCommand.Group(surroundings))
                        .addSubcommand(new RolesCommand.Update(surroundings))
                        .addSubcommand(new RolesCommand.Check(surroundings)))
                .addSubcommand(new ConnectCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new DriftCommand(surroundings))
                .addSubcommand(new StopCommand(surroundings))
                .addSubcommand(new DestroyCommand(surroundings))
                .addSubcommand(new CommandLine(new RunsCommand.Group(surroundings))
                        .addSubcommand(new RunsCommand.ListRuns(surroundings))
                        .addSubcommand(new RunsCommand.Show(surroundings)))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new IamPolicyCommand(surroundings))
                .addSubcommand(new CommandLine(new SlackBotCommand.Start(surroundings))
                        .addSubcommand(new SlackBotCommand.Manifest(surroundings))
                        .addSubcommand(new CommandLine(new SlackBotCommand.PolicyGroup(surroundings))
                                .addSubcommand(new SlackBotCommand.Explain(surroundings)))
                        .addSubcommand(new CommandLine(new SlackBotCommand.AuditGroup(surroundings))
                                .addSubcommand(new SlackBotCommand.Export(surroundings))))
                .addSubcommand(new Completion(surroundings));
        everywhere(line);
        line.setExpandAtFiles(false); // a word that begins with @ is a word
        return line;
    }

    /** What is the same for a command and all below it. */
    private static void everywhere(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.versionProvider(new Version());
        spec.usageMessage().showDefaultValues(false).sortOptions(false).width(100);
        WrongWords.letPass(line);
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

    /** A word that needs another one after it: alone it shows which there are. */
    abstract static class Group implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
        CommandSpec spec;

        private final Surroundings surroundings;

        Group(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            CommandLine line = spec.commandLine();
            OutputOptions output = new OutputOptions();
            output.takeFrom(line.getParseResult().originalArgs());
            Problems problems = new Problems();
            WrongWords.ofGroup(spec).forEach(problems::add);
            if (problems.isEmpty() && !output.json()) {
                line.usage(line.getErr());
                return ExitCode.INPUT;
            }
            if (problems.isEmpty()) {
                problems.add(
                        "",
                        "another word is missing: "
                                + String.join(", ", line.getSubcommands().keySet()));
            }
            new Console(surroundings, output).problems(problems.found(), spec.qualifiedName());
            return ExitCode.INPUT;
        }
    }

    /** The command without a word after it. */
    @Command(
            name = "appdb",
            description = {
                "Gives an application its database, properly, the first time, and keeps it proper.",
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
    static final class Root extends Group {
        private final Surroundings surroundings;

        Root(Surroundings surroundings) {
            super(surroundings);
            this.surroundings = surroundings;
        }

        /** On a terminal the command alone is the guided set-up. */
        @Override
        public Integer call() {
            CommandLine setup = spec.subcommands().get("setup");
            boolean isGuided = Terminals.interactive(surroundings.environment(), surroundings.streams());
            return isGuided && setup != null ? setup.execute() : super.call();
        }
    }

    /** Prints the completion script. */
    @Command(
            name = "completion",
            description = "Print the completion script for bash and zsh: source <(appdb completion)")
    static final class Completion extends AppdbCommand {
        Completion(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        int execute(Problems problems) throws ProblemsException {
            problems.throwIfAny();
            String script = AutoComplete.bash("appdb", spec.root().commandLine());
            console.result(script, Console.tree(script));
            return ExitCode.DONE;
        }
    }
}
