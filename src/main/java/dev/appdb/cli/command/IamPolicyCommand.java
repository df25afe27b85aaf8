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
import picocli.CommandLine.Option;

/** Prints what somebody must be allowed in the AWS account. */
@Command(
        name = "iam-policy",
        description = {
            "Print the least-privilege IAM policy for target aws, of one application in one Region. Makes no call.",
            "With --role-arn the caller's is only what is left to the caller."
        })
public final class IamPolicyCommand extends DatabaseCommand {
    @Option(
            names = "--for",
            paramLabel = "WHOM",
            defaultValue = "caller",
            description = "caller (default): whoever runs appdb. service-role: the role of --role-arn.")
    String whom = "caller";

    public IamPolicyCommand(ProcessContext context) {
        super(context, Subcommand.IAM_POLICY);
    }

    @Override
    protected int execute(Problems problems) throws ProblemsException, FailureException {
        if (!whom.equals("caller") && !whom.equals("service-role")) {
            problems.add("--for", "\"" + whom + "\" is not known: use caller or service-role");
        }
        Resolution resolution = resolveFor(Target.AWS, "must be aws: only target aws takes a policy", problems);
        String policy = wiring(resolution).policy(resolution.request(), whom);
        console.result(policy, Console.parsed(policy));
        return ExitCode.DONE;
    }
}
