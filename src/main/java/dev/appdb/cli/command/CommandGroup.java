package dev.appdb.cli.command;

import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.option.OutputOptions;
import dev.appdb.failure.Problems;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only groups subcommands: alone it lists them. */
public abstract class CommandGroup implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    protected CommandSpec spec;

    private final ProcessContext context;

    protected CommandGroup(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        OutputOptions output = new OutputOptions();
        output.takeFrom(line.getParseResult().originalArgs());
        Problems problems = new Problems();
        ParseErrors.ofGroup(spec).forEach(problems::add);
        if (problems.isEmpty() && !output.json()) {
            line.usage(line.getErr());
            return ExitCode.INPUT;
        }
        if (problems.isEmpty()) {
            problems.add(
                    "",
                    "A subcommand is required: "
                            + String.join(", ", line.getSubcommands().keySet()));
        }
        new Console(context, output, () -> AppdbCommand.words(spec)).problems(problems.found(), spec.qualifiedName());
        return ExitCode.INPUT;
    }
}
