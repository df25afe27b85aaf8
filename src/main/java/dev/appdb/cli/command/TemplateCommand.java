package dev.appdb.cli.command;

import dev.appdb.cli.console.Console;
import dev.appdb.cli.console.ExitCode;
import dev.appdb.cli.console.ProcessContext;
import dev.appdb.engine.Resolution;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Subcommand;
import dev.appdb.request.Target;
import picocli.CommandLine.Command;

/** Prints the CloudFormation template. */
@Command(
        name = "template",
        description = {
            "Print the CloudFormation template that plan and apply use with --target aws. Makes no call to AWS:",
            "network, state bucket and role manager's jar are parameters, whose values plan looks up."
        })
public final class TemplateCommand extends DatabaseCommand {
    public TemplateCommand(ProcessContext context) {
        super(context, Subcommand.TEMPLATE);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        Resolution resolution = resolveFor(Target.AWS, "must be aws: only there is a template", problems);
        String template = wiring(resolution).template(resolution.request());
        console.foreign(template, Console.parsed(template));
        return ExitCode.DONE;
    }
}
