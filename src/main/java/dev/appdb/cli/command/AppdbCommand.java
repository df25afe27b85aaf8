package dev.appdb.cli.command;

import dev.appdb.cli.console.BugReport;
import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.NonInteractivePrompts;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.cli.option.OutputOptions;
import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.tui.Guide;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The base of all commands: it reports an expected failure and maps it to an exit code. */
public abstract class AppdbCommand implements Callable<Integer> {
    @Mixin
    final OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    CommandSpec spec;

    protected final ProcessContext context;
    protected final Console console;
    private @Nullable Guide guide;

    public AppdbCommand(ProcessContext context) {
        this.context = context;
        this.console = new Console(context, output, () -> words(spec));
    }

    /** The command's words without the program's name, such as {@code roles check}. */
    static String words(CommandSpec spec) {
        String qualified = spec.qualifiedName();
        return qualified.substring(qualified.indexOf(' ') + 1);
    }

    /**
     * Does the command's work.
     *
     * @param problems takes what is missing or wrong in the input; already has what is wrong for every command
     * @return the exit code
     */
    protected abstract int execute(Problems problems) throws ProblemsException, FailureException;

    /** The guide that prompts the person, chosen when first needed; none with JSON, since prompts and diffs are not JSON. */
    final Guide guide() {
        Guide chosen = guide;
        if (chosen == null) {
            chosen = console.json()
                    ? NonInteractivePrompts.INSTANCE
                    : context.guides().choose(wholeScreen(), output.noColor);
            guide = chosen;
        }
        return chosen;
    }

    /** Returns true if this command may use the whole screen. */
    boolean wholeScreen() {
        return false;
    }

    /** Looks at what everything else stands on. */
    void check(Problems problems) throws FailureException {}

    /** The same failure with commands that work from the folder that this one was run in. */
    Failure addressed(Failure failure) {
        return failure;
    }

    /** Reports a defect of appdb: an exception that nothing handled. */
    public final void reportBug(Exception bug) {
        if (console.json()) {
            console.failure(BugReport.failure(bug), null);
        } else {
            BugReport.print(bug, spec.commandLine().getErr());
        }
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        problems.addAll(ParseErrors.of(spec));
        if (!problems.isEmpty()) {
            output.takeFrom(spec.commandLine().getParseResult().originalArgs());
        }
        output.check(problems);
        console.openLog(problems);
        console.listen();
        try {
            check(problems);
            return execute(problems);
        } catch (ProblemsException e) {
            console.problems(e.problems(), spec.qualifiedName());
            return ExitCode.INPUT;
        } catch (FailureException e) {
            console.failure(addressed(e.failure()), null);
            return ExitCode.of(e.failure().kind());
        }
    }
}
